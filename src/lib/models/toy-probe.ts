/** Looks at the networks of a small GAN, without a trace in their training. */
import * as tf from '@tensorflow/tfjs';
import { sampleNoise, noiseLattice } from '../data/noise';
import type { MlpNetwork } from '../nn/mlp-network';
import { minibatchDeviation } from '../nn/ops/minibatch-deviation';
import { mlp } from '../nn/ops/mlp';
import { Random } from '../random';
import type { RunContext } from './family';
import { distributionOf, noiseOf } from './toy-data';
import { discriminate, lastFeatures } from './toy-networks';
import type { ToyLane } from './toy-settings';
import { generatorLossOn } from './toy-step';

/** Where each generated point is drawn to by G's loss, `[count, dimension]` each. */
export interface GradientArrows {
  readonly points: Float32Array;
  /** −∂L_G/∂x of a point's own loss: that of the batch's mean, times the batch size. */
  readonly arrows: Float32Array;
}

type Context = RunContext<ToyLane>;

/** Draws what is looked at; training does not depend on it. */
function probeRandom(settings: ToyLane, name: string): Random {
  return new Random(settings.seed).fork('probe').fork(name);
}

/** G's points for noise that stays the same through the run, `[count, dimension]`. */
export function sampleToy(context: Context, count: number): Float32Array {
  const { settings } = context;
  return generate(context, sampleNoise(noiseOf(settings), probeRandom(settings, 'noise'), count));
}

/** Points of the data that stay the same as long as it does, `[count, dimension]`. */
export function realToy({ settings }: Context, count: number): Float32Array {
  return distributionOf(settings).mixture.sample(probeRandom(settings, 'real'), count);
}

/** D's outputs at points `[count, dimension]`: logits, or as the loss in use has them. */
export function discriminatorOn(context: Context, points: Float32Array): Float32Array {
  const { shape, parameters } = context.networks['discriminator'] as MlpNetwork;
  const { minibatch } = context.settings;
  return plain(() => {
    const options = { x: pointTensor(context, points), shape, parameters, minibatch };
    if (minibatch === 'none') return discriminate(options);
    // What D would say to a point among the fakes of a batch.
    const fakes = pointTensor(context, sampleToy(context, deviationBatch));
    const deviation = minibatchDeviation(lastFeatures({ ...options, x: fakes }));
    return discriminate({ ...options, deviation });
  });
}

/**
 * Where G puts a regular lattice of noise, see `noiseLattice`.
 *
 * @returns `[(steps + 1) ** noiseDimension, dimension]`
 */
export function generatorLattice(context: Context, steps: number): Float32Array {
  return generate(context, noiseLattice(noiseOf(context.settings), steps));
}

/** How G's loss draws at so many generated points, taken as one batch. */
export function gradientArrows(context: Context, count: number): GradientArrows {
  const points = sampleToy(context, count);
  const arrows = plain(() => {
    const real = pointTensor(context, realToy(context, count));
    const loss = (x: tf.Tensor) => generatorLossOn(context, real, x as tf.Tensor2D);
    return tf.grad(loss)(pointTensor(context, points)).mul(-count);
  });
  return { points, arrows };
}

function generate(context: Context, noise: Float32Array): Float32Array {
  const { shape, parameters } = context.networks['generator'] as MlpNetwork;
  const { dimension } = noiseOf(context.settings);
  return plain(() =>
    mlp({ x: tf.tensor2d(noise, [noise.length / dimension, dimension]), shape, parameters }),
  );
}

function pointTensor({ settings }: Context, points: Float32Array): tf.Tensor2D {
  const { dimension } = distributionOf(settings).mixture;
  return tf.tensor2d(points, [points.length / dimension, dimension]);
}

/** Fakes that the deviation of a batch is taken from. */
const deviationBatch = 256;

/** The values of a tensor, which is freed with everything that led to it. */
function plain(compute: () => tf.Tensor): Float32Array {
  return tf.tidy(() => compute().dataSync<'float32'>().slice());
}
