/**
 * A small discriminator with one of three rectifiers, to see what becomes of its units (outline D9,
 * D10). Contenders of one seed begin with the same weights and see the same points.
 */
import * as tf from '@tensorflow/tfjs';
import { createToyDistribution } from '../data/toy-distributions';
import type { GaussianMixture } from '../data/gaussian-mixture';
import { countSilentUnits } from '../inspection/dead-units';
import { gradientNorms } from '../inspection/gradient-norms';
import { learnedSlopes } from '../inspection/learned-slopes';
import { initialSlope } from '../ops/leaky-slope';
import { Random } from '../random';
import { compileForward, type Forward } from './forward';
import { discriminatorLoss } from './losses';
import type { Contender, ContenderView } from './contender';
import { Sgd } from './sgd';

export const rectifierNames = ['relu', 'leaky-relu', 'prelu'] as const;
export type RectifierName = (typeof rectifierNames)[number];

export interface RectifierSettings {
  /** Hidden layers, ≥ 1, each of `width` units. */
  readonly depth: number;
  readonly width: number;
  /** Of plain gradient descent, > 0. */
  readonly learningRate: number;
  /** Slope below 0 of Leaky ReLU, in [0, 1]. */
  readonly alpha: number;
  readonly seed: number;
}

/** Points of each kind in a batch; in the batch that units are counted on. */
const batchSize = 64;
const lookSize = 512;

/** Learns to tell the ring of eight heaps from points uniform over the square around it. */
export class RectifierContender implements Contender {
  private readonly model: tf.Sequential;
  private readonly forward: Forward;
  private readonly variables: tf.Variable[];
  private readonly optimizer: Sgd;
  private readonly mixture: GaussianMixture = createToyDistribution('ring').mixture;
  private readonly batches: Random;
  private readonly watched: tf.Tensor2D;
  private lastLoss = NaN;

  constructor(rectifier: RectifierName, settings: RectifierSettings) {
    const root = new Random(settings.seed);
    this.model = createModel(rectifier, settings, root.fork('weights'));
    this.forward = compileForward(this.model);
    this.variables = this.model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    this.optimizer = new Sgd(this.variables, {
      learningRate: settings.learningRate,
      momentum: 0,
    });
    this.batches = root.fork('batches');
    this.watched = this.points(root.fork('watched'), lookSize);
  }

  /** One update on a batch of each kind. */
  async step(): Promise<void> {
    const points = this.points(this.batches, batchSize);
    const { value, grads } = tf.variableGrads(() => this.loss(points), this.variables);
    this.optimizer.apply(grads);
    [this.lastLoss = NaN] = await value.data();
    tf.dispose([points, value, grads]);
  }

  async look(): Promise<ContenderView> {
    const { model, watched: input } = this;
    const silent = await countSilentUnits({ model, input });
    const { layers } = await gradientNorms({ model, input, loss: halves });
    return {
      loss: this.lastLoss,
      silent,
      firstLayerGradient: layers[0]?.norm ?? NaN,
      imageGradient: null,
      slopes: await learnedSlopes(model),
    };
  }

  dispose(): void {
    this.model.dispose();
    this.optimizer.dispose();
    this.watched.dispose();
  }

  private loss(points: tf.Tensor): tf.Scalar {
    return halves(this.forward(points, { mode: 'training' }));
  }

  /** So many real points, then as many others: `[2 count, 2]`. */
  private points(random: Random, count: number): tf.Tensor2D {
    const values = new Float32Array(4 * count);
    values.set(this.mixture.sample(random, count));
    random.fillUniform(values.subarray(2 * count), -1, 1);
    return tf.tensor2d(values, [2 * count, 2]);
  }
}

/** D's loss on logits the first half of which are of real points. */
function halves(logits: tf.Tensor): tf.Scalar {
  const [real, fake] = tf.split(logits, 2) as [tf.Tensor, tf.Tensor];
  return discriminatorLoss(real, fake);
}

function createModel(
  rectifier: RectifierName,
  { depth, width, alpha }: RectifierSettings,
  random: Random,
): tf.Sequential {
  const model = tf.sequential();
  for (let i = 0; i < depth; i++) {
    model.add(
      tf.layers.dense({
        units: width,
        kernelInitializer: tf.initializers.heUniform({ seed: random.integer(2 ** 31) }),
        ...(i === 0 ? { inputShape: [2] } : {}),
      }),
    );
    model.add(activation(rectifier, alpha, `layer_${i + 1}`));
  }
  const seed = random.integer(2 ** 31);
  model.add(
    tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotUniform({ seed }) }),
  );
  return model;
}

function activation(rectifier: RectifierName, alpha: number, name: string) {
  switch (rectifier) {
    case 'relu':
      return tf.layers.reLU({ name });
    case 'leaky-relu':
      return tf.layers.leakyReLU({ name, alpha });
    case 'prelu':
      return tf.layers.prelu({
        name,
        alphaInitializer: tf.initializers.constant({ value: initialSlope }),
        // One for the whole layer.
        sharedAxes: [1],
      });
  }
}
