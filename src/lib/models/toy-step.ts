/** The turns of a small GAN: what either network makes smaller. */
import * as tf from '@tensorflow/tfjs';
import { sampleNoise } from '../data/noise';
import { gradientPenalty } from '../nn/gradient-penalty';
import type { MlpNetwork } from '../nn/mlp-network';
import { type Objective, objectives } from '../nn/objectives';
import { mlp } from '../nn/ops/mlp';
import type { RunContext, Turn } from './family';
import { distributionOf, noiseOf } from './toy-data';
import { discriminate } from './toy-networks';
import type { ToyLane } from './toy-settings';

type Context = RunContext<ToyLane>;

const network = ({ networks }: Context, name: 'generator' | 'discriminator') =>
  networks[name] as MlpNetwork;

/** D's turn, on reals and fakes: `discriminatorSteps` updates in a round. */
export const discriminatorTurn: Turn<ToyLane> = {
  name: 'discriminator',
  updates: 'discriminator',
  tells: {
    loss: 'discriminatorLoss',
    gradient: 'discriminatorGradient',
    updates: 'discriminatorUpdates',
  },
  prepare(context) {
    const { noise, real } = drawBatch(context);
    const { shape, parameters } = network(context, 'generator');
    const fake = mlp({ x: noise, parameters, shape });
    const { needsPenalty } = objectives[context.settings.loss];
    return needsPenalty ? { real, fake, mixing: drawMixing(context) } : { real, fake };
  },
  loss(context, prepared, note) {
    const { real, fake, mixing } = prepared as Record<string, tf.Tensor2D>;
    const objective = objectives[context.settings.loss];
    const [onReal, onFake] = [answer(context, real), answer(context, fake)];
    const [reals, fakes] = [read(onReal), read(onFake)];
    note('realScore', mean(reals.map(objective.score)));
    note('fakeScore', mean(fakes.map(objective.score)));
    note('accuracy', accuracy(objective, reals, fakes));
    const loss = objective.discriminator(onReal, onFake);
    return mixing ? loss.add(penalty(context, real, fake, mixing)) : loss;
  },
};

/** G's turn, against D as it stands, or, unrolled, as it will be some steps ahead. */
export const generatorTurn: Turn<ToyLane> = {
  name: 'generator',
  updates: 'generator',
  tells: { loss: 'generatorLoss', gradient: 'generatorGradient' },
  prepare: drawBatch,
  loss(context, prepared, note) {
    const { noise, real } = prepared as Record<string, tf.Tensor2D>;
    const { shape, parameters } = network(context, 'generator');
    const fake = mlp({ x: noise as tf.Tensor2D, parameters, shape });
    const onFake = answer(context, fake, parametersAhead(context, real as tf.Tensor2D, fake));
    const objective = objectives[context.settings.loss];
    note('generatorScore', mean(read(onFake).map(objective.score)));
    return objective.generator(onFake);
  },
};

/** G's loss on points, as its turn has it. */
export function generatorLossOn(context: Context, real: tf.Tensor2D, fake: tf.Tensor2D): tf.Scalar {
  const onFake = answer(context, fake, parametersAhead(context, real, fake));
  return objectives[context.settings.loss].generator(onFake);
}

/** Noise `[batch, noiseDimension]` and reals `[batch, dimension]`. */
function drawBatch({ settings, random }: Context): { noise: tf.Tensor2D; real: tf.Tensor2D } {
  const { batchSize } = settings;
  const { mixture } = distributionOf(settings);
  const spec = noiseOf(settings);
  const noise = sampleNoise(spec, random['noise'] as never, batchSize);
  const real = mixture.sample(random['data'] as never, batchSize);
  return {
    noise: tf.tensor2d(noise, [batchSize, spec.dimension]),
    real: tf.tensor2d(real, [batchSize, mixture.dimension]),
  };
}

/** Where the slopes for the gradient penalty are taken, `[batch, 1]` in [0, 1]. */
function drawMixing({ settings, random }: Context): tf.Tensor2D {
  const mixing = new Float32Array(settings.batchSize);
  random['mixing']?.fillUniform(mixing, 0, 1);
  return tf.tensor2d(mixing, [mixing.length, 1]);
}

function answer(
  context: Context,
  x: tf.Tensor2D | undefined,
  parameters: tf.Tensor1D = network(context, 'discriminator').parameters,
): tf.Tensor2D {
  const { shape } = network(context, 'discriminator');
  const { minibatch } = context.settings;
  return discriminate({ x: x as tf.Tensor2D, shape, parameters, minibatch });
}

function penalty(
  context: Context,
  real: tf.Tensor2D | undefined,
  fake: tf.Tensor2D | undefined,
  mixing: tf.Tensor2D,
): tf.Scalar {
  return gradientPenalty({
    discriminate: (x) => answer(context, x),
    real: real as tf.Tensor2D,
    fake: fake as tf.Tensor2D,
    mixing,
  }).mul(context.settings.gradientPenalty);
}

/**
 * D's parameters after `unrolledSteps` steps of gradient descent on this batch (Metz et al. 2016,
 * arXiv:1611.02163, eq. 5): a function of the fakes, which G's gradient is taken through.
 */
function parametersAhead(context: Context, real: tf.Tensor2D, fake: tf.Tensor2D): tf.Tensor1D {
  const { unrolledSteps, unrolledLearningRate, loss } = context.settings;
  const slope = tf.grad((parameters: tf.Tensor) =>
    objectives[loss].discriminator(
      answer(context, real, parameters as tf.Tensor1D),
      answer(context, fake, parameters as tf.Tensor1D),
    ),
  );
  let { parameters }: { parameters: tf.Tensor1D } = network(context, 'discriminator');
  for (let i = 0; i < unrolledSteps; i++) {
    parameters = parameters.sub(slope(parameters).mul(unrolledLearningRate));
  }
  return parameters;
}

/** Synchronous, which costs nothing where tensors are in this thread's memory. */
function read(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>();
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
