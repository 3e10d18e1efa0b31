/** What is seen of a LAPGAN: a real digit with some levels replaced, samples, and whether the generators do what they should. */
import * as tf from '@tensorflow/tfjs';
import { classCount, digitSize } from '../data/digit-classes';
import { toBytes } from '../data/image-grid';
import { splitImages } from '../data/low-resolution';
import { firstImages, type LabelledDataset, selectImages, withLabels } from '../data/split';
import { accuracyOf, classifyDigits } from '../metrics/classify';
import { decompose, pyramidLevel } from '../nn/laplacian-pyramid';
import type { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import type { FamilyData, RunContext } from './family';
import {
  assemble,
  classesToTensor,
  generatorOf,
  imagesToTensor,
  type LapganNetworks,
  levelNoise,
  type Part,
  verdicts,
} from './lapgan-images';
import { type Side, sides } from './lapgan-sides';

/** What a cell asks to see. */
export interface LapganView {
  /** The class of the real digit, and which of its class among those left out of training. */
  readonly digit: number;
  readonly index: number;
  /** The class that the networks are told. */
  readonly asked: number;
  readonly parts: Readonly<Record<Side, Part>>;
  /** Of the noise that images are drawn from. */
  readonly noiseSeed: number;
}

/** A level as the cell shows it; bytes, `[side, side]`, 0 black to 255 white. */
interface LapganLevel {
  readonly image: Uint8Array;
  /** l_k; `null` at the coarsest level. */
  readonly coarse: Uint8Array | null;
  /** h_k or h̃_k, in the images' unit: 2 from black to white. */
  readonly residual: Float32Array;
  /** What D_k makes of the image: 1 for real. */
  readonly verdict: number;
}

export interface LapganPicture {
  /** The coarsest first. */
  readonly levels: readonly LapganLevel[];
  /** Images of all classes in turn, all levels generated: `[20, 28, 28]` bytes. */
  readonly samples: Uint8Array;
}

/** What the watch tells of the generators. */
export interface LapganAlarms {
  /** Share of 100 images that our classifier takes for the class that was asked for. */
  readonly agreement: number;
  /** The same where the coarsest level is of real images. */
  readonly onTrueCoarse: number;
  /** Level by level, the coarsest first: how much of h̃ changes with the noise. */
  readonly variety: readonly number[];
}

const sampleCount = 20;
/** Images that the generators are watched on: the first ones of training. */
const watchedImages = 100;
const variedImages = 4;
const watchSeed = 100;

const known = new WeakMap<object, LabelledDataset>();

/** What is learned from, with its labels. */
export function trainingDigits({ digits }: FamilyData): LabelledDataset {
  const { training } = splitImages(digits);
  const labelled = known.get(training) ?? withLabels(training);
  known.set(training, labelled);
  return labelled;
}

/** The standard deviation of all values. */
export function deviation(values: tf.Tensor): tf.Scalar {
  return tf.moments(values).variance.sqrt() as tf.Scalar;
}

/** Of real digits left out of training, by class: their numbers among those. */
function heldOutOf({ digits }: FamilyData, digit: number) {
  const { heldOut } = splitImages(digits);
  const { labels } = withLabels(heldOut);
  const numbers = Array.from(labels.keys()).filter((i) => labels[i] === digit);
  return { heldOut, numbers };
}

/** A real digit with some levels replaced, and digits of every class. */
export async function pictureOf(
  { networks, data }: Pick<RunContext<unknown>, 'networks' | 'data'>,
  view: LapganView,
): Promise<LapganPicture> {
  const { digit, index, asked, parts, noiseSeed: seed } = view;
  const { heldOut, numbers } = heldOutOf(data, digit);
  const chosen = numbers[index % numbers.length];
  if (chosen === undefined) throw new Error(`数字「${digit}」の画像がありません。`);
  const made = tf.tidy(() => {
    const pixels = imagesToTensor(selectImages(heldOut, [chosen]).images, digitSize);
    const real = decompose(pixels, sides.length);
    const levels = assemble({ networks, classes: [asked], seed, parts, real });
    const classes = Array.from({ length: sampleCount }, (_, i) => i % classCount);
    const samples = assemble({ networks, classes, seed }).at(-1)?.image as tf.Tensor4D;
    const scores = levels.map((level, i) => verdicts(networks, i, level, [asked]));
    const kept = levels.map(({ image, coarse, residual }) => ({
      image,
      residual,
      ...(coarse ? { coarse } : {}),
    }));
    return { levels: kept, scores, samples };
  });
  const read = (tensor: tf.Tensor) => tensor.data<'float32'>();
  const levels: LapganLevel[] = [];
  for (const [i, { image, coarse, residual }] of made.levels.entries()) {
    const [verdict = NaN] = await read(made.scores[i] as tf.Tensor);
    levels.push({
      image: toBytes(await read(image)),
      coarse: coarse ? toBytes(await read(coarse)) : null,
      residual: Float32Array.from(await read(residual)),
      verdict,
    });
  }
  const samples = toBytes(await read(made.samples));
  tf.dispose(made);
  return { levels, samples };
}

/** Whether generators do what they should, measured on images of their own. */
export async function alarmsOf(
  networks: LapganNetworks,
  data: FamilyData,
  classifier: StraightNetwork,
): Promise<LapganAlarms> {
  const { images, labels } = firstImages(trainingDigits(data), watchedImages);
  const agreementOf = async (coarsest: Part) => {
    const made = tf.tidy(() => {
      const real = decompose(imagesToTensor(images, digitSize), sides.length);
      const parts = { 7: coarsest, 14: 'generated', 28: 'generated' } as const;
      const levels = assemble({ networks, classes: labels, seed: watchSeed, parts, real });
      return levels.at(-1)?.image as tf.Tensor4D;
    });
    const bytes = toBytes(await made.data<'float32'>());
    made.dispose();
    return accuracyOf(await classifyDigits({ classifier, images: bytes }), labels);
  };
  const variety: number[] = [];
  for (const level of sides.keys()) {
    const ratio = tf.tidy(() => varietyOf(networks, level, images, labels));
    variety.push((await ratio.data())[0] ?? NaN);
    ratio.dispose();
  }
  return {
    agreement: await agreementOf('generated'),
    onTrueCoarse: await agreementOf('real'),
    variety,
  };
}

/**
 * How much h̃ changes with z alone: the root mean square, over pixels and a few images, of its deviation
 * over eight z, against the deviation of the true residuals.
 */
function varietyOf(
  networks: LapganNetworks,
  level: number,
  images: Uint8Array,
  labels: Uint8Array,
): tf.Tensor {
  const side = sides[level] ?? 28;
  const some = imagesToTensor(images.subarray(0, variedImages * digitSize ** 2), digitSize);
  const { coarse, residual } = pyramidLevel(some, level, sides.length);
  const classes = classesToTensor(labels.subarray(0, variedImages));
  const drawn = Array.from({ length: 8 }, (_, i) => {
    const noise = levelNoise(side, new Random(watchSeed).fork(`variety ${i}`), variedImages);
    const inputs = { noise, classes, ...(coarse ? { coarse } : {}) };
    return generatorOf(networks, side).forward(inputs, { mode: 'inference' });
  });
  const { variance } = tf.moments(tf.stack(drawn), 0);
  return variance.mean().sqrt().div(deviation(residual));
}
