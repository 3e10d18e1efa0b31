import { nextTask } from '../scheduling';
import type { DensityComparison } from '../../metrics/density-comparison';
import { areFinite, type ToyTrainer } from '../../training/toy-trainer';
import { compare, createComparison, picture } from './lane-view';
import type { LaneFrame, ToyFrameEvent, ToyPace, ToyRunEvent, ToyView } from './protocol';
import { RateMeter } from './rate-meter';

export interface ToyRunOptions {
  /** Trained in lock-step, all on the same data; at least one. */
  readonly trainers: readonly ToyTrainer[];
  readonly view: ToyView;
  /** A frame is sent only once the last has been settled. */
  readonly emit: (event: ToyRunEvent) => void | Promise<void>;
  /** The present in milliseconds. */
  readonly now?: () => number;
}

interface Loop {
  pace: ToyPace;
  isStopped: boolean;
  /** Ends a wait under way. */
  wake: () => void;
  /** Settles once the loop is over; never rejects. */
  done: Promise<void>;
}

/** Milliseconds of training before other messages are looked after. */
const slice = 8;
/** Milliseconds between two frames, and between two comparisons, at the least. */
const frameInterval = 1000 / 60;
const comparisonInterval = 250;
/** Frames may take this part of the time at the most. */
const frameShare = 0.25;

type Cause = ToyFrameEvent['cause'];

/**
 * Trains small GANs in lock-step, at a pace, and shows them in frames.
 *
 * Training is synchronous, so that whatever happens between two of its slices happens between two
 * rounds.
 */
export class ToyRun {
  private readonly now: () => number;
  private readonly rate: RateMeter;
  private view: ToyView;
  private comparison: DensityComparison | null = null;
  private loop: Loop | null = null;
  private hasFailed = false;
  private isFrameUnderWay = false;
  private frameDue = 0;
  private comparisonDue = 0;
  /** Updates of D done in slow motion since G's last one. */
  private discriminatorTurns = 0;

  constructor(private readonly options: ToyRunOptions) {
    this.now = options.now ?? (() => performance.now());
    this.rate = new RateMeter(this.now);
    this.view = options.view;
  }

  get trainers(): readonly ToyTrainer[] {
    return this.options.trainers;
  }

  /** The comparison with the data, if the view has one. */
  get comparisonInUse(): DensityComparison | null {
    const [trainer] = this.trainers;
    if (this.view.comparison && trainer) this.comparison ??= createComparison(trainer);
    return this.view.comparison ? this.comparison : null;
  }

  /** Show another view at once. */
  setView(view: ToyView): void {
    this.view = view;
    this.show('round');
  }

  /** After the data has changed: compare with the new one, and show it. */
  dataChanged(): void {
    this.comparison = null;
    this.show('round');
  }

  /** Send a frame with everything, whether it is due or not. */
  show(cause: Cause): void {
    this.comparisonDue = 0;
    this.emitFrame(cause);
  }

  /** Train until paused; a loop under way goes on at this pace. */
  async start(pace: ToyPace): Promise<void> {
    this.refuseAfterFailure();
    if (this.loop?.isStopped) await this.loop.done;
    if (this.loop) {
      this.loop.pace = pace;
      this.loop.wake();
      return;
    }
    this.rate.reset();
    this.loop = { pace, isStopped: false, wake: () => undefined, done: Promise.resolve() };
    this.loop.done = this.run(this.loop);
  }

  /** Resolves when the slice under way is done. */
  async pause(): Promise<void> {
    await this.stop();
  }

  /** Do something to every lane once training is paused, and show it. */
  async once(cause: Cause, action: (trainer: ToyTrainer) => void): Promise<void> {
    await this.stop();
    this.refuseAfterFailure();
    this.guard(() => {
      for (const trainer of this.trainers) action(trainer);
      this.show(cause);
      this.checkFinite();
    });
  }

  /** So many updates of D alone, in slices, shown as they go. */
  async stepDiscriminator(updates: number): Promise<void> {
    await this.stop();
    for (let i = 0; i < updates && !this.hasFailed && !this.loop; i++) {
      this.guard(() => {
        for (const trainer of this.trainers) trainer.stepDiscriminator();
        this.emitIfDue('discriminator');
      });
      if (i % 20 === 19) await nextTask();
    }
    this.refuseAfterFailure();
    this.show('discriminator');
  }

