/** Single images of a run of digits: beside the nearest training image, and the best of many. */
import { type ImageTiles, tileImages } from '../../data/image-grid';
import type { MnistDataset } from '../../data/mnist';
import { bestByScore, scoreImages } from '../../inspection/image-scores';
import { drawNoise, generateImages } from '../../latent/generate';
import { NearestImages } from '../../metrics/nearest-images';
import { imageSize, noiseSize } from '../../models/dcgan';
import { averaged, type FamilyData, type Lane, type Watch } from '../../models/family';
import { StraightNetwork } from '../../nn/straight-network';
import { Random } from '../../random';

/** Images that the best are chosen among, and how many are. */
const candidates = 256;
const bestCount = 16;
/** Training images whose distances to the nearest other one are averaged. */
const comparedCount = 64;
const size = imageSize ** 2;

/** One of the run's fixed samples beside the training image nearest to it. */
export interface SampleInspection {
  readonly step: number;
  /** Of the sample, from 0. */
  readonly index: number;
  /** `[28, 28]` bytes, as `nearest`. */
  readonly image: Uint8Array;
  readonly nearest: Uint8Array;
  readonly nearestIndex: number;
  /** Euclidean distance of the pixels, in grey levels. */
  readonly distance: number;
  /** D of the sample, in [0, 1]. */
  readonly score: number;
}

/** The first of the run's samples, each with the training image nearest to it. */
export interface NearestSamples {
  readonly step: number;
  /** `[count, 28, 28]` bytes, as `nearest`. */
  readonly images: Uint8Array;
  readonly nearest: Uint8Array;
  /** Euclidean distances of the pixels, in grey levels. */
  readonly distances: readonly number[];
  /** Mean distance of some training images to the nearest other one: what new ones from the same source have. */
  readonly realDistance: number;
}

/** New samples that D takes for real most, best first. */
export interface BestSamples {
  readonly step: number;
  /** Images that they were chosen among. */
  readonly candidates: number;
  readonly tiles: ImageTiles;
  readonly scores: readonly number[];
}

/** What a lane of digits shows of its fixed noise when asked for bytes: `[count, 28, 28]`. */
async function samplesOf(lane: Lane, count: number): Promise<Uint8Array> {
  return (await lane.picture({ kind: 'bytes', count })) as Uint8Array;
}

function networkOf({ networks }: Lane, name: string): StraightNetwork {
  const network = averaged(networks, name);
  if (!(network instanceof StraightNetwork)) throw new Error(`this run has no ${name} of digits`);
  return network;
}

/** Sorting the images by length takes its time: once for a dataset, and not before someone asks. */
const searches = new WeakMap<MnistDataset, NearestImages>();

function searchIn(dataset: MnistDataset): NearestImages {
  const search = searches.get(dataset) ?? new NearestImages(dataset);
  searches.set(dataset, search);
  return search;
}

function realImage({ images }: MnistDataset, index: number): Uint8Array {
  return images.slice(index * size, (index + 1) * size);
}

function digitsOf({ digits }: FamilyData): MnistDataset {
  if (!digits) throw new Error('this run learns no digits');
  return digits;
}

/** Samples that cells lay out: the numbers that a reader can choose from. */
const sampleCount = 64;

/**
 * One of the run's fixed samples and the training image that is nearest to it.
 *
 * @param index of the sample, from 0
 * @throws in Japanese if there is no such sample
 */
export async function inspectSample(
  lane: Lane,
  index: number,
  data: FamilyData,
): Promise<SampleInspection> {
  const digits = digitsOf(data);
  const images = await samplesOf(lane, sampleCount);
  const image = images.slice(index * size, (index + 1) * size);
  if (image.length !== size) {
    throw new Error(`サンプルの番号は1以上${sampleCount}以下です（入力：${index + 1}）。`);
  }
  const { scores } = await scoreImages(networkOf(lane, 'discriminator'), image);
  const { index: nearestIndex, distance } = searchIn(digits).find(image);
  return {
    step: lane.step,
    index,
    image,
    nearest: realImage(digits, nearestIndex),
    nearestIndex,
    distance,
    score: scores[0] ?? NaN,
  };
}

/** New images of the generator, those that D takes for real most. */
export async function bestSamples(lane: Lane): Promise<BestSamples> {
  const noise = drawNoise(new Random(lane.step).fork('best'), candidates, noiseSize);
  const images = await generateImages(networkOf(lane, 'generator'), noise);
  const { scores } = await scoreImages(networkOf(lane, 'discriminator'), images);
  const best = bestByScore(scores, bestCount);
  const chosen = new Uint8Array(best.length * size);
  best.forEach((i, k) => {
    chosen.set(images.subarray(i * size, (i + 1) * size), k * size);
  });
  const layout = { count: best.length, height: imageSize, width: imageSize, columns: 8 };
  return {
    step: lane.step,
    candidates,
    tiles: tileImages({ images: chosen, ...layout }),
    scores: best.map((i) => scores[i] ?? NaN),
  };
}

export interface NearestOptions {
  /** Samples to look at, from the first on. */
  readonly count: number;
}

/** The first samples of the first lane beside their nearest training images, as often as pictures are sent. */
export function nearestWatch(data: FamilyData, { count }: NearestOptions): Watch<NearestSamples> {
  const digits = digitsOf(data);
  let realDistance: number | null = null;
  return {
    pacing: { interval: 1000, share: 0.1 },
    isShownAtRest: true,
    async look([lane]) {
      if (!lane) return null;
      const images = await samplesOf(lane, count);
      const nearest = new Uint8Array(images.length);
      const distances = Array.from({ length: count }, (_, i) => {
        const found = searchIn(digits).find(images.subarray(i * size, (i + 1) * size));
        nearest.set(realImage(digits, found.index), i * size);
        return found.distance;
      });
      realDistance ??= distanceOfReals(digits);
      return { step: lane.step, images, nearest, distances, realDistance };
    },
  };
}

/** Images spread over the whole dataset, whose order may mean something. */
function distanceOfReals(dataset: MnistDataset): number {
  const { count } = dataset;
  const compared = Math.min(count, comparedCount);
  let sum = 0;
  for (let i = 0; i < compared; i++) {
    const index = Math.floor((i * count) / compared);
    sum += searchIn(dataset).find(realImage(dataset, index), index).distance;
  }
  return sum / compared;
}
