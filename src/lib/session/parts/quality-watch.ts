import { averaged, type FamilyData, type Pacing, type Watch } from '../../models/family';
import { CollapseAlarm, entropyShareOf } from '../../metrics/collapse-alarm';
import type { DigitQuality } from '../../metrics/quality';
import { StraightNetwork } from '../../nn/straight-network';
import type { Checkpoint, Trainer } from '../../training/trainer';
import { DigitMeasure, diversityOf } from './digit-measure';

/** A run begins without digits: what it draws before this step raises no alarm. */
const alarmFromStep = 200;
/** A state is worth going back to when the images are as varied as this share of the real ones. */
const healthyShare = 0.8;

export interface QualityOptions {
  /** Whether the first lane's collapse is watched for, and its last varied state kept. */
  readonly alarm: boolean;
}

/** What the digit classifier made of the generators' images at one step. */
export interface QualityReading {
  readonly step: number;
  /** Lane by lane; `null` for one that diverged. */
  readonly lanes: readonly (DigitQuality | null)[];
  /** The same numbers for as many real images: what the best generator would have. */
  readonly floor: DigitQuality;
  /** The collapse that the last measurements of the first lane show together; `null` for none. */
  readonly collapse: { readonly cause: 'classes' | 'images'; readonly since: number } | null;
  /** Step of the `healthy` checkpoint; `null` while there is none. */
  readonly healthyStep: number | null;
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
export class QualityWatch implements Watch<QualityReading> {
  readonly pacing: Pacing = { interval: 20_000, share: 0.05, isDueAtOnce: false };
  readonly isShownAtRest = false;
  private prepared: Prepared | null = null;
  private copy: Checkpoint | null = null;

  constructor(
    private readonly options: QualityOptions & {
      readonly data: FamilyData;
      readonly loadClassifier: () => Promise<StraightNetwork>;
    },
  ) {}

  /** The newest state of the first lane whose images were varied; `null` before one was seen. */
  get healthyState(): Checkpoint | null {
    return this.copy;
  }

  /** @throws in Japanese if the classifier cannot be had */
  async look(trainers: readonly (Trainer | null)[]): Promise<QualityReading> {
    this.prepared ??= await this.prepare();
    const { measure } = this.prepared;
    const lanes: (DigitQuality | null)[] = [];
    let collapse: QualityReading['collapse'] = null;
    for (const [i, trainer] of trainers.entries()) {
      const generator = trainer && averaged(trainer.networks, 'generator');
      const taken = generator instanceof StraightNetwork ? await measure.take(generator) : null;
      lanes.push(taken?.quality ?? null);
      if (i === 0 && trainer && taken && this.options.alarm) {
        collapse = await this.watchFor(trainer, taken.quality, taken.images, this.prepared);
      }
    }
    const step = trainers.find((trainer) => trainer !== null)?.step ?? 0;
    const { floor } = measure.reference;
    return { step, lanes, floor, collapse, healthyStep: this.copy?.step ?? null };
  }

  dispose(): void {
    this.prepared?.measure.dispose();
    this.prepared = null;
  }

  private async watchFor(
    trainer: Trainer,
    { entropy }: DigitQuality,
    images: Uint8Array,
    { measure, alarm }: Prepared,
  ): Promise<QualityReading['collapse']> {
    const { step } = trainer;
    const reading = { step, entropy, diversity: diversityOf(images) };
    const { isCollapsed, cause, since } = alarm.add(reading);
    const { reference, diversity } = measure;
    const isHealthy =
      entropyShareOf(entropy, reference.floor.entropy) >= healthyShare &&
      reading.diversity >= healthyShare * diversity;
    if (isHealthy) this.copy = await trainer.state();
    return isCollapsed && cause ? { cause, since: since ?? step } : null;
  }

  private async prepare(): Promise<Prepared> {
    const { data, loadClassifier } = this.options;
    if (!data.digits) throw new Error('この学習では品質を測れません。');
    const measure = await DigitMeasure.prepare({ dataset: data.digits, loadClassifier });
    const { reference, diversity } = measure;
    const alarm = new CollapseAlarm({
      reference: { entropy: reference.floor.entropy, diversity },
      window: 3,
      fromStep: alarmFromStep,
    });
    return { measure, alarm };
  }
}
