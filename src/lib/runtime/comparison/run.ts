import { DigitMeasure, type DigitMeasureOptions } from '../digit-measure';
import { ProgressMeter } from '../progress-meter';
import type { DuelStepMetrics, ImageTiles } from '../protocol';
import { nextTask, Sequence } from '../scheduling';
import type { Lane } from './lane';
import { Pace } from './pace';
import type {
  ComparisonLane,
  ComparisonPlan,
  ComparisonRound,
  ComparisonRunEvent,
} from './protocol';

export interface ComparisonRunOptions {
  readonly lanes: readonly Lane[];
  readonly plan: ComparisonPlan;
  readonly measuring: DigitMeasureOptions;
  readonly emit: (event: ComparisonRunEvent) => void;
  /** The present in milliseconds. */
  readonly now?: () => number;
}

/** Trains DCGANs in lock-step, after a head start of their discriminators, and tells how they do. */
export class ComparisonRun {
  private readonly sequence = new Sequence();
  private readonly now: () => number;
  private readonly meter = new ProgressMeter();
  private readonly pace;
  private readonly images: (ImageTiles | undefined)[] = [];
  private measure: DigitMeasure | null = null;
  private updates = 0;
  private rounds = 0;
  private pending: ComparisonRound[] = [];
  /** Of the newest pictures that were sent. */
  private shown: number | null = null;
  private isRunning = false;
  private hasFailed = false;

  constructor(private readonly options: ComparisonRunOptions) {
    const { now = () => performance.now() } = options;
    this.now = now;
    this.pace = {
      numbers: new Pace({ now, interval: 100, share: 1 }),
      samples: new Pace({ now, interval: 1000, share: 0.1 }),
      activations: new Pace({ now, interval: 1000, share: 0.2 }),
      quality: new Pace({ now, interval: 20_000, share: 0.05, isDueAtOnce: false }),
    };
  }

  /** Show what the untrained networks draw. */
  begin(): Promise<void> {
    return this.showPictures();
  }

  start(): Promise<void> {
    this.refuseAfterFailure();
    if (this.isRunning) return Promise.resolve();
    this.isRunning = true;
    void this.sequence.add(() => this.train(() => this.isRunning));
    return Promise.resolve();
  }

  /** Resolves once the update under way is done. */
  pause(): Promise<void> {
    this.isRunning = false;
    return this.sequence.add(() => undefined);
  }

  step(): Promise<void> {
    this.isRunning = false;
    return this.sequence.add(() => {
      this.refuseAfterFailure();
      let isDone = false;
      return this.train(() => !isDone && (isDone = true));
    });
  }

