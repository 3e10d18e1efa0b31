import * as tf from '@tensorflow/tfjs';
import { drawNoise, noiseLattice, type NoiseSpec } from '../data/noise';
import type { ToyDistribution } from '../data/toy-distributions';
import { mlp } from '../ops/mlp';
import { minibatchDeviation } from '../ops/minibatch-deviation';
import type { Random } from '../random';
import { discriminate, lastFeatures } from './toy-networks';
import { generatorLossOn, type ToyGame } from './toy-step';

export interface ToyProbeOptions {
  /** The networks as they are when asked. */
  readonly game: () => ToyGame;
  readonly distribution: () => ToyDistribution;
  readonly noise: NoiseSpec;
  /** Draws what the probe looks at; training does not depend on it. */
  readonly random: Random;
}

/** Where each generated point is drawn to by G's loss, `[count, dimension]` each. */
export interface GradientArrows {
  readonly points: Float32Array;
  /** −∂L_G/∂x of a point's own loss: that of the batch's mean, times the batch size. */
  readonly arrows: Float32Array;
}

/** Looks at both networks, without a trace in their training. */
export class ToyProbe {
  private noiseKept: Float32Array = new Float32Array(0);

  constructor(private readonly options: ToyProbeOptions) {}

  /** G's points for noise that stays the same through the run, `[count, dimension]`. */
  sample(count: number): Float32Array {
    return this.generate(this.noise(count));
  }

  /** Points of the data that stay the same as long as it does, `[count, dimension]`. */
  real(count: number): Float32Array {
    const { random, distribution } = this.options;
    return distribution().mixture.sample(random.fork('real'), count);
  }

  /** D's outputs at points `[count, dimension]`: logits, or as the loss in use has them. */
  discriminatorOn(points: Float32Array): Float32Array {
    const game = this.options.game();
    const { shape, parameters } = game.discriminator;
    const { minibatch } = game.settings;
    return plain(() => {
      const options = { x: this.pointTensor(points), shape, parameters, minibatch };
      if (minibatch === 'none') return discriminate(options);
      // What D would say to a point among the fakes of a batch.
      const fakes = this.pointTensor(this.sample(deviationBatch));
      const deviation = minibatchDeviation(lastFeatures({ ...options, x: fakes }));
      return discriminate({ ...options, deviation });
    });
  }

  /**
   * Where G puts a regular lattice of noise, see `noiseLattice`.
   *
   * @returns `[(steps + 1) ** noiseDimension, dimension]`
   */
  generatorGrid(steps: number): Float32Array {
    return this.generate(noiseLattice(this.options.noise, steps));
  }

  /** How G's loss draws at so many generated points, taken as one batch. */
  gradientArrows(count: number): GradientArrows {
    const points = this.sample(count);
    const arrows = plain(() => {
      const game = this.options.game();
      const real = this.pointTensor(this.real(count));
      const loss = (x: tf.Tensor) => generatorLossOn(game, real, x as tf.Tensor2D);
      return tf.grad(loss)(this.pointTensor(points)).mul(-count);
    });
    return { points, arrows };
  }

  private generate(noise: Float32Array): Float32Array {
    const { shape, parameters } = this.options.game().generator;
    const { dimension } = this.options.noise;
    return plain(() =>
      mlp({ x: tf.tensor2d(noise, [noise.length / dimension, dimension]), shape, parameters }),
    );
  }

  /** The first `count` of a sequence of noise that grows as needed. */
  private noise(count: number): Float32Array {
    const { noise, random } = this.options;
    const length = count * noise.dimension;
    if (this.noiseKept.length < length) {
      this.noiseKept = drawNoise(noise, random.fork('noise'), count);
    }
    return this.noiseKept.subarray(0, length);
  }

  private pointTensor(points: Float32Array): tf.Tensor2D {
    const { dimension } = this.options.distribution().mixture;
    return tf.tensor2d(points, [points.length / dimension, dimension]);
  }
}

/** Fakes that the deviation of a batch is taken from. */
const deviationBatch = 256;

/** The values of a tensor, which is freed with everything that led to it. */
function plain(compute: () => tf.Tensor): Float32Array {
  return tf.tidy(() => compute().dataSync<'float32'>().slice());
}
