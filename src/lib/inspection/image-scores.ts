/** What a discriminator thinks of images, and what would change its mind. */
import * as tf from '@tensorflow/tfjs';
import { toSigned } from '../data/image-grid';
import type { StraightNetwork } from '../nn/straight-network';
import { tidyGradients } from '../nn/tidy-gradients';

/** The discriminator's verdict on one image. */
export interface ImageScores {
  /** D's logit of each image, `[count]`; above 0 for "real". */
  readonly logits: Float32Array;
  /** D(x) of each image, the sigmoid of the logit, `[count]`. */
  readonly scores: Float32Array;
}

/**
 * Score images without dropout.
 *
 * @param discriminator gives one logit an image
 * @param images `[count, height, width]` bytes, 0 black to 255 white
 */
export async function scoreImages(
  discriminator: StraightNetwork,
  images: Uint8Array,
): Promise<ImageScores> {
  const logits = tf.tidy(() =>
    discriminator.forward(toInput(discriminator, images), { mode: 'inference' }),
  );
  const values = await logits.data<'float32'>();
  logits.dispose();
  return { logits: values, scores: values.map((logit) => 1 / (1 + Math.exp(-logit))) };
}

/**
 * The gradient of D's logits on the pixels of their images, `[count, height, width]`: brightening
 * a pixel by 1 grey level moves the logit by about its value, up where it is above 0.
 *
 * Of the logit, not of D(x), whose gradient vanishes where D is sure.
 */
export async function imageGradients(
  discriminator: StraightNetwork,
  images: Uint8Array,
): Promise<Float32Array> {
  const gradients = tidyGradients(() => {
    const sum = (x: tf.Tensor) => discriminator.forward(x, { mode: 'inference' }).sum();
    // Inputs are in units of 127.5 grey levels.
    return tf.grad(sum)(toInput(discriminator, images)).div(127.5);
  });
  const values = await gradients.data<'float32'>();
  gradients.dispose();
  return values;
}

/** The indices of the images that D takes for real most, best first. */
export function bestByScore(scores: Float32Array, count: number): number[] {
  const order = Array.from(scores, (_, i) => i);
  return order.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b).slice(0, count);
}

function toInput(discriminator: StraightNetwork, images: Uint8Array): tf.Tensor {
  const shape = discriminator.inputShape;
  const size = tf.util.sizeFromShape(shape);
  if (images.length % size !== 0) {
    throw new RangeError(`images have ${size} pixels each, received ${images.length} in all`);
  }
  const pixels = toSigned(images);
  return tf.tensor(pixels, [images.length / size, ...shape]);
}
