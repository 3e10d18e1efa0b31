import { tileImages } from '../data/image-grid';
import type { MnistDataset } from '../data/mnist';
import { bestByScore, scoreImages } from '../inspection/image-scores';
import { drawNoise, generateImages } from '../latent/generate';
import { NearestImages } from '../metrics/nearest-images';
import { imageSize, noiseSize } from '../models/dcgan';
import { Random } from '../random';
import type { BestSamples, NearestSamples, SampleInspection } from './protocol';
import type { Trainer } from './training-run';

/** Images that the best are chosen among, and how many are. */
const candidates = 256;
const bestCount = 16;
/** Training images whose distances to the nearest other one are averaged. */
const comparedCount = 64;
const size = imageSize ** 2;

/** Looks at single images of a run, between its steps. */
export class SampleInspector {
  /** Sorting the images by length takes its time; not before someone asks. */
  private nearest: NearestImages | null = null;
  private realDistance: number | null = null;

  constructor(private readonly dataset: MnistDataset) {}

  /**
   * The training image that is nearest to one of the run's samples.
   *
   * @param index of the sample, from 0
   */
  async inspect(trainer: Trainer, index: number): Promise<SampleInspection> {
    const images = await trainer.sample();
    const image = images.slice(index * size, (index + 1) * size);
    if (image.length !== size) {
      throw new Error(`標本の番号は1以上${images.length / size}以下です（入力：${index + 1}）。`);
    }
    const { scores } = await scoreImages(trainer.networks.discriminator, image);
    const found = this.search().find(image);
    const nearest = this.realImage(found.index).slice();
    return {
      ...{ step: trainer.step, index, image, nearest, distance: found.distance },
      score: scores[0] ?? NaN,
      nearestIndex: found.index,
    };
  }

  /**
   * The training images that are nearest to the run's first samples.
   *
   * @param count of samples, from 1
   */
  async nearestTo(trainer: Trainer, count: number): Promise<NearestSamples> {
    const images = (await trainer.sample()).slice(0, count * size);
    if (count < 1 || images.length !== count * size) {
      throw new Error(`標本は1枚以上${images.length / size}枚以下です（入力：${count}）。`);
    }
    const nearest = new Uint8Array(images.length);
    const distances = Array.from({ length: count }, (_, i) => {
      const found = this.search().find(images.subarray(i * size, (i + 1) * size));
      nearest.set(this.realImage(found.index), i * size);
      return found.distance;
    });
    this.realDistance ??= this.compareRealImages();
    return { step: trainer.step, images, nearest, distances, realDistance: this.realDistance };
  }

  /** New images of the generator, those that D takes for real most. */
  async best(trainer: Trainer): Promise<BestSamples> {
    const { generator, discriminator } = trainer.networks;
    const noise = drawNoise(new Random(trainer.step).fork('best'), candidates, noiseSize);
    const images = await generateImages(generator, noise);
    const { scores } = await scoreImages(discriminator, images);
    const best = bestByScore(scores, bestCount);
    const chosen = new Uint8Array(best.length * size);
    best.forEach((i, k) => {
      chosen.set(images.subarray(i * size, (i + 1) * size), k * size);
    });
    const layout = { count: best.length, height: imageSize, width: imageSize, columns: 8 };
    return {
      step: trainer.step,
      candidates,
      tiles: tileImages({ images: chosen, ...layout }),
      scores: best.map((i) => scores[i] ?? NaN),
    };
  }

  private search(): NearestImages {
    this.nearest ??= new NearestImages(this.dataset);
    return this.nearest;
  }

  private realImage(index: number): Uint8Array {
    return this.dataset.images.subarray(index * size, (index + 1) * size);
  }

  /** Images spread over the whole dataset, whose order may mean something. */
  private compareRealImages(): number {
    const { count } = this.dataset;
    const compared = Math.min(count, comparedCount);
    let sum = 0;
    for (let i = 0; i < compared; i++) {
      const index = Math.floor((i * count) / compared);
      sum += this.search().find(this.realImage(index), index).distance;
    }
    return sum / compared;
  }
}
