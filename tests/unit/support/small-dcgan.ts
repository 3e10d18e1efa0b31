import * as tf from '@tensorflow/tfjs';
import { MnistBatches } from '@lib/data/mnist';
import { family as dcgan } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { Family } from '@lib/models/family';
import { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { randomize } from './tensors';
import { noiseDataset } from './tiny-mnist';
import { settings } from './settings';

const { layers } = tf;
const digits = noiseDataset(12);

/** Every kind of layer that the DCGAN's generator has. */
function generator(): StraightNetwork {
  const model = tf.sequential({
    layers: [
      layers.dense({ inputShape: [100], units: 7 * 7 }),
      layers.batchNormalization({ momentum: 0.9 }),
      layers.reLU(),
      layers.reshape({ targetShape: [7, 7, 1] }),
      layers.upSampling2d({ size: [2, 2] }),
      layers.upSampling2d({ size: [2, 2] }),
      layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'tanh' }),
    ],
  });
  randomize(model, 1);
  return new StraightNetwork(model);
}

/** Units behind the dropout of the small discriminator. */
export const droppedUnits = 5;

/** Every kind of layer that the DCGAN's discriminator has. */
function discriminator(): StraightNetwork {
  const model = tf.sequential({
    layers: [
      layers.conv2d({ inputShape: [28, 28, 1], filters: 2, kernelSize: 3, strides: 4 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: droppedUnits }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 1 }),
    ],
  });
  randomize(model, 2);
  return new StraightNetwork(model);
}

/** The DCGAN's training, of networks that any backend trains in no time. */
const smallDcgan: Family<DcganLane> = {
  ...(dcgan as unknown as Family<DcganLane>),
  networks: () => ({ generator: generator(), discriminator: discriminator() }),
};

export type SmallDcgan = AdversarialTrainer<DcganLane>;

/** Trains batches of four. */
export function createSmallDcgan(changes: Partial<DcganLane> = {}): SmallDcgan {
  return new AdversarialTrainer({
    family: smallDcgan,
    settings: { ...settings, batchSize: 4, ...changes },
    data: { digits },
  });
}

/** What the first rounds of a run draw, round after round, from generators of its seed. */
export function drawsOf({ seed, batchSize }: DcganLane) {
  const root = new Random(seed);
  const batches = new MnistBatches({ dataset: digits, random: root.fork('batches') });
  const noise = root.fork('noise');
  return {
    /** Noise of the next turn, `[batch, 100]`. */
    noise() {
      const values = new Float32Array(batchSize * 100);
      noise.fillUniform(values, -1, 1);
      return tf.tensor2d(values, [batchSize, 100]);
    },
    /** Real images of D's next turn. */
    real: () => tf.tensor4d(batches.next(batchSize), [batchSize, 28, 28, 1]),
    dropout: () => root.fork('dropout'),
  };
}
