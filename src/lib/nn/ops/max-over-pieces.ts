import * as tf from '@tensorflow/tfjs';

/**
 * Maxout's maximum (Goodfellow et al. 2013, arXiv:1302.4389): of every unit, the largest piece.
 *
 * As `tf.max`, whose gradient however compares tensors of different shapes, which in tfjs's WASM
 * backend takes a quarter of a training step; so does `tf.tile`, where copies in a row are quick.
 *
 * @param x `[batch, pieces, units]`
 * @returns `[batch, units]`; where several pieces are the largest, the gradient goes to all of them
 */
export function maxOverPieces(x: tf.Tensor3D): tf.Tensor2D {
  const spread = (y: tf.Tensor) =>
    tf.concat(new Array<tf.Tensor>(x.shape[1]).fill(y), 1).reshape(x.shape);
  const operation = tf.customGrad((value, save) => {
    const input = value as tf.Tensor3D;
    const largest = tf.max<tf.Tensor2D>(input, 1);
    (save as tf.GradSaveFunc)([input, largest]);
    return {
      value: largest,
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [pieceValues, maxima] = saved as [tf.Tensor3D, tf.Tensor2D];
        return tf.equal(pieceValues, spread(maxima)).cast('float32').mul(spread(dy));
      },
    };
  });
  return operation(x) as tf.Tensor2D;
}
