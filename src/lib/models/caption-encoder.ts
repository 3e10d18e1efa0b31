/**
 * Reads captions of drawn birds: pieces of characters to an embedding of 128 numbers, learned by saying
 * what the caption states of every slot. StackGAN learns with it as it then is.
 */
import * as tf from '@tensorflow/tfjs';
import { captionFeatures, featureBuckets } from '../data/caption-features';
import { writeCaption } from '../data/captions';
import { trainingBirds } from '../data/birds';
import { type BirdAttributes, type Slot, slots, valueCount } from '../data/bird-words';
import type { Network } from '../nn/network';
import { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import type { RunContext } from './family';
import { logitsPerSlot, outputsOf, slotLearner, type SlotLearnerSettings } from './slot-learner';

/** Length of an embedding. */
export const embeddingSize = 128;
/** The layer that it is the output of. */
export const embeddingLayer = 'embedding';

/** The index that stands for 「says nothing of it」: after all values. */
const classesOf = (slot: Slot) => valueCount(slot) + 1;
const outputs = outputsOf(classesOf);

/** Features `[batch, 512]` to logits of all slots, one after the other. */
export function createCaptionEncoder(random: Random): StraightNetwork {
  const kernelInitializer = () => tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) });
  return new StraightNetwork(
    tf.sequential({
      name: 'caption_encoder',
      layers: [
        tf.layers.dense({
          name: embeddingLayer,
          inputShape: [featureBuckets],
          units: embeddingSize,
          activation: 'tanh',
          kernelInitializer: kernelInitializer(),
        }),
        tf.layers.dense({ units: outputs, kernelInitializer: kernelInitializer() }),
      ],
    }),
  );
}

/** The embeddings of captions, `[count, 128]`, in (−1, 1). */
export function embed(encoder: StraightNetwork, captions: readonly string[]): tf.Tensor2D {
  return tf.tidy(() => {
    const features = tf.tensor2d(captionFeatures(captions), [captions.length, featureBuckets]);
    return encoder.forwardTo([embeddingLayer], features)[embeddingLayer] as tf.Tensor2D;
  });
}

/** What the encoder takes a caption to state of a slot; the index after the last value for nothing. */
export interface SlotReading {
  readonly value: number;
  /** Its probability, in [0, 1]. */
  readonly confidence: number;
}

/** What the encoder reads in captions: for each, every slot. */
export async function readCaptions(
  encoder: Network,
  captions: readonly string[],
): Promise<Readonly<Record<Slot, SlotReading>>[]> {
  const logits = tf.tidy(() => {
    const features = tf.tensor2d(captionFeatures(captions), [captions.length, featureBuckets]);
    const all = encoder.forward(features, { mode: 'inference' });
    return tf.concat(
      logitsPerSlot(all, classesOf).map(([, part]) => tf.softmax(part)),
      1,
    );
  });
  const values = await logits.data<'float32'>();
  logits.dispose();
  return captions.map((_, i) => {
    let from = i * outputs;
    const readings = slots.map((slot) => {
      const row = values.subarray(from, from + classesOf(slot));
      from += row.length;
      const confidence = row.reduce((most, value) => Math.max(most, value), 0);
      return [slot, { value: row.indexOf(confidence), confidence }] as const;
    });
    return Object.fromEntries(readings) as Record<Slot, SlotReading>;
  });
}

/** Words that no caption has, in the place of a colour: their slot is to be read as left out. */
const strangers = [...'金銀虹透明灰桃紺朱緋藍鼠墨星花雲石木火月日'];

/** Captions and what each states: an index for every slot, `[batch]`. */
function batchOf({ random, settings: { batchSize } }: RunContext<SlotLearnerSettings>) {
  const draw = random['captions'] as Random;
  const birds = trainingBirds();
  const captions: string[] = [];
  const said = slots.map(() => new Int32Array(batchSize));
  for (let i = 0; i < batchSize; i++) {
    const attributes = birds[draw.integer(birds.length)]?.attributes as BirdAttributes;
    const stranger = draw.uniform() < 0.1 ? slots[draw.integer(3)] : undefined;
    const word = () => strangers[draw.integer(strangers.length)] ?? '';
    const caption = writeCaption(attributes, draw, {
      ...(stranger
        ? { stranger: { slot: stranger, noun: word() + (draw.uniform() < 0.5 ? '色' : word()) } }
        : {}),
    });
    captions.push(caption.text);
    slots.forEach((slot, k) => {
      const target = said[k];
      if (target) target[i] = caption.states.includes(slot) ? attributes[slot] : valueCount(slot);
    });
  }
  return { captions, said };
}

export const family = slotLearner({
  name: 'encoder',
  stream: 'captions',
  classesOf,
  create: createCaptionEncoder,
  batch(context) {
    const { captions, said } = batchOf(context);
    return {
      inputs: tf.tensor2d(captionFeatures(captions), [captions.length, featureBuckets]),
      classes: (slot) => said[slots.indexOf(slot)] ?? [],
    };
  },
});
