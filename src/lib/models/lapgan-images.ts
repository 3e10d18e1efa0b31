/** Images out of the levels of a LAPGAN: generated from noise, or a real digit with some levels replaced. */
import * as tf from '@tensorflow/tfjs';
import { classCount } from '../data/digit-classes';
import { toSigned } from '../data/image-grid';
import { cascade, type PyramidLevel } from '../nn/laplacian-pyramid';
import type { Network } from '../nn/network';
import { Random } from '../random';
import { averaged, networkIn } from './family';
import { noiseShape } from './lapgan-networks';
import { type Side, sides } from './lapgan-sides';

/** Where a level's residual comes from; `none`: the level only enlarges. */
export type Part = 'real' | 'generated' | 'none';

/** Networks by their names, `generator7` to `discriminator28`. */
export type LapganNetworks = Readonly<Record<string, Network>>;

/** The average of its weights, where a run keeps one. */
export const generatorOf = (networks: LapganNetworks, side: Side) =>
  averaged(networks, `generator${side}`) as Network;
export const discriminatorOf = (networks: LapganNetworks, side: Side) =>
  networkIn({ networks }, `discriminator${side}`);

/** Classes, 0 to 9 each, as `[count, 10]`: 1 at the class, 0 elsewhere. */
export function classesToTensor(classes: ArrayLike<number>): tf.Tensor2D {
  return tf.oneHot(tf.tensor1d(Array.from(classes), 'int32'), classCount).cast('float32');
}

/** Noise z_k of a level, uniform in [−1, 1) as in the authors' code. */
export function levelNoise(side: Side, random: Random, count: number): tf.Tensor {
  const shape = [count, ...noiseShape(side)];
  const values = new Float32Array(tf.util.sizeFromShape(shape));
  random.fillUniform(values, -1, 1);
  return tf.tensor(values, shape);
}

export interface AssembleOptions {
  readonly networks: LapganNetworks;
  /** The class that G is told, image by image. */
  readonly classes: ArrayLike<number>;
  /** Of the noise; each level has its own, whatever the others are made of. */
  readonly seed: number;
  /** Where each level comes from; all generated if left out. */
  readonly parts?: Readonly<Record<Side, Part>>;
  /** The pyramids of as many real images, for levels that come from them. */
  readonly real?: readonly PyramidLevel[];
}

/** h̃ without what would lead beyond black and white, which D does not see either. */
export function withinRange<T extends tf.Tensor>(residual: T, coarse: tf.Tensor | null): T {
  if (!coarse) return residual;
  return coarse.add(residual).clipByValue(-1, 1).sub<T>(coarse);
}

/** Ĩ of all levels, the coarsest first; to be called in `tf.tidy`. */
export function assemble(options: AssembleOptions): PyramidLevel[] {
  const { networks, seed, parts, real } = options;
  const classes = classesToTensor(options.classes);
  return cascade(sides.length, (level, coarse) => {
    const side = sides[level] ?? 28;
    const part = parts?.[side] ?? 'generated';
    if (part === 'none') return coarse ? null : tf.fill([options.classes.length, 7, 7, 1], -1);
    if (part === 'real') return real?.[level]?.residual ?? null;
    const noise = levelNoise(side, new Random(seed).fork(`noise ${side}`), options.classes.length);
    const inputs = { noise, classes, ...(coarse ? { coarse } : {}) };
    const made = generatorOf(networks, side).forward(inputs, { mode: 'inference' });
    return withinRange(made as tf.Tensor4D, coarse);
  });
}

/** What D_k makes of each image at its level: σ of the logit, `[count]`; to be called in `tf.tidy`. */
export function verdicts(
  networks: LapganNetworks,
  level: number,
  { coarse, residual }: PyramidLevel,
  classes: ArrayLike<number>,
): tf.Tensor {
  const discriminator = discriminatorOf(networks, sides[level] ?? 28);
  const inputs = { residual, classes: classesToTensor(classes), ...(coarse ? { coarse } : {}) };
  return tf.sigmoid(discriminator.forward(inputs, { mode: 'inference' })).reshape([-1]);
}

/** Images as bytes, `[count, side, side]`, 0 black to 255 white, as values in [−1, 1], `[count, side, side, 1]`. */
export function imagesToTensor(images: Uint8Array, side: number): tf.Tensor4D {
  return tf.tensor4d(toSigned(images), [images.length / side ** 2, side, side, 1]);
}
