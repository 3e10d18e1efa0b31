/**
 * A small discriminator with one of three rectifiers, to see what becomes of its units (outline D9,
 * D10). Lanes of one seed begin with the same weights and see the same points.
 */
import * as tf from '@tensorflow/tfjs';
import { createToyDistribution } from '../data/toy-distributions';
import { countSilentUnits } from '../inspection/dead-units';
import { gradientNorms } from '../inspection/gradient-norms';
import { learnedSlopes } from '../inspection/learned-slopes';
import { discriminatorLoss } from '../nn/losses';
import { initialSlope } from '../backends/activation-names';
import { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import type { UnitsReading } from './dcgan-mnist';
import type { Family, Lane } from './family';

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

export interface RectifierLane extends RectifierSettings {
  readonly rectifier: RectifierName;
}

/** Points of each kind in a batch; in the batch that units are counted on. */
const batchSize = 64;
const lookSize = 512;
const { mixture } = createToyDistribution('ring');

/** Learns to tell the ring of eight heaps from points uniform over the square around it. */
export const family: Family<RectifierLane> = {
  data: 'none',
  computing: 'small',
  pacing: {
    numbers: { interval: 100, share: 0.5 },
    // A look costs as much as some rounds.
    pictures: { interval: 100, share: 0.5 },
  },
  tellsEveryRound: false,
  streams: ['batches'],
  seed: ({ seed }) => seed,
  networks: (settings, random) => ({
    discriminator: new StraightNetwork(createModel(settings, random('weights'))),
  }),
  optimizers: ({ learningRate }) => ({
    discriminator: { optimizer: 'sgd', learningRate, momentum: 0 },
  }),
  turns: () => [
    {
      name: 'discriminator',
      updates: 'discriminator',
      tells: { loss: 'discriminatorLoss' },
      prepare: ({ random }) => ({ points: drawPoints(random['batches'] as Random, batchSize) }),
      loss: ({ networks }, { points }) =>
        halves(
          (networks['discriminator'] as StraightNetwork).forward(points as tf.Tensor, {
            mode: 'training',
          }),
        ),
    },
  ],
  live: (current) => current,
  // All that there is to see, the watch sees.
  shows: () => null,
  watches: {
    units: () => ({
      pacing: { interval: 100, share: 0.5 },
      isShownAtRest: true,
      look: (lanes) => Promise.all(lanes.map((lane) => lane && unitsOf(lane))),
    }),
  },
};

async function unitsOf({ networks, settings }: Lane): Promise<UnitsReading> {
  const network = networks['discriminator'] as StraightNetwork;
  const { seed } = settings as RectifierLane;
  const input = drawPoints(new Random(seed).fork('watched'), lookSize);
  const silent = await countSilentUnits({ network, input });
  const { layers } = await gradientNorms({ network, input, loss: halves });
  input.dispose();
  return {
    silent,
    firstLayerGradient: layers[0]?.norm ?? NaN,
    imageGradient: null,
    slopes: await learnedSlopes(network),
  };
}

/** So many real points, then as many others: `[2 count, 2]`. */
function drawPoints(random: Random, count: number): tf.Tensor2D {
  const values = new Float32Array(4 * count);
  values.set(mixture.sample(random, count));
  random.fillUniform(values.subarray(2 * count), -1, 1);
  return tf.tensor2d(values, [2 * count, 2]);
}

/** D's loss on logits the first half of which are of real points. */
function halves(logits: tf.Tensor): tf.Scalar {
  const [real, fake] = tf.split(logits, 2) as [tf.Tensor, tf.Tensor];
  return discriminatorLoss(real, fake);
}

function createModel(
  { rectifier, depth, width, alpha }: RectifierLane,
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
