/**
 * How two players learn against each other (outline C7–C9; Goodfellow et al. 2014, arXiv:1406.2661,
 * Algorithm 1 with one step of D): one update of one network, what either player makes smaller, and
 * one round of both.
 */
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import {
  discriminatorLoss,
  type DiscriminatorLoss,
  type GeneratorLoss,
  generatorLosses,
} from './losses';
import type { Network } from './network';

/** A network and what moves its weights. */
export interface Player {
  readonly network: Network;
  /** Made for the network's variables, in their order. */
  readonly optimizer: { apply(gradients: tf.NamedTensorMap): void };
}

/** D(x), D(G(z)) in D's turn, and D(G(z)) in G's turn: means over the batch. */
export type ScoreName = 'realScore' | 'fakeScore' | 'generatorScore';

/** Takes a score of an update under its name. */
export type NoteScore = (name: ScoreName, value: tf.Scalar) => void;

/** What a step tells of itself. */
export type StepNumbers = Readonly<
  Record<'realScore' | 'fakeScore' | 'discriminatorLoss' | 'generatorLoss', tf.Scalar>
>;

// #region update
/**
 * One update of one network.
 *
 * @param loss what it makes smaller, a function of its variables
 * @returns the loss before the update and its gradients by variable, tensors of the caller's
 */
export function updateNetwork({ network, optimizer }: Player, loss: () => tf.Scalar) {
  // The gradient names the variables that it is taken for, so that no other network can move.
  const { value, grads } = tf.variableGrads(loss, [...network.variables]);
  optimizer.apply(grads);
  return { loss: value, gradients: grads };
}
// #endregion

/** What D's loss depends on. */
export interface DiscriminatorObjective {
  readonly discriminator: Network;
  /** Real images and as many generated ones, `[batch, 28, 28, 1]` in [−1, 1]. */
  readonly real: tf.Tensor;
  readonly fake: tf.Tensor;
  /** Draws dropout masks. */
  readonly random: Random;
  /** Cross-entropy if left out. */
  readonly loss?: DiscriminatorLoss | undefined;
  /** Whether both go through D in batches of their own; matters to batch normalization only. */
  readonly separateBatches?: boolean | undefined;
}

/** What G's loss depends on. */
export interface GeneratorObjective {
  readonly generator: Network;
  readonly discriminator: Network;
  /** z, `[batch, 100]`. */
  readonly noise: tf.Tensor;
  /** Draws D's dropout masks. */
  readonly random: Random;
  /** The one that does not saturate if left out. */
  readonly loss?: GeneratorLoss | undefined;
}

export interface AdversarialStepOptions {
  readonly generator: Player;
  readonly discriminator: Player;
  /** Of either turn: so many real images, and so many generated ones. */
  readonly batchSize: number;
  /** The next real images, `[count, 28, 28, 1]` in [−1, 1]; disposed here. */
  readonly drawReal: (count: number) => tf.Tensor;
  /** Fresh noise z, `[count, 100]`; disposed here. */
  readonly drawNoise: (count: number) => tf.Tensor;
  /** Draws dropout masks. */
  readonly random: Random;
  readonly discriminatorLoss?: DiscriminatorLoss;
  readonly generatorLoss?: GeneratorLoss;
}

// #region adversarial-step
/** What D makes smaller: real images with label 1, generated ones with label 0. */
export function discriminatorObjective(
  options: DiscriminatorObjective,
  note: NoteScore,
): tf.Scalar {
  const { discriminator, real, fake, random, loss = discriminatorLoss, separateBatches } = options;
  const judge = (images: tf.Tensor) =>
    discriminator.forward(images, { mode: 'training', random, updateStatistics: true });
  const [onReal, onFake] = separateBatches
    ? [judge(real), judge(fake)]
    : (tf.split(judge(tf.concat([real, fake])), 2) as [tf.Tensor, tf.Tensor]);
  note('realScore', tf.sigmoid(onReal).mean()); // D(x)
  note('fakeScore', tf.sigmoid(onFake).mean()); // D(G(z))
  return loss(onReal, onFake);
}

/** What G makes smaller: D is to take its images for real. D stays as it is. */
export function generatorObjective(options: GeneratorObjective, note?: NoteScore): tf.Scalar {
  const { generator, discriminator, noise, random } = options;
  const { loss = generatorLosses['non-saturating'] } = options;
  const fake = generator.forward(noise, { mode: 'training', updateStatistics: true });
  const logits = discriminator.forward(fake, { mode: 'training', random });
  note?.('generatorScore', tf.sigmoid(logits).mean()); // D(G(z)), in G's turn
  return loss(logits);
}

/** D's turn. */
export function discriminatorStep(options: AdversarialStepOptions) {
  const { generator, discriminator, batchSize, random, discriminatorLoss: loss } = options;
  return tf.tidy(() => {
    const real = options.drawReal(batchSize);
    const noise = options.drawNoise(batchSize);
    const fake = generator.network.forward(noise, { mode: 'training' });
    const scores = {} as Record<ScoreName, tf.Scalar>;
    const { loss: discriminatorLoss } = updateNetwork(discriminator, () =>
      discriminatorObjective(
        { discriminator: discriminator.network, real, fake, random, loss },
        (name, value) => (scores[name] = tf.keep(value)),
      ),
    );
    return { ...scores, discriminatorLoss };
  });
}

/** G's turn, with fresh noise. */
export function generatorStep(options: AdversarialStepOptions) {
  const { generator, discriminator, batchSize, random, generatorLoss: loss } = options;
  return tf.tidy(() => {
    const noise = options.drawNoise(batchSize);
    const networks = { generator: generator.network, discriminator: discriminator.network };
    const { loss: generatorLoss } = updateNetwork(generator, () =>
      generatorObjective({ ...networks, noise, random, loss }),
    );
    return { generatorLoss };
  });
}

/** One step: D learns once, then G. The numbers are scalars of the caller's. */
export function adversarialStep(options: AdversarialStepOptions): StepNumbers {
  return { ...discriminatorStep(options), ...generatorStep(options) };
}
// #endregion