  async dispose(): Promise<void> {
    await this.stop();
    for (const trainer of this.trainers) trainer.dispose();
  }

  private async stop(): Promise<void> {
    if (!this.loop) return;
    this.loop.isStopped = true;
    this.loop.wake();
    await this.loop.done;
  }

  private async run(loop: Loop): Promise<void> {
    void this.options.emit({ type: 'status', status: 'running' });
    while (!loop.isStopped) {
      let wait = 0;
      this.guard(() => (wait = this.advance(loop.pace)));
      if (this.hasFailed) break;
      await (wait > 0 ? waitFor(wait, loop) : nextTask());
    }
    this.loop = null;
    if (this.hasFailed) return;
    this.guard(() => {
      this.show('round');
    });
    void this.options.emit({ type: 'status', status: 'paused' });
  }

  /** @returns milliseconds to wait before the next */
  private advance(pace: ToyPace): number {
    switch (pace.kind) {
      case 'full':
        this.trainSlice();
        this.emitIfDue('round');
        return 0;
      case 'rounds-per-frame':
        if (!this.isFrameDue) return Math.max(1, this.frameDue - this.now());
        this.trainRounds(pace.rounds);
        this.emitFrame('round');
        return 0;
      case 'slow-motion':
        this.emitFrame(this.slowTurn());
        return pace.seconds * 1000;
    }
  }

  private trainSlice(): void {
    const end = this.now() + slice;
    do this.trainRounds(1);
    while (this.now() < end);
  }

  private trainRounds(rounds: number): void {
    for (const trainer of this.trainers) trainer.train(rounds);
    this.rate.add(rounds);
    this.checkFinite();
  }

  private slowTurn(): Cause {
    const [trainer] = this.trainers;
    if (this.discriminatorTurns < (trainer?.settings.discriminatorSteps ?? 1)) {
      this.discriminatorTurns += 1;
      for (const trainer of this.trainers) trainer.stepDiscriminator();
      return 'discriminator';
    }
    this.discriminatorTurns = 0;
    for (const trainer of this.trainers) trainer.stepGenerator();
    return 'generator';
  }

  private get isFrameDue(): boolean {
    return !this.isFrameUnderWay && this.now() >= this.frameDue;
  }

  private emitIfDue(cause: Cause): void {
    if (this.isFrameDue) this.emitFrame(cause);
  }

  private emitFrame(cause: Cause): void {
    const began = this.now();
    const lanes = this.buildLanes(began);
    const frame = { type: 'frame', cause, lanes, roundsPerSecond: this.rate.perSecond } as const;
    this.awaitDelivery(this.options.emit(frame));
    const took = this.now() - began;
    this.frameDue = began + Math.max(frameInterval, took / frameShare);
  }

  private buildLanes(now: number): LaneFrame[] {
    const comparison = now >= this.comparisonDue ? this.comparisonInUse : null;
    if (comparison) this.comparisonDue = now + comparisonInterval;
    return this.trainers.map((trainer) => ({
      ...picture(trainer, this.view),
      comparison: comparison && compare(trainer, comparison),
    }));
  }

  /** While the page is busy with one frame, no other is sent. */
  private awaitDelivery(sent: void | Promise<void>): void {
    this.isFrameUnderWay = true;
    const delivered = () => (this.isFrameUnderWay = false);
    void Promise.resolve(sent).then(delivered, delivered);
  }

  private checkFinite(): void {
    for (const { metrics } of this.trainers) {
      if (areFinite(metrics)) continue;
      this.show('round');
      this.fail('diverged', divergedMessage(metrics.step));
      return;
    }
  }

  /** Whatever goes wrong in training ends the run, and says so. */
  private guard(job: () => void): void {
    try {
      job();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.fail('internal', `学習中にエラーが起きました：${message}`);
    }
  }

  private fail(kind: 'diverged' | 'internal', message: string): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    void this.options.emit({ type: 'failure', kind, message });
  }

  private refuseAfterFailure(): void {
    if (this.hasFailed) {
      throw new Error('この学習は続けられない状態です。リセットしてください。');
    }
  }
}

/** So many milliseconds, or until the loop is woken. */
function waitFor(milliseconds: number, loop: Loop): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    loop.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}

function divergedMessage(step: number): string {
  return `ステップ${step}で損失や勾配が有限の値でなくなりました。学習率が大きすぎるときによく起こります。`;
}
