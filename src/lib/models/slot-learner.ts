/** What learns to say the slots of a bird, of a picture or of a caption: one softmax for each slot. */
import * as tf from '@tensorflow/tfjs';
import { type Slot, slots } from '../data/bird-words';
import type { Network, Tensors } from '../nn/network';
import type { Random } from '../random';
import type { Family, RunContext } from './family';

export interface SlotLearnerSettings {
  /** Of Adam at the start; it falls to 0 along half a cosine. */
  readonly learningRate: number;
  readonly batchSize: number;
  readonly rounds: number;
  readonly seed: number;
}

/** How many classes a slot has. */
export type ClassesOf = (slot: Slot) => number;

/** Outputs of a network that says every slot. */
export const outputsOf = (classesOf: ClassesOf) =>
  slots.reduce((sum, slot) => sum + classesOf(slot), 0);

/** The logits of each slot, `[batch, classes]`, out of those of all slots one after the other. */
export function logitsPerSlot(
  logits: tf.Tensor,
  classesOf: ClassesOf,
): (readonly [Slot, tf.Tensor2D])[] {
  let from = 0;
  return slots.map((slot) => {
    const size = classesOf(slot);
    const part = (logits as tf.Tensor2D).slice([0, from], [-1, size]);
    from += size;
    return [slot, part] as const;
  });
}

/** Inputs, and the class of every slot, `[batch]` each. */
export interface SlotBatch {
  readonly inputs: tf.Tensor;
  readonly classes: (slot: Slot) => ArrayLike<number>;
}

interface SlotLearner {
  /** Of the network, and of the turn. */
  readonly name: string;
  /** The generator of random numbers that batches are drawn from. */
  readonly stream: string;
  readonly classesOf: ClassesOf;
  readonly create: (random: Random) => Network;
  readonly batch: (context: RunContext<SlotLearnerSettings>) => SlotBatch;
}

/** Learns by the sum of the slots' cross-entropies. */
export function slotLearner(learner: SlotLearner): Family<SlotLearnerSettings> {
  const { name, stream, classesOf, create, batch } = learner;
  return {
    data: 'none',
    computing: 'measured',
    pacing: { numbers: { interval: 200, share: 1 }, pictures: { interval: 1000, share: 0.1 } },
    tellsEveryRound: false,
    streams: [stream],
    seed: ({ seed }) => seed,
    networks: (_settings, random) => ({ [name]: create(random(name)) }),
    optimizers: ({ learningRate, rounds }, step) => ({
      [name]: {
        optimizer: 'adam',
        learningRate: (learningRate * (1 + Math.cos(Math.PI * Math.min(1, step / rounds)))) / 2,
        momentum: 0.9,
      },
    }),
    turns: () => [
      {
        name,
        updates: name,
        tells: { loss: 'loss' },
        prepare(context): Tensors {
          const { inputs, classes } = batch(context);
          const targets = slots.map((slot) => {
            const indices = tf.tensor1d(Int32Array.from(classes(slot)), 'int32');
            return [slot, tf.oneHot(indices, classesOf(slot))] as const;
          });
          return { inputs, ...Object.fromEntries(targets) };
        },
        loss({ networks }, { inputs, ...targets }) {
          const logits = (networks[name] as Network).forward(inputs as tf.Tensor, {
            mode: 'training',
            updateStatistics: true,
          });
          const losses = logitsPerSlot(logits, classesOf).map(([slot, part]) =>
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
}
