import { tileImages } from '../data/image-grid';
import type { MnistDataset } from '../data/mnist';
import { bestByScore, scoreImages } from '../inspection/image-scores';
import { drawNoise, generateImages } from '../latent/generate';
import { NearestImages } from '../metrics/nearest-images';
import { imageSize, noiseSize } from '../models/dcgan';
import { Random } from '../random';
import type { BestSamples, SampleInspection } from './protocol';
import type { Trainer } from './training-run';

/** Images that the best are chosen among, and how many are. */
const candidates = 256;
const bestCount = 16;
const size = imageSize ** 2;

/** Looks at single images of a run, between its steps. */
export class SampleInspector {
  /** Sorting the images by length takes its time; not before someone asks. */
  private nearest: NearestImages | null = null;

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
    this.nearest ??= new NearestImages(this.dataset);
    const found = this.nearest.find(image);
    const nearest = this.dataset.images.slice(found.index * size, (found.index + 1) * size);
    return {
      ...{ step: trainer.step, index, image, nearest, distance: found.distance },
      score: scores[0] ?? NaN,
      nearestIndex: found.index,
    };
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
}
