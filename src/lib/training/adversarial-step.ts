import * as tf from '@tensorflow/tfjs';
import { jointNorm } from '../inspection/gradient-norms';
import type { Random } from '../random';
import type { Forward } from './forward';
import {
  discriminatorLoss as crossEntropy,
  type DiscriminatorLoss,
  type GeneratorLoss,
} from './losses';
import type { Adam } from './optimizer';
import type { Sgd } from './sgd';

/** One of the two players: how to run it, what of it is trained, and by which optimizer. */
export interface Player {
  readonly forward: Forward;
  readonly variables: tf.Variable[];
  readonly optimizer: Adam | Sgd;
}

export interface AdversarialStepOptions {
  readonly generator: Player;
  readonly discriminator: Player;
  /** Default: the cross-entropy with labels 1 | 0. */
  readonly discriminatorLoss?: DiscriminatorLoss;
  readonly generatorLoss: GeneratorLoss;
  /** Whether real and fake images go through D in batches of their own; default false. */
  readonly separateBatches?: boolean;
  /** Training images `[batch, …]`, scaled as the generator's output is. */
  readonly real: tf.Tensor;
  /** Draws fresh noise `[batch, noiseSize]`. */
  readonly drawNoise: () => tf.Tensor;
  /** Draws dropout masks. */
  readonly random: Random;
  /** Whether the result is to be a {@link MeasuredStepResult}; default false. */
  readonly measuresGenerator?: boolean;
}

/** Scalars on the backend, for the caller to read and dispose. */
export interface DiscriminatorStepResult {
  readonly discriminatorLoss: tf.Scalar;
  /** Mean D(x) and mean D(G(z)) on the discriminator's batch, before its update. */
  readonly realScore: tf.Scalar;
  readonly fakeScore: tf.Scalar;
}

/** The same, with the generator's. */
export interface AdversarialStepResult extends DiscriminatorStepResult {
  readonly generatorLoss: tf.Scalar;
}

/** The same, with what the generator's update met with, before it. */
export interface MeasuredStepResult extends AdversarialStepResult {
  /** Mean D(G(z)) on the generator's own batch, in [0, 1]. */
  readonly generatorScore: tf.Scalar;
  /** Euclidean norm of the gradient on all of G's parameters. */
  readonly generatorGradient: tf.Scalar;
}

// #region adversarial-step
/**
 * One round of Algorithm 1 of Goodfellow et al. 2014 with k = 1: D on [real | fake] with labels
 * 1 | 0, then G, through a D that stays as it is, with fresh noise.
 *
 * Each gradient names the variables that it is taken for, so neither network can move in the
 * other's turn.
 */
export function adversarialStep(options: AdversarialStepOptions): AdversarialStepResult {
  return tf.tidy(() => {
    const forDiscriminator = updateDiscriminator(options);
    const forGenerator = updateGenerator(options);
    return { ...forDiscriminator, ...forGenerator };
  });
}

function updateDiscriminator(
  options: Omit<AdversarialStepOptions, 'generatorLoss'>,
): DiscriminatorStepResult {
  const { generator, discriminator, real, drawNoise, discriminatorLoss = crossEntropy } = options;
  const fake = generator.forward(drawNoise(), { mode: 'training' });
  let scores: tf.Tensor[] = [];

  const { value, grads } = tf.variableGrads(() => {
    const [realLogits, fakeLogits] = judge(real, fake, options);
    scores = [realLogits, fakeLogits].map((half) => tf.keep(tf.sigmoid(half).mean()));
    return discriminatorLoss(realLogits, fakeLogits);
  }, discriminator.variables);

  discriminator.optimizer.apply(grads);
  const [realScore, fakeScore] = scores as [tf.Scalar, tf.Scalar];
  return { discriminatorLoss: value, realScore, fakeScore };
}

function updateGenerator(options: AdversarialStepOptions) {
  const { generator, discriminator, generatorLoss, drawNoise, random } = options;
  const noise = drawNoise();
  let score: tf.Scalar | null = null;

  const { value, grads } = tf.variableGrads(() => {
    const fake = generator.forward(noise, { mode: 'training', updateStatistics: true });
    const logits = discriminator.forward(fake, { mode: 'training', random });
    if (options.measuresGenerator) score = tf.keep(tf.sigmoid(logits).mean());
    return generatorLoss(logits);
  }, generator.variables);

  generator.optimizer.apply(grads);
  return { generatorLoss: value, ...measures(score, grads) };
}
// #endregion

/** D's turn alone, for a discriminator that is to be ahead; G stays as it is. */
export function discriminatorStep(
  options: Omit<AdversarialStepOptions, 'generatorLoss'>,
): DiscriminatorStepResult {
  return tf.tidy(() => ({ ...updateDiscriminator(options) }));
}

/** D's logits on both, its moving statistics (if it has any) following. */
function judge(
  real: tf.Tensor,
  fake: tf.Tensor,
  {
    discriminator,
    random,
    separateBatches = false,
  }: Pick<AdversarialStepOptions, 'discriminator' | 'random' | 'separateBatches'>,
): [tf.Tensor, tf.Tensor] {
  const forward = (images: tf.Tensor) =>
    discriminator.forward(images, { mode: 'training', random, updateStatistics: true });
  if (separateBatches) return [forward(real), forward(fake)];
  return tf.split(forward(tf.concat([real, fake])), 2) as [tf.Tensor, tf.Tensor];
}

function measures(score: tf.Scalar | null, grads: tf.NamedTensorMap) {
  if (!score) return {};
  return { generatorScore: score, generatorGradient: jointNorm(Object.values(grads)) };
}
