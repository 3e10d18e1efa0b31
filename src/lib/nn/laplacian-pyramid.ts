/**
 * The Laplacian pyramid (Burt & Adelson 1983) as LAPGAN takes it (Denton et al. 2015,
 * arXiv:1506.05751, §2.2): I_{k+1} is I_k at half the height and width, h_k = I_k − u(I_{k+1}), and the
 * coarsest level is an image itself.
 *
 * Here the mean of 2×2 pixels makes an image smaller, and u, which makes it larger, is bilinear.
 */
import * as tf from '@tensorflow/tfjs';

// #region pyramid
/** d: means of 2×2 pixels, `[batch, 2n, 2n, 1]` to `[batch, n, n, 1]`. */
export function shrink(images: tf.Tensor4D): tf.Tensor4D {
  return tf.avgPool(images, 2, 2, 'valid');
}

/** u: twice the height and width, `[batch, n, n, 1]` to `[batch, 2n, 2n, 1]`, bilinear between the pixels' centres. */
export function enlarge(images: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = images.shape;
  return tf.image.resizeBilinear(images, [2 * height, 2 * width], false, true);
}

/** One level of a pyramid: what is known from the coarser one, and what that lacks. */
export interface PyramidLevel {
  /** I_k, `[batch, n, n, 1]`. */
  readonly image: tf.Tensor4D;
  /** l_k = u(I_{k+1}); `null` at the coarsest level. */
  readonly coarse: tf.Tensor4D | null;
  /** h_k = I_k − l_k; the image itself at the coarsest level. */
  readonly residual: tf.Tensor4D;
}

/**
 * One level of the pyramid of images, `[batch, n, n, 1]`, n a multiple of 2^(levels − 1).
 *
 * @param level from 0 for the coarsest to levels − 1
 */
export function pyramidLevel(images: tf.Tensor4D, level: number, levels: number): PyramidLevel {
  let image = images;
  for (let i = levels - 1; i > level; i--) image = shrink(image);
  if (level === 0) return { image, coarse: null, residual: image };
  const coarse = enlarge(shrink(image));
  return { image, coarse, residual: image.sub(coarse) };
}

/** The pyramid of images, the coarsest level first. */
export function decompose(images: tf.Tensor4D, levels: number): PyramidLevel[] {
  return Array.from({ length: levels }, (_, level) => pyramidLevel(images, level, levels));
}

/**
 * Ĩ_k = u(Ĩ_{k+1}) + h_k from the coarsest level on, where Ĩ is u of nothing.
 *
 * @param residualOf gives h_k, of the level's number from 0 for the coarsest and of l_k; `null` for none,
 *   so that the level only enlarges
 */
export function cascade(
  levels: number,
  residualOf: (level: number, coarse: tf.Tensor4D | null) => tf.Tensor4D | null,
): PyramidLevel[] {
  const made: PyramidLevel[] = [];
  for (let level = 0; level < levels; level++) {
    const below = made.at(-1)?.image;
    const coarse = below ? enlarge(below) : null;
    const residual = residualOf(level, coarse) ?? (coarse && tf.zerosLike(coarse));
    if (!residual) throw new Error('the coarsest level is an image, not nothing');
    made.push({ image: coarse ? coarse.add(residual) : residual, coarse, residual });
  }
  return made;
}
// #endregion
