import type { DcganTrainer } from '../training/dcgan-trainer';
import { imageSize } from '../models/dcgan';
import { tileImages } from '../data/image-grid';
import { LastGoodState } from './last-good-state';
import { ProgressMeter } from './progress-meter';
import type {
  DcganCheckpoint,
  FailureEvent,
  RuntimeEvent,
  SavedDcgan,
  StepMetrics,
} from './protocol';
import type { QualityWatch } from './quality-watch';
import { nextTask, Rest, Sequence } from './scheduling';

/** An event before the session adds the run that it belongs to. */
export type RunEvent = RuntimeEvent extends infer Event
  ? Event extends { run: number }
    ? Omit<Event, 'run'>
    : never
  : never;

/** What a run needs of a trainer. */
export type Trainer = Omit<DcganTrainer, 'measuredStep' | 'discriminatorStep'>;

export interface TrainingRunOptions {
  readonly trainer: Trainer;
  readonly stepsPerEpoch: number;
  readonly emit: (event: RunEvent) => void;
  /** Tiles per row and column of the sample grid. */
  readonly gridSize: number;
  /** Measures the generator's images now and then. */
  readonly quality?: QualityWatch | null;
  /** The present in milliseconds. */
  readonly now?: () => number;
}

interface Loop {
  /** Whether it trains until it is stopped, rather than one step. */
  readonly isEndless: boolean;
  isStopped: boolean;
  /** Settles when its last step is done; never rejects. */
  done: Promise<void>;
}

/** Milliseconds between two messages of numbers, and between two of pictures, at the least. */
const metricsInterval = 100;
const samplesInterval = 1000;
/** Drawing samples may take this part of the time at the most. */
const samplesShare = 0.1;

/** Trains one trainer: the loop, its pace of messages, and what it does when the numbers go wrong. */
export class TrainingRun {
  private readonly work = new Sequence();
  private readonly rest = new Rest();
  /** Milliseconds to rest after each step of an endless loop. */
  private restMs = 0;
  private readonly now: () => number;
  private readonly meter = new ProgressMeter();
  private readonly lastGood: LastGoodState;
  private loop: Loop | null = null;
  private pauses = 0;
  private hasFailed = false;
  private announceFailure: () => void = () => undefined;
  private readonly failure = new Promise<void>((resolve) => (this.announceFailure = resolve));
  private pending: StepMetrics[] = [];
  private metricsDue = 0;
  private samplesDue = 0;
  private sampledStep: number | null = null;

  constructor(private readonly options: TrainingRunOptions) {
    this.now = options.now ?? (() => performance.now());
    this.lastGood = new LastGoodState(this.now);
  }

  /** Show the first samples and keep the state that the run begins with. */
  async begin(): Promise<void> {
    await this.emitSamples();
    await this.lastGood.offer(() => this.options.trainer.state());
  }

  /** Train until paused or finished; if that is under way, only the rests after its steps change. */
  async start(restMs = 0): Promise<void> {
    const { pauses } = this;
    this.restMs = restMs;
    this.rest.cutShort();
    while (this.loop && !this.isTraining && !this.hasFailed) await this.stop();
    this.refuseAfterFailure();
    if (!this.isTraining && pauses === this.pauses) this.train({ isEndless: true });
  }

  /** Do one step, then pause; a loop under way is paused first. */
  async step(): Promise<void> {
    const { pauses } = this;
    while (this.loop && !this.hasFailed) await this.stop();
    this.refuseAfterFailure();
    if (pauses === this.pauses) await this.orFailure(this.train({ isEndless: false }).done);
  }

  /** Resolves when the step under way is done. A `start` or `step` still waiting for it is called off. */
  async pause(): Promise<void> {
    this.pauses += 1;
    await this.stop();
  }

  /** Run a job between two steps; refused after a failure, which leaves nothing to work on. */
  async between<Result>(job: (trainer: Trainer) => Promise<Result> | Result): Promise<Result> {
    const result = this.work.add(() => {
      this.refuseAfterFailure();
      return job(this.options.trainer);
    });
    await this.orFailure(result);
    this.refuseAfterFailure();
    return result;
  }

  /** Go on with saved weights, and show at once what they draw. */
  async replaceWeights(saved: SavedDcgan): Promise<void> {
    await this.between(async (trainer) => {
      trainer.loadWeights(saved);
      await this.emitSamples();
    });
  }

  get lastGoodState(): DcganCheckpoint | null {
    return this.lastGood.state;
  }

  /** The last state whose images were varied; see {@link QualityWatch}. */
  get healthyState(): DcganCheckpoint | null {
    return this.options.quality?.healthyState ?? null;
  }

  /** Measure the generator now. */
  async measureQuality(): Promise<void> {
    const { quality, emit } = this.options;
    if (!quality) throw new Error('この学習では品質を測れません。');
    await this.between(async (trainer) => {
      emit({ type: 'quality', reading: await quality.measure(trainer) });
    });
  }