  /** Stop for good and say so. */
  fail(message: string): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.isRunning = false;
    this.options.emit({ type: 'failure', message });
  }

  async dispose(): Promise<void> {
    await this.pause();
    this.measure?.dispose();
    for (const lane of this.options.lanes) lane.dispose();
  }

  private async train(goesOn: () => boolean): Promise<void> {
    const { emit } = this.options;
    emit({ type: 'status', status: 'running' });
    try {
      while (!this.hasFailed && goesOn()) {
        const isAhead = this.updates < this.options.plan.headStart;
        await (isAhead ? this.stepDiscriminators() : this.round());
        await nextTask();
      }
      if (this.hasFailed) return;
      this.sendRounds();
      await this.showPictures();
      emit({ type: 'status', status: 'paused' });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.fail(`学習中にエラーが起きました（${reason}）。`);
    }
  }

  private async stepDiscriminators(): Promise<void> {
    const { lanes, plan, emit } = this.options;
    const [first] = lanes;
    // Twins would only do the same work again; at the end they take over where the first stands.
    const areTwins = first !== undefined && lanes.every((lane) => areAlike(first.plan, lane.plan));
    const scores: Awaited<ReturnType<Lane['stepDiscriminator']>>[] = [];
    for (const lane of areTwins ? [first] : lanes) scores.push(await lane.stepDiscriminator());
    this.updates += 1;
    const isOver = this.updates === plan.headStart;
    if (areTwins && isOver) {
      const state = await first.state();
      for (const lane of lanes) if (lane !== first) lane.follow(state);
    }
    if (!scores.every(areFinite)) {
      this.fail('先行する識別器が発散しました。学習率を下げて、リセットしてください。');
      return;
    }
    if (!isOver && !this.pace.numbers.isDue && this.isRunning) return;
    this.pace.numbers.done();
    const told = lanes.map((_, i) => (scores[i] ?? scores[0]) as (typeof scores)[number]);
    emit({ type: 'head-start', updates: this.updates, lanes: told });
  }

  private async round(): Promise<void> {
    const { lanes, emit } = this.options;
    const began = this.now();
    const numbers: (DuelStepMetrics | null)[] = [];
    for (const lane of lanes) numbers.push(lane.hasDiverged ? null : await lane.step());
    this.meter.add(this.now() - began);
    this.rounds += 1;
    this.pending.push({ step: this.rounds, lanes: numbers });
    numbers.forEach((step, i) => {
      const lane = lanes[i];
      if (!lane || !step || areFinite(step)) return;
      lane.hasDiverged = true;
      emit({ type: 'diverged', lane: i, step: this.rounds });
    });
    if (lanes.every(({ hasDiverged }) => hasDiverged)) {
      this.sendRounds();
      this.fail('どのGANも発散しました。学習率を下げて、リセットしてください。');
      return;
    }
    if (this.pace.numbers.isDue) this.sendRounds();
    if (this.pace.samples.isDue) await this.showSamples();
    if (this.pace.activations.isDue) await this.showActivations();
    if (this.options.plan.measuresQuality && this.pace.quality.isDue) await this.showQuality();
  }

  private sendRounds(): void {
    if (this.pending.length === 0) return;
    const { stepsPerSecond: roundsPerSecond } = this.meter;
    this.options.emit({ type: 'rounds', rounds: this.pending, roundsPerSecond });
    this.pending = [];
    this.pace.numbers.done();
  }

  /** What there is to see, unless it has been shown. */
  private async showPictures(): Promise<void> {
    if (this.shown !== this.rounds) await this.showSamples();
    await this.showActivations();
  }

  private async showSamples(): Promise<void> {
    this.pace.samples.begin();
    for (const [i, lane] of this.options.lanes.entries()) {
      // Images of NaN would be black; the last good ones tell more.
      if (!lane.hasDiverged) this.images[i] = await lane.samples();
    }
    this.shown = this.rounds;
    const lanes = this.images.filter((tiles) => tiles !== undefined);
    this.options.emit({ type: 'samples', step: this.rounds, lanes });
    this.pace.samples.done();
  }

  private async showActivations(): Promise<void> {
    const { plan, lanes, emit } = this.options;
    if (!plan.showsActivations) return;
    this.pace.activations.begin();
    const found = [];
    for (const lane of lanes) found.push(lane.hasDiverged ? null : await lane.activations());
    emit({ type: 'activations', step: this.rounds, lanes: found });
    this.pace.activations.done();
  }

  private async showQuality(): Promise<void> {
    const { lanes, measuring, emit } = this.options;
    this.pace.quality.begin();
    try {
      this.measure ??= await DigitMeasure.prepare(measuring);
    } catch {
      // Training must not end because a file for measuring it could not be had.
      this.pace.quality.stop();
      return;
    }
    const found = [];
    for (const { generator, hasDiverged } of lanes) {
      found.push(hasDiverged ? null : (await this.measure.take(generator)).quality);
    }
    const { floor } = this.measure.reference;
    emit({ type: 'quality', step: this.rounds, lanes: found, floor });
    this.pace.quality.done();
  }

  private refuseAfterFailure(): void {
    if (this.hasFailed) throw new Error('この学習は続けられない状態です。リセットしてください。');
  }
}

/** Whether two lanes are the same as long as only D learns. */
function areAlike(a: ComparisonLane, b: ComparisonLane): boolean {
  const key = ({ settings, variant = {} }: ComparisonLane) =>
    JSON.stringify([{ ...settings, generatorLoss: null }, variant]);
  return key(a) === key(b);
}

function areFinite(numbers: object): boolean {
  return Object.values(numbers).every(Number.isFinite);
}
