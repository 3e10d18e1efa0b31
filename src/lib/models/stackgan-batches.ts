/** What {@link ./stackgan.ts} learns from: pictures with captions that fit, and that do not. */
import * as tf from '@tensorflow/tfjs';
import { birdSide, drawBird, shrinkBirds, smallSide, trainingBirds } from '../data/birds';
import { toSigned } from '../data/image-grid';
import { writeCaption } from '../data/captions';
import { concatenate } from '../data/concatenate';
import { mismatchedCaption } from '../data/mismatches';
import type { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import { embed } from './caption-encoder';

/** Stage-I learns from shrunk pictures, Stage-II from whole ones. */
export type Stage = 1 | 2;

const small = new Map<number, Uint8Array>();

function pictureOf(index: number, stage: Stage): Uint8Array {
  const draw = () => {
    const bird = trainingBirds()[index];
    if (!bird) throw new RangeError(`there is no bird ${index}`);
    return drawBird(bird);
  };
  if (stage === 2) return draw();
  const known = small.get(index) ?? shrinkBirds(draw());
  small.set(index, known);
  return known;
}

interface BatchOptions {
  readonly random: Random;
  readonly encoder: StraightNetwork;
  readonly count: number;
}

/**
 * @returns `real`: `[count, side, side, 3]` in [−1, 1]; `right`: embeddings `[count, 128]` of captions that
 *   fit; `wrong`: `[wrongCount · count, 128]` of such that do not, each time one for every picture
 */
export function pairBatch(
  { random, encoder, count }: BatchOptions,
  { stage, hardShare, wrongCount }: { stage: Stage; hardShare: number; wrongCount: number },
) {
  const birds = trainingBirds();
  const indices = Array.from({ length: count }, () => random.integer(birds.length));
  const attributes = indices.flatMap((index) => birds[index]?.attributes ?? []);
  const captions = attributes.map((bird) => writeCaption(bird, random).text);
  const others = Array.from({ length: wrongCount }, () =>
    attributes.map((bird) => mismatchedCaption(bird, random, { hardShare }).text),
  );
  const side = stage === 1 ? smallSide : birdSide;
  const pixels = toSigned(concatenate(indices.map((index) => pictureOf(index, stage))));
  return {
    real: tf.tensor4d(pixels, [count, side, side, 3]),
    right: embed(encoder, captions),
    wrong: embed(encoder, others.flat()),
  };
}

/** Embeddings of captions of birds to learn from, `[count, 128]`. */
export function captionBatch({ random, encoder, count }: BatchOptions): tf.Tensor2D {
  const birds = trainingBirds();
  const captions = Array.from({ length: count }, () => {
    const bird = birds[random.integer(birds.length)];
    if (!bird) throw new RangeError('there are no birds to learn from');
    return writeCaption(bird.attributes, random).text;
  });
  return embed(encoder, captions);
}

/** Standard normal numbers `[count, size]`. */
export function normalBatch(random: Random, count: number, size: number): tf.Tensor2D {
  const values = Float32Array.from({ length: count * size }, () => random.normal());
  return tf.tensor2d(values, [count, size]);
}
