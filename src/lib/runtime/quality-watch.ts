import type * as tf from '@tensorflow/tfjs';
import type { MnistDataset } from '../data/mnist';
import { selectImages } from '../data/split';
import { drawNoise, generateImages } from '../latent/generate';
import { CollapseAlarm } from '../metrics/collapse-alarm';
import { pixelDiversity } from '../metrics/diversity';
import { measureQuality, prepareReference, type RealReference } from '../metrics/quality';
import { imageSize, noiseSize } from '../models/dcgan';
import { Random } from '../random';
import type { DcganCheckpoint, QualityReading } from './protocol';
import type { Trainer } from './training-run';

/** Generated images of a measurement, and real ones of its floor, at the most. */
const largestSet = 500;
/** Real images that both are compared with, at the most: what a phone classifies in seconds. */
const largestReference = 2000;
/** Measuring may take this part of the time at the most. */
const greatestShare = 0.05;
/** Milliseconds of training before the first measurement, and between two at the least. */
const leastInterval = 20_000;
/** A run begins without digits: what it draws before this step raises no alarm. */
const alarmFromStep = 200;
/** A state is worth going back to when the images are as varied as this share of the real ones. */
const healthyShare = 0.8;

export interface QualityWatchOptions {
  readonly dataset: MnistDataset;
  /** Of the digits; the watch disposes it. */
  readonly loadClassifier: () => Promise<tf.LayersModel>;
  /** The present in milliseconds. */
  readonly now?: () => number;
}

interface Prepared {
  readonly classifier: tf.LayersModel;
  readonly reference: RealReference;
  readonly alarm: CollapseAlarm;
  readonly noise: Float32Array;
  /** Of the real images, in grey levels. */
  readonly diversity: number;
}

/**
 * Measures a run now and then with the digit classifier, against the images that it learns from, and
 * keeps the newest state whose images were varied, to go back to after a collapse.
 *
 * The same noise is measured each time, so that the numbers change with the networks only.
 */
export class QualityWatch {
  private readonly now: () => number;
  private prepared: Prepared | null = null;
  private copy: DcganCheckpoint | null = null;
  private due: number;
  private isOff = false;

  constructor(private readonly options: QualityWatchOptions) {
    this.now = options.now ?? (() => performance.now());
    this.due = this.now() + leastInterval;
  }

  /** The newest state whose images were varied; `null` before one was seen. */
  get healthyState(): DcganCheckpoint | null {
    return this.copy;
  }

  /** Measure if the last measurement is long enough ago; never in a page that has no classifier. */
  async offer(trainer: Trainer): Promise<QualityReading | null> {
    if (this.isOff || this.now() < this.due) return null;
    try {
      return await this.measure(trainer);
    } catch {
      // Training must not end because a file for measuring it could not be had.
      this.isOff = true;
      return null;
    }
  }

  /** @throws in Japanese if the classifier cannot be had */
  async measure(trainer: Trainer): Promise<QualityReading> {
    this.prepared ??= await this.prepare();
    const began = this.now();
    const { classifier, reference, alarm, noise, diversity } = this.prepared;
    const { step } = trainer;
    const images = await generateImages(trainer.networks.generator, noise);
    const quality = await measureQuality({ classifier, images, reference });
    const reading = { step, entropy: quality.entropy, diversity: pixelDiversity(images, pixels) };
    const verdict = alarm.add(reading);
    const isHealthy =
      reading.entropy >= healthyShare * reference.floor.entropy &&
      reading.diversity >= healthyShare * diversity;
    if (isHealthy) this.copy = await trainer.state();
    this.due = this.now() + Math.max(leastInterval, (this.now() - began) / greatestShare);
    const { isCollapsed, cause, since } = verdict;
    return {
      ...{ step, quality, floor: reference.floor },
      collapse: isCollapsed && cause ? { cause, since: since ?? step } : null,
      healthyStep: this.copy?.step ?? null,
    };
  }

  dispose(): void {
    this.prepared?.classifier.dispose();
    this.prepared = null;
  }

  private async prepare(): Promise<Prepared> {
    const random = new Random(500).fork('quality');
    const count = Math.min(largestSet, Math.floor(this.options.dataset.count / 2));
    const dataset = someOf(this.options.dataset, count + largestReference, random);
    const classifier = await this.options.loadClassifier();
    const reference = await prepareReference({ classifier, dataset, count, random });
    const diversity = pixelDiversity(dataset.images, pixels);
    return {
      ...{ classifier, reference, diversity },
      noise: drawNoise(random, count, noiseSize),
      alarm: new CollapseAlarm({
        reference: { entropy: reference.floor.entropy, diversity },
        window: 3,
        fromStep: alarmFromStep,
      }),
    };
  }
}

const pixels = imageSize ** 2;

/** Images drawn at random, without repetition. */
function someOf(dataset: MnistDataset, count: number, random: Random): MnistDataset {
  const order = Uint32Array.from({ length: dataset.count }, (_, i) => i);
  random.shuffle(order);
  return selectImages(dataset, order.subarray(0, Math.min(count, dataset.count)));
}