  /** Stop for good and say so; everything but the last good state may be lost. */
  fail(kind: FailureEvent['kind'], message: string): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.announceFailure();
    if (this.loop) this.loop.isStopped = true;
    this.rest.cutShort();
    const lastGoodStep = this.lastGood.state?.step ?? null;
    this.options.emit({ type: 'failure', kind, message, lastGoodStep });
  }

  /** Free the trainer once the step under way is done. */
  async dispose(): Promise<void> {
    await this.pause();
    this.options.quality?.dispose();
    this.options.trainer.dispose();
  }

  private get isTraining(): boolean {
    return this.loop !== null && this.loop.isEndless && !this.loop.isStopped;
  }

  private async stop(): Promise<void> {
    if (!this.loop) return;
    this.loop.isStopped = true;
    this.rest.cutShort();
    await this.orFailure(this.loop.done);
  }

  /** Waits for what a lost GPU may never finish. */
  private async orFailure(done: Promise<unknown>): Promise<void> {
    await Promise.race([done, this.failure]);
  }

  private train({ isEndless }: Pick<Loop, 'isEndless'>): Loop {
    const loop: Loop = { isEndless, isStopped: false, done: Promise.resolve() };
    loop.done = this.runLoop(loop).finally(() => {
      this.loop = null;
    });
    this.loop = loop;
    return loop;
  }

  private async runLoop(loop: Loop): Promise<void> {
    const { emit } = this.options;
    emit({ type: 'status', status: 'running' });
    try {
      while (!loop.isStopped && !this.isFinished) {
        if (!loop.isEndless) loop.isStopped = true;
        await this.work.add(() => this.trainStep());
        await nextTask();
        if (this.restMs > 0 && !loop.isStopped) await this.rest.take(this.restMs);
      }
      if (this.hasFailed) return;
      await this.work.add(() => this.report({ evenIfNotDue: true }));
      const status = this.isFinished ? 'finished' : 'paused';
      // The GPU may have been lost meanwhile.
      if (!this.hasFailed) emit({ type: 'status', status });
    } catch (error) {
      this.fail('internal', `学習中にエラーが起きました：${messageOf(error)}`);
    }
  }

  private async trainStep(): Promise<void> {
    const began = this.now();
    const metrics = await this.options.trainer.trainStep();
    this.meter.add(this.now() - began);
    if (this.hasFailed) return;
    this.pending.push(metrics);
    if (!Object.values(metrics).every(Number.isFinite)) {
      this.emitMetrics();
      this.fail('diverged', divergedMessage(metrics));
      return;
    }
    await this.report({ evenIfNotDue: false });
    const reading = await this.options.quality?.offer(this.options.trainer);
    if (reading && !this.hasFailed) this.options.emit({ type: 'quality', reading });
    await this.lastGood.offer(() => this.options.trainer.state());
  }

  private get totalSteps(): number {
    return this.options.trainer.settings.epochs * this.options.stepsPerEpoch;
  }

  private get isFinished(): boolean {
    return this.options.trainer.step >= this.totalSteps;
  }

  private async report({ evenIfNotDue }: { evenIfNotDue: boolean }): Promise<void> {
    if (evenIfNotDue || this.now() >= this.metricsDue) this.emitMetrics();
    const isNew = this.sampledStep !== this.options.trainer.step;
    if (isNew && (evenIfNotDue || this.now() >= this.samplesDue)) await this.emitSamples();
  }

  private emitMetrics(): void {
    if (this.pending.length === 0) return;
    const { step } = this.options.trainer;
    const { stepsPerEpoch } = this.options;
    this.options.emit({
      type: 'metrics',
      steps: this.pending,
      epoch: Math.floor((step - 1) / stepsPerEpoch) + 1,
      batch: ((step - 1) % stepsPerEpoch) + 1,
      stepsPerSecond: this.meter.stepsPerSecond,
      elapsedMs: this.meter.elapsedMs,
      remainingMs: this.meter.remainingMs(Math.max(0, this.totalSteps - step)),
    });
    this.pending = [];
    this.metricsDue = this.now() + metricsInterval;
  }

  private async emitSamples(): Promise<void> {
    const { trainer, gridSize, emit } = this.options;
    const began = this.now();
    const images = await trainer.sample();
    if (this.hasFailed) return;
    const tiles = tileImages({
      images,
      count: gridSize ** 2,
      height: imageSize,
      width: imageSize,
      columns: gridSize,
    });
    emit({ type: 'samples', step: trainer.step, tiles });
    this.sampledStep = trainer.step;
    const took = this.now() - began;
    this.samplesDue = this.now() + Math.max(samplesInterval, took / samplesShare);
  }

  private refuseAfterFailure(): void {
    if (this.hasFailed) {
      throw new Error(
        'この学習は続けられない状態です。最後の正常な状態から再開するか、リセットしてください。',
      );
    }
  }
}

function divergedMessage({ step, discriminatorLoss, generatorLoss }: StepMetrics): string {
  return (
    `ステップ${step}で損失が有限の値でなくなりました（識別器 ${discriminatorLoss}、生成器 ${generatorLoss}）。` +
    '学習率が大きすぎるときによく起こります。'
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
