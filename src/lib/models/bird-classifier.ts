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
import type { RunContext } from './family';
import { logitsPerSlot, outputsOf, slotLearner, type SlotLearnerSettings } from './slot-learner';

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
        tf.layers.dense({ units: outputsOf(valueCount), kernelInitializer: kernelInitializer() }),
      ],
    }),
  );
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
        logitsPerSlot(logits, valueCount).map(([, one]) => one.argMax(1)),
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

/** Half of the batch sharp, half shrunk and enlarged, some with noise; targets `[batch]` of every slot. */
function batchOf({ random, settings: { batchSize } }: RunContext<SlotLearnerSettings>) {
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

export const family = slotLearner({
  name: 'classifier',
  stream: 'birds',
  classesOf: valueCount,
  create: createBirdClassifier,
  batch(context) {
    const { pixels, birds } = batchOf(context);
    return {
      inputs: tf.tensor4d(pixels, [birds.length, birdSide, birdSide, 3]),
      classes: (slot) => birds.map(({ attributes }) => attributes[slot]),
    };
  },
});
