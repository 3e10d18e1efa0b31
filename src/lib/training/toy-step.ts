/** One update of either network of a small GAN. */
import * as tf from '@tensorflow/tfjs';
import { mlp } from '../ops/mlp';
import { gradientPenalty } from './gradient-penalty';
import type { Objective } from './objectives';
import { discriminate, type ToyNetwork } from './toy-networks';
import type { ToySettings } from './toy-settings';

export interface ToyGame {
  readonly generator: ToyNetwork;
  readonly discriminator: ToyNetwork;
  readonly objective: Objective;
  readonly settings: Pick<
    ToySettings,
    'gradientPenalty' | 'minibatch' | 'unrolledSteps' | 'unrolledLearningRate'
  >;
}

/** A batch for either network: noise `[batch, noiseSize]`, and reals `[batch, dimension]`. */
export interface ToyBatch {
  readonly noise: tf.Tensor2D;
  readonly real: tf.Tensor2D;
}

/** The numbers of an update, as they were before it. */
export interface DiscriminatorNumbers {
  readonly loss: number;
  /** Mean score of reals and of fakes: D(x) and D(G(z)). */
  readonly realScore: number;
  readonly fakeScore: number;
  /** Share of the batch that D tells rightly, in [0, 1]. */
  readonly accuracy: number;
  /** Euclidean norm of the gradient on all of D's parameters. */
  readonly gradientNorm: number;
}

export interface GeneratorNumbers {
  readonly loss: number;
  /** Mean score of G's own batch, D(G(z)). */
  readonly fakeScore: number;
  readonly gradientNorm: number;
}

/**
 * One update of D on reals and fakes.
 *
 * @param mixing where the slopes for the gradient penalty are taken, `[batch, 1]` in [0, 1]
 */
export function updateDiscriminator(
  game: ToyGame,
  { noise, real }: ToyBatch,
  mixing: tf.Tensor2D | null,
): DiscriminatorNumbers {
  return tf.tidy(() => {
    const { generator, discriminator, objective } = game;
    const fake = mlp({ x: noise, parameters: generator.parameters, shape: generator.shape });
    const outputs: Float32Array[] = [];
    const { value, grads } = tf.variableGrads(() => {
      const [onReal, onFake] = [judge(game, real), judge(game, fake)];
      outputs.push(read(onReal), read(onFake));
      const loss = objective.discriminator(onReal, onFake);
      return mixing ? loss.add(penalty(game, real, fake, mixing)) : loss;
    }, [discriminator.parameters]);
    const gradientNorm = norm(grads[discriminator.parameters.name]);
    discriminator.optimizer.apply(grads);

    const [onReal, onFake] = outputs as [Float32Array, Float32Array];
    return {
      loss: read(value)[0] ?? NaN,
      realScore: mean(onReal.map(objective.score)),
      fakeScore: mean(onFake.map(objective.score)),
      accuracy: accuracy(objective, onReal, onFake),
      gradientNorm,
    };
  });
}

/** One update of G against D as it stands, or, unrolled, as it will be some steps ahead. */
export function updateGenerator(game: ToyGame, { noise, real }: ToyBatch): GeneratorNumbers {
  return tf.tidy(() => {
    const { generator, objective } = game;
    let outputs: Float32Array = new Float32Array(0);
    const { value, grads } = tf.variableGrads(() => {
      const fake = mlp({ x: noise, parameters: generator.parameters, shape: generator.shape });
      const onFake = judge(game, fake, parametersAhead(game, real, fake));
      outputs = read(onFake);
      return objective.generator(onFake);
    }, [generator.parameters]);
    const gradientNorm = norm(grads[generator.parameters.name]);
    generator.optimizer.apply(grads);
    return {
      loss: read(value)[0] ?? NaN,
      fakeScore: mean(outputs.map(objective.score)),
      gradientNorm,
    };
  });
}

/** G's loss on points, as `updateGenerator` has it. */
export function generatorLossOn(game: ToyGame, real: tf.Tensor2D, fake: tf.Tensor2D): tf.Scalar {
  return game.objective.generator(judge(game, fake, parametersAhead(game, real, fake)));
}

function judge(
  { discriminator, settings }: ToyGame,
  x: tf.Tensor2D,
  parameters: tf.Tensor1D = discriminator.parameters,
): tf.Tensor2D {
  return discriminate({
    x,
    shape: discriminator.shape,
    parameters,
    minibatch: settings.minibatch,
  });
}

function penalty(game: ToyGame, real: tf.Tensor2D, fake: tf.Tensor2D, mixing: tf.Tensor2D) {
  return gradientPenalty({ discriminate: (x) => judge(game, x), real, fake, mixing }).mul(
    game.settings.gradientPenalty,
  );
}

/**
 * D's parameters after `unrolledSteps` steps of gradient descent on this batch (Metz et al. 2016,
 * arXiv:1611.02163, eq. 5): a function of the fakes, which G's gradient is taken through.
 */
function parametersAhead(game: ToyGame, real: tf.Tensor2D, fake: tf.Tensor2D): tf.Tensor1D {
  const { unrolledSteps, unrolledLearningRate } = game.settings;
  const slope = tf.grad((parameters: tf.Tensor) =>
    game.objective.discriminator(
      judge(game, real, parameters as tf.Tensor1D),
      judge(game, fake, parameters as tf.Tensor1D),
    ),
  );
  let parameters: tf.Tensor1D = game.discriminator.parameters;
  for (let i = 0; i < unrolledSteps; i++) {
    parameters = parameters.sub(slope(parameters).mul(unrolledLearningRate));
  }
  return parameters;
}

/** Synchronous, which costs nothing where tensors are in this thread's memory. */
function read(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>();
}

function norm(gradient: tf.Tensor | undefined): number {
  if (!gradient) return NaN;
  return Math.sqrt(read(gradient).reduce((sum, value) => sum + value * value, 0));
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function accuracy(objective: Objective, onReal: Float32Array, onFake: Float32Array): number {
  const boundary = objective.boundary(mean(onReal), mean(onFake));
  const right = (values: Float32Array, isReal: boolean) =>
    values.reduce((count, value) => count + (value > boundary === isReal ? 1 : 0), 0);
  return (right(onReal, true) + right(onFake, false)) / (onReal.length + onFake.length);
}
