/** Small pix2pix in training, and the figures of what they have learned. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { oneHot, textureSide } from '@lib/data/textures';
import { outlinePairs } from '@lib/data/outlines';
import { splitImages } from '@lib/data/low-resolution';
import { accuracyOf, classifyDigits } from '@lib/metrics/classify';
import { deviationMap, readTextures } from '@lib/metrics/texture-reading';
import { type Family, type FamilyData, networkIn } from '@lib/models/family';
import { drawTruths, family as textures, meanAbsoluteError } from '@lib/models/pix2pix';
import { family as outlines } from '@lib/models/pix2pix-outlines';
import { picturesOf } from '@lib/models/pix2pix-family';
import type { Pix2pixSettings } from '@lib/models/pix2pix-settings';
import type { Network } from '@lib/nn/network';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { loadFamilyData } from './family-data';
import { pretty } from './shipped-model';
import { root } from './steps.mjs';

export type Pix2pixTrainer = AdversarialTrainer<Pix2pixSettings>;
export type TaskName = 'textures' | 'outlines';

/** As the cell has them, from scratch. */
const usualSettings: Pix2pixSettings = {
  loss: 'cgan',
  field: 10,
  lambda: 1,
  hasSkips: true,
  learningRate: 5e-4,
  batchSize: 16,
  seed: 1,
  start: 'scratch',
};

interface Row {
  readonly task: TaskName;
  readonly steps: number;
  readonly changes: Partial<Pix2pixSettings>;
  /** That it is measured with. */
  readonly seeds: readonly number[];
  /** Whether the site ships its networks, of seed 1. */
  readonly shipped: boolean;
}

/** Of the rows that the page claims an order of. */
export const claimedSeeds = [1, 2, 3];

const texture = (changes: Partial<Pix2pixSettings>, row: Partial<Row> = {}): Row => ({
  task: 'textures',
  steps: 2000,
  changes,
  seeds: [1],
  shipped: true,
  ...row,
});
const outline = (loss: 'l1' | 'cgan'): Row => ({
  task: 'outlines',
  steps: 1500,
  changes: { loss, lambda: 100 },
  seeds: claimedSeeds,
  shipped: true,
});

/** The rows of the page's tables. */
export const rows = {
  l1: texture({ loss: 'l1' }, { seeds: claimedSeeds }),
  gan10: texture({ loss: 'gan' }, { shipped: false }),
  cgan1: texture({ field: 1 }),
  cgan10: texture({}, { seeds: claimedSeeds }),
  cgan16: texture({ field: 16 }, { shipped: false }),
  cgan34: texture({ field: 34 }, { seeds: claimedSeeds }),
  lambda10: texture({ lambda: 10 }, { shipped: false }),
  lambda100: texture({ lambda: 100 }, { shipped: false }),
  cut: texture({ hasSkips: false }),
  outlinesL1: outline('l1'),
  outlinesCgan: outline('cgan'),
} satisfies Record<string, Row>;
export type RowName = keyof typeof rows;

export const settingsOf = (name: RowName, seed: number): Pix2pixSettings => ({
  ...usualSettings,
  ...rows[name].changes,
  seed,
});

/** Where the figures of a row lie once it has been trained, a file for every seed. */
export const figuresFolder = '.cache/pix2pix';
const figuresFile = (name: RowName, seed: number) => `${name}-${seed}.json`;

export async function keepFigures(
  {
    name,
    seed,
    account,
  }: { readonly name: RowName; readonly seed: number; readonly account: object },
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, figuresFile(name, seed)), await pretty(account));
}

/** What a row has come to with a seed; `null` if it has not been trained. */
export async function keptFigures(
  name: RowName,
  seed: number,
): Promise<Readonly<Record<string, number>> | null> {
  const text = await readFile(join(root, figuresFolder, figuresFile(name, seed)), 'utf8').catch(
    () => null,
  );
  if (text === null) return null;
  return (JSON.parse(text) as { figures: Readonly<Record<string, number>> }).figures;
}

export interface Training {
  readonly task: TaskName;
  readonly settings: Pix2pixSettings;
  readonly steps: number;
}

/** Train from scratch; numbers now and then on the console. */
export async function trainPix2pix({ task, settings, steps }: Training) {
  const family = task === 'textures' ? textures : outlines;
  const data = await loadFamilyData(family as Family<unknown>, [settings]);
  const trainer = new AdversarialTrainer<Pix2pixSettings>({ family, settings, data });
  const began = performance.now();
  while (trainer.step < steps) {
    const metrics = await trainer.train();
    if (trainer.step % 250 !== 0) continue;
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(
      `${seconds} s`,
      JSON.stringify(metrics, (_, v: unknown) =>
        typeof v === 'number' ? Number(v.toPrecision(3)) : v,
      ),
    );
  }
  return { trainer, data, seconds: Math.round((performance.now() - began) / 1000) };
}

