/** The games that a small GAN can play: one pair of losses each, all functions of D's outputs. */
import type * as tf from '@tensorflow/tfjs';
import { discriminatorLoss, type GeneratorLoss, generatorLosses } from './losses';

export const objectiveNames = [
  'non-saturating',
  'saturating',
  'least-squares',
  'wasserstein',
] as const;
export type ObjectiveName = (typeof objectiveNames)[number];

export interface Objective {
  /** D's loss, from its outputs on reals and on fakes, `[batch, 1]` each, to a scalar. */
  readonly discriminator: (real: tf.Tensor, fake: tf.Tensor) => tf.Scalar;
  /** G's loss, from D's outputs on fakes. */
  readonly generator: GeneratorLoss;
  /** What D says by an output: the probability σ of a logit, or the output itself. */
  readonly score: (output: number) => number;
  /** The output above which D takes a point for real; the means are D's outputs on a batch. */
  readonly boundary: (realMean: number, fakeMean: number) => number;
  /** Whether D must be held to slopes of 1 by a gradient penalty. */
  readonly needsPenalty: boolean;
}

const sigmoid = (logit: number) => 1 / (1 + Math.exp(-logit));
const unchanged = (output: number) => output;

/** D's output is the logit of a probability (Goodfellow et al. 2014). */
const adversarial = {
  discriminator: discriminatorLoss,
  score: sigmoid,
  boundary: () => 0,
  needsPenalty: false,
};

export const objectives: Readonly<Record<ObjectiveName, Objective>> = {
  'non-saturating': { ...adversarial, generator: generatorLosses['non-saturating'] },

  saturating: { ...adversarial, generator: generatorLosses.saturating },

  /**
   * Least squares (Mao et al. 2016, arXiv:1611.04076, with a = 0 and b = c = 1): D is fitted to 1 on
   * reals and 0 on fakes, G to fakes that D gives 1.
   */
  'least-squares': {
    discriminator: (real, fake) => halfSquare(real.sub(1)).add(halfSquare(fake)),
    generator: (fake) => halfSquare(fake.sub(1)),
    score: unchanged,
    boundary: () => 0.5,
    needsPenalty: false,
  },

  /**
   * Wasserstein (Arjovsky et al. 2017, arXiv:1701.07875), with the gradient penalty of Gulrajani et
   * al. 2017 to be added: D, a critic, tells how far apart the two are. No output means "real" by
   * itself; what is nearer to its mean on reals counts as such.
   */
  wasserstein: {
    discriminator: (real, fake) => fake.mean<tf.Scalar>().sub(real.mean()),
    generator: (fake) => fake.mean<tf.Scalar>().neg(),
    score: unchanged,
    boundary: (realMean, fakeMean) => (realMean + fakeMean) / 2,
    needsPenalty: true,
  },
};

function halfSquare(difference: tf.Tensor): tf.Scalar {
  return difference.square().mean<tf.Scalar>().div(2);
}
