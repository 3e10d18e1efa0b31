import { CollapseAlarm } from '../metrics/collapse-alarm';
import { DigitMeasure, type DigitMeasureOptions, diversityOf } from './digit-measure';
import type { DcganCheckpoint, QualityReading } from './protocol';
import type { Trainer } from './training-run';

/** Measuring may take this part of the time at the most. */
const greatestShare = 0.05;
/** Milliseconds of training before the first measurement, and between two at the least. */
const leastInterval = 20_000;
/** A run begins without digits: what it draws before this step raises no alarm. */
const alarmFromStep = 200;
/** A state is worth going back to when the images are as varied as this share of the real ones. */
const healthyShare = 0.8;

export interface QualityWatchOptions extends DigitMeasureOptions {
  /** The present in milliseconds. */
  readonly now?: () => number;
}

interface Prepared {
  readonly measure: DigitMeasure;
  readonly alarm: CollapseAlarm;
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
    const { measure, alarm } = this.prepared;
    const { reference, diversity } = measure;
    const { step } = trainer;
    const { quality, images } = await measure.take(trainer.networks.generator);
    const reading = { step, entropy: quality.entropy, diversity: diversityOf(images) };
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
    this.prepared?.measure.dispose();
    this.prepared = null;
  }

  private async prepare(): Promise<Prepared> {
    const measure = await DigitMeasure.prepare(this.options);
    const { reference, diversity } = measure;
    const alarm = new CollapseAlarm({
      reference: { entropy: reference.floor.entropy, diversity },
      window: 3,
      fromStep: alarmFromStep,
    });
    return { measure, alarm };
  }
}