const measuredMaps = 500;
/** Of the maps that are measured on, others than those that cells watch. */
const measuredSeed = 611_07004;
const drawsOfOne = 16;
const scissorMaps = 100;

/** Pictures of many inputs, a hundred at a time. */
function manyPictures(trainer: Pix2pixTrainer, inputs: Float32Array, count: number): Float32Array {
  const pictures = new Float32Array(count * textureSide ** 2);
  const size = inputs.length / count;
  const atOnce = 100;
  for (let from = 0; from < count; from += atOnce) {
    const taken = Math.min(atOnce, count - from);
    const part = inputs.subarray(from * size, (from + taken) * size);
    const made = picturesOf(trainer, { inputs: part, count: taken, seed: from });
    pictures.set(made, from * textureSide ** 2);
  }
  return pictures;
}

/** What is generated of maps that are not among the trained ones (the tools' own seed). */
export function textureFigures(trainer: Pix2pixTrainer, segmenter: Network) {
  const { maps, truths } = drawTruths(new Random(measuredSeed), measuredMaps);
  const pictures = manyPictures(trainer, oneHot(maps), measuredMaps);
  return {
    ...readTextures(segmenter, { pictures, maps }),
    l1: meanAbsoluteError(pictures, truths),
    deviation: deviationOf(trainer, oneHot(maps.subarray(0, maps.length / measuredMaps))),
  };
}

/** The same of the true textures themselves. */
export function trueFigures(segmenter: Network) {
  const { maps, truths } = drawTruths(new Random(measuredSeed), measuredMaps);
  return readTextures(segmenter, { pictures: truths, maps });
}

/** What is generated of the outlines of the digits left out of training. */
export async function outlineFigures(
  trainer: Pix2pixTrainer,
  { digits }: FamilyData,
  classifier: StraightNetwork,
) {
  const { heldOut } = splitImages(digits);
  const { inputs, targets } = outlinePairs(heldOut, [...Array(heldOut.count).keys()]);
  const pictures = manyPictures(trainer, inputs, heldOut.count);
  const classified = await classifyDigits({ classifier, images: cropped(pictures) });
  return {
    l1: meanAbsoluteError(pictures, targets),
    recognised: accuracyOf(classified, heldOut.labels ?? []),
    deviation: deviationOf(trainer, inputs.subarray(0, inputs.length / heldOut.count)),
  };
}

/** How textures of the shipped network are read with skip connections cut: each alone, and all of them. */
export async function scissorFigures(segmenter: Network): Promise<Record<string, number>> {
  const settings: Pix2pixSettings = { ...settingsOf('cgan10', 1), start: 'shipped' };
  const data = await loadFamilyData(textures as Family<unknown>, [settings]);
  const trainer = new AdversarialTrainer<Pix2pixSettings>({ family: textures, settings, data });
  const generator = networkIn(trainer, 'generator');
  const { maps } = drawTruths(new Random(measuredSeed), scissorMaps);
  const cuts = { none: [], at16: [0], at8: [1], at4: [2], at2: [3], all: [0, 1, 2, 3] };
  const entries = Object.entries(cuts).map(([name, cut]: [string, number[]]) => {
    const pictures = tf.tidy(() => {
      const x = tf.tensor(oneHot(maps), [scissorMaps, textureSide, textureSide, 4]);
      const skips = tf.tensor1d([0, 1, 2, 3].map((i) => (cut.includes(i) ? 0 : 1)));
      const options = { mode: 'training', random: new Random(1) } as const;
      return generator.forward({ x, skips }, options).dataSync<'float32'>();
    });
    return [name, readTextures(segmenter, { pictures, maps }).accuracy] as const;
  });
  return Object.fromEntries(entries);
}

/** The mean over the pixels of the standard deviation of sixteen draws of one input. */
function deviationOf(trainer: Pix2pixTrainer, input: Float32Array): number {
  const inputs = new Float32Array(drawsOfOne * input.length);
  for (let i = 0; i < drawsOfOne; i++) inputs.set(input, i * input.length);
  const pictures = picturesOf(trainer, { inputs, count: drawsOfOne, seed: 1 });
  const deviations = deviationMap(pictures, drawsOfOne);
  return deviations.reduce((sum, value) => sum + value, 0) / deviations.length;
}

/** `[count, 32, 32]` values in [−1, 1] to the `[count, 28, 28]` bytes within. */
function cropped(pictures: Float32Array): Uint8Array {
  const count = pictures.length / 1024;
  const images = new Uint8ClampedArray(count * 784);
  for (let i = 0; i < images.length; i++) {
    const [image, row, column] = [Math.floor(i / 784), Math.floor((i % 784) / 28), i % 28];
    images[i] = (pictures[image * 1024 + (row + 2) * 32 + column + 2] ?? 0) * 127.5 + 127.5;
  }
  return new Uint8Array(images.buffer);
}
