/**
 * Reads the attributes of a drawn bird off its picture: the measure of generated birds. It learns from
 * sharp pictures and from such as were shrunk to 16×16 and enlarged, so that it is fair to both stages.
 */
import * as tf from '@tensorflow/tfjs';
import { type Bird, birdSide, drawAttributes, drawBird, drawPose } from '../data/birds';
import { enlargeBirds, shrinkBirds } from '../data/birds';
import { type BirdAttributes, type Slot, slots, valueCount } from '../data/bird-words';
import { concatenate } from '../data/concatenate';
import { toSigned } from '../data/image-grid';
import type { Network } from '../nn/network';
import { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import type { Family, RunContext } from './family';

export interface BirdClassifierSettings {
  readonly learningRate: number;
  readonly batchSize: number;
  readonly rounds: number;
  readonly seed: number;
}

const outputs = slots.reduce((sum, slot) => sum + valueCount(slot), 0);

/** `[batch, 64, 64, 3]` in [−1, 1] to the logits of all slots, one after the other. */
export function createBirdClassifier(random: Random): StraightNetwork {
  const kernelInitializer = () => tf.initializers.heNormal({ seed: random.integer(2 ** 31) });
  const layer = (filters: number, strides: number, inputShape = {}) => [
    tf.layers.conv2d({
      ...inputShape,
      filters,
      kernelSize: strides === 2 ? 4 : 3,
      strides,
      padding: 'same',
      kernelInitializer: kernelInitializer(),
    }),
    tf.layers.batchNormalization({ axis: -1, momentum: 0.9, epsilon: 1e-3 }),
    tf.layers.reLU(),
  ];
  return new StraightNetwork(
    tf.sequential({
      name: 'bird_classifier',
      layers: [
        ...layer(24, 2, { inputShape: [birdSide, birdSide, 3] }), // [batch, 32, 32, 24]
        ...layer(32, 2), // [batch, 16, 16, 32]
        ...layer(48, 2), // [batch, 8, 8, 48]
        ...layer(48, 1),
        ...layer(64, 2), // [batch, 4, 4, 64]
        tf.layers.flatten(),
        tf.layers.dense({ units: outputs, kernelInitializer: kernelInitializer() }),
      ],
    }),
  );
}

/** The logits of each slot, `[batch, values]`. */
function perSlot(logits: tf.Tensor): (readonly [Slot, tf.Tensor2D])[] {
  let from = 0;
  return slots.map((slot) => {
    const size = valueCount(slot);
    const part = (logits as tf.Tensor2D).slice([0, from], [-1, size]);
    from += size;
    return [slot, part] as const;
  });
}

/**
 * What the classifier sees in pictures.
 *
 * @param images `[count, 64, 64, 3]` bytes
 */
export async function readBirds(
  classifier: Network,
  images: Uint8Array,
  { batchSize = 100 }: { batchSize?: number } = {},
): Promise<BirdAttributes[]> {
  const size = birdSide * birdSide * 3;
  const read: BirdAttributes[] = [];
  for (let start = 0; start < images.length; start += batchSize * size) {
    const part = images.subarray(start, start + batchSize * size);
    const found = tf.tidy(() => {
      const shape: [number, number, number, number] = [part.length / size, birdSide, birdSide, 3];
      const logits = classifier.forward(tf.tensor4d(toSigned(part), shape), { mode: 'inference' });
      return tf.stack(
        perSlot(logits).map(([, one]) => one.argMax(1)),
        1,
      ); // [count, slots]
    });
    const values = await found.data();
    found.dispose();
    for (let i = 0; i < values.length; i += slots.length) {
      const entries = slots.map((slot, k) => [slot, values[i + k] ?? 0] as const);
      read.push(Object.fromEntries(entries) as Record<Slot, number>);
    }
  }
  return read;
}

type Context = RunContext<BirdClassifierSettings>;

/** Half of the batch sharp, half shrunk and enlarged, some with noise; targets `[batch]` of every slot. */
function batchOf({ random, settings: { batchSize } }: Context) {
  const draw = random['birds'] as Random;
  const birds: Bird[] = Array.from({ length: batchSize }, () => ({
    attributes: drawAttributes(draw, { heldOut: draw.uniform() < 0.2 }),
    pose: drawPose(draw),
  }));
  const sharp = birds.map(drawBird);
  const half = Math.floor(batchSize / 2);
  const blocky = enlargeBirds(shrinkBirds(concatenate(sharp.slice(half))));
  const pixels = toSigned(concatenate([...sharp.slice(0, half), blocky]));
  const size = pixels.length / batchSize;
  for (let i = 0; i < batchSize; i++) {
    const noise = Math.max(0, 0.2 * draw.uniform() - 0.1);
    if (noise === 0) continue;
    for (let j = i * size; j < (i + 1) * size; j++)
      pixels[j] = (pixels[j] ?? 0) + noise * (2 * draw.uniform() - 1);
  }
  return { pixels, birds };
}

export const family: Family<BirdClassifierSettings> = {
  data: 'none',
  computing: 'measured',
  pacing: { numbers: { interval: 200, share: 1 }, pictures: { interval: 1000, share: 0.1 } },
  tellsEveryRound: false,
  streams: ['birds'],
  seed: ({ seed }) => seed,
  networks: (_settings, random) => ({ classifier: createBirdClassifier(random('classifier')) }),
  optimizers: ({ learningRate, rounds }, step) => ({
    classifier: {
      optimizer: 'adam',
      learningRate: (learningRate * (1 + Math.cos(Math.PI * Math.min(1, step / rounds)))) / 2,
      momentum: 0.9,
    },
  }),
  turns: () => [
    {
      name: 'classifier',
      updates: 'classifier',
      tells: { loss: 'loss' },
      prepare(context) {
        const { pixels, birds } = batchOf(context);
        const images = tf.tensor4d(pixels, [birds.length, birdSide, birdSide, 3]);
        const targets = slots.map((slot) => {
          const values = birds.map(({ attributes }) => attributes[slot]);
          return [slot, tf.oneHot(tf.tensor1d(values, 'int32'), valueCount(slot))] as const;
        });
        return { images, ...Object.fromEntries(targets) };
      },
      loss({ networks }, { images, ...targets }) {
        const logits = (networks['classifier'] as Network).forward(images as tf.Tensor, {
          mode: 'training',
          updateStatistics: true,
        });
        const losses = perSlot(logits).map(([slot, part]) =>
          tf.losses.softmaxCrossEntropy(targets[slot] as tf.Tensor, part),
        );
        return tf.addN(losses) as tf.Scalar;
      },
    },
  ],
  live: (_current, next) => next,
  totalRounds: ({ rounds }) => rounds,
  shows: () => null,
};
