import { wordsOf } from '../error-words';
import { after, nextTask, Rest, Sequence } from '../scheduling';
import type { Checkpoint, Trainer } from '../training/trainer';
import { TypingHold } from '../typing';
import { Frames, type FramesOptions } from './frames';
import { type Advance, Lanes, type LanesOptions } from './lanes';
import { LastGood } from './last-good';
import type { Failure, RunEvent, Speed } from './protocol';
import type { Watches } from './watches';

export interface LoopOptions extends LanesOptions, Omit<FramesOptions, 'lanes' | 'emit' | 'now'> {
  readonly watches: Watches;
  /** Whether a copy of the newest state known to be good is kept. */
  readonly keepsLastGood: boolean;
  /** Whether a GPU computes, whose precision may be at fault. */
  readonly isOnGpu?: boolean;
  /** A frame is sent only once the last has been settled. */
  readonly emit: (event: RunEvent) => void | Promise<void>;
  /** The present in milliseconds. */
  readonly now?: () => number;
}

interface Run {
  /** Rounds, turns or updates still to be done. */
  left: number;
  readonly advance: () => void | Promise<void>;
  isStopped: boolean;
  /** Settles when its last round is done; never rejects. */
  done: Promise<void>;
}

/** Milliseconds of synchronous training before other messages are looked after. */
const slice = 8;

/**
 * Trains one lane or several, tells of it in frames, and stops when the numbers go wrong.
 *
 * Trainers may be synchronous: then whole slices of rounds are done without waiting for anything.
 * Every command between two rounds goes through one sequence, so that none meets half a round.
 */
export class TrainingLoop {
  private readonly work = new Sequence();
  private readonly rest = new Rest();
  private readonly now: () => number;
  private readonly lanes: Lanes;
  private readonly frames: Frames;
  private readonly hold: TypingHold;
  private readonly lastGoodStates: LastGood;
  private speed: Speed = { kind: 'full' };
  private run: Run | null = null;
  private pauses = 0;
  private hasFailed = false;
  private announceFailure: () => void = () => undefined;
  private readonly failure = new Promise<void>((resolve) => (this.announceFailure = resolve));

  constructor(private readonly options: LoopOptions) {
    this.now = options.now ?? (() => performance.now());
    this.lanes = new Lanes(options);
    this.frames = new Frames({ ...options, lanes: this.lanes, now: this.now });
    this.lastGoodStates = new LastGood(this.now);
    this.hold = new TypingHold(this.now);
  }

  get trainers(): readonly Trainer[] {
    return this.lanes.trainers;
  }

  /** The lanes that go well, `null` for the others. */
  get activeLanes(): readonly (Trainer | null)[] {
    return this.lanes.active;
  }

  /** The newest state known to be good, lane by lane. */
  get lastGood(): readonly Checkpoint[] | null {
    return this.lastGoodStates.states;
  }

  /** Show the first pictures. */
  async begin(): Promise<void> {
    await this.frames.sendPictures();
    await this.options.watches.showAtRest(this.lanes.active);
  }

  /**
   * Keep the state that the run begins with, before anything else is done to it; but in another task,
   * since copying takes as long as drawing and the page need not wait for it.
   */
  async keepFirst(): Promise<void> {
    await this.work.add(async () => {
      await nextTask();
      await this.keepCopy();
    });
  }

  /** Train until paused or finished; if that is under way, only the speed changes. */
  async start(speed: Speed): Promise<void> {
    const { pauses } = this;
    this.speed = speed;
    this.rest.cutShort();
    while (this.run && !this.isEndless && !this.hasFailed) await this.stop();
    this.refuseAfterFailure();
    if (!this.isEndless && pauses === this.pauses) this.train(Infinity, () => this.advance());
  }

  /** Do one round, or several, after what is left of the head start, then pause; a run under way is paused first. */
  step(rounds = 1): Promise<void> {
    const left = () => this.options.headStart - this.lanes.headStart + rounds;
    return this.trainAlone(left, () => this.round());
  }

  /** Take one turn alone, so many times, then pause. */
  takeTurn(name: string, times = 1): Promise<void> {
    return this.trainAlone(
      () => times,
      () => after(this.lanes.turn(name), (done) => this.record(done)),
    );
  }

  /** Resolves when the round under way is done. A `start` or `step` still waiting for it is called off. */
  async pause(): Promise<void> {
    this.pauses += 1;
    await this.stop();
  }

  /** The reader types, and an endless run would hold up what is drawn of it. */
  typed(): void {
    this.hold.typed();
  }

  /** Run a job between two rounds; refused after a failure, which leaves nothing to work on. */
  async between<Result>(job: () => Promise<Result> | Result): Promise<Result> {
    const result = this.work.add(() => {
      this.refuseAfterFailure();
      return job();
    });
    await this.orFailure(result);
    this.refuseAfterFailure();
    return result;
  }

  /** The states of all lanes, of which the page knows every round. */
  async present(): Promise<readonly Checkpoint[]> {
    await this.frames.tellRounds();
    return Promise.all(this.trainers.map((trainer) => trainer.state()));
  }

  /** Show something else, or what has changed otherwise, at once. */
  async redraw(view: unknown = this.frames.view): Promise<void> {
    this.frames.view = view;
    this.frames.cause = 'round';
    await this.frames.sendPictures();
    await this.options.watches.showAtRest(this.lanes.active);
  }

  /** Stop for good and say so; everything but the last good state may be lost. */
  fail(kind: Failure['kind'], message: string): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    this.frames.close();
    this.options.watches.close();
    this.announceFailure();
    if (this.run) this.run.isStopped = true;
    this.rest.cutShort();
    const lastGoodStep = this.lastGood?.[0]?.step ?? null;
    this.send({ type: 'failure', kind, message, lastGoodStep });
  }

  /** Free the trainers once the round under way is done. */
  async dispose(): Promise<void> {
    await this.pause();
    // The first copy may be under way.
    await this.orFailure(this.work.add(() => undefined));
    this.options.watches.dispose();
    for (const trainer of this.trainers) trainer.dispose();
  }

  private get isEndless(): boolean {
    return this.run !== null && this.run.left === Infinity && !this.run.isStopped;
  }

  private get isFinished(): boolean {
    const total = this.options.totalRounds();
    return total !== null && this.lanes.steps >= total;
  }

  private async trainAlone(left: () => number, advance: Run['advance']): Promise<void> {
    const { pauses } = this;
    while (this.run && !this.hasFailed) await this.stop();
    this.refuseAfterFailure();
    if (pauses === this.pauses) await this.orFailure(this.train(left(), advance).done);
  }

  private async stop(): Promise<void> {
    if (!this.run) return;
    this.run.isStopped = true;
    this.rest.cutShort();
    await this.orFailure(this.run.done);
  }

  /** Waits for what a lost GPU may never finish. */
  private async orFailure(done: Promise<unknown>): Promise<void> {
    await Promise.race([done, this.failure]);
  }

  private train(left: number, advance: Run['advance']): Run {
    const run: Run = { left, advance, isStopped: false, done: Promise.resolve() };
    run.done = this.carryOut(run).finally(() => {
      this.run = null;
    });
    this.run = run;
    return run;
  }

  private async carryOut(run: Run): Promise<void> {
    this.send({ type: 'status', status: 'running' });
    this.frames.meter.begin();
    try {
      while (this.mayGoOn(run)) {
        const wait = run.left === Infinity ? this.waitBefore() : 0;
        if (wait === 0) await this.work.add(() => this.workSlice(run));
        const rest = run.left === Infinity && wait === 0 ? this.restAfter() : wait;
        await (rest > 0 && !run.isStopped ? this.rest.take(rest) : nextTask());
      }
      if (this.hasFailed) return;
      await this.work.add(() => this.catchUp());
      // The GPU may have been lost meanwhile.
      if (this.hasFailed) return;
      this.send({ type: 'status', status: this.isFinished ? 'finished' : 'paused' });
    } catch (error) {
      this.fail('internal', `学習中にエラーが起きました。${wordsOf(error)}`);
    }
  }

  private mayGoOn(run: Run): boolean {
    return !run.isStopped && run.left > 0 && !this.hasFailed && !this.isFinished;
  }

  /** One advance; or, as long as they need no waiting and are to be as fast as can be, some milliseconds of them. */
  private async workSlice(run: Run): Promise<void> {
    const end = this.now() + slice;
    do {
      run.left -= 1;
      const done = run.advance();
      if (done) {
        await done;
        break;
      }
    } while (this.mayGoOn(run) && this.isAtFullSpeed(run) && this.now() < end);
    if (!this.hasFailed) await this.tell();
  }

  private isAtFullSpeed(run: Run): boolean {
    return run.left < Infinity || this.speed.kind === 'full' || this.lanes.isAhead;
  }

  /** What one advance of an endless run is, by the speed. */
  private advance(): void | Promise<void> {
    const { speed, lanes } = this;
    if (speed.kind === 'rounds-per-frame' && !lanes.isAhead) return this.rounds(speed.rounds);
    if (speed.kind === 'slow-motion' && !lanes.isAhead) {
      return after(lanes.nextTurn(), (done) => this.record(done));
    }
    return this.round();
  }

  /** Milliseconds until the next advance of an endless run can begin. */
  private waitBefore(): number {
    const { frames, hold, lanes, speed } = this;
    const held = hold.look();
    return speed.kind === 'rounds-per-frame' && !lanes.isAhead ? Math.max(held, frames.wait) : held;
  }

  /** Milliseconds from one advance of an endless run to the next, at the least. */
  private restAfter(): number {
    const { speed } = this;
    return this.isSlow && 'seconds' in speed ? speed.seconds * 1000 : 0;
  }

  /** Whether every advance is to be seen by itself. */
  private get isSlow(): boolean {
    return this.isEndless && 'seconds' in this.speed && !this.lanes.isAhead;
  }

  private rounds(count: number): void | Promise<void> {
    for (let i = 0; i < count; i++) {
      const done = this.round();
      if (done) return done.then(() => (this.isEndless ? this.rounds(count - i - 1) : undefined));
      if (this.hasFailed || this.isFinished) return;
    }
  }

  private round(): void | Promise<void> {
    const began = this.now();
    return after(this.lanes.round(), (done) => {
      if (done.cause === 'round') this.frames.meter.add(this.now() - began, 1);
      this.record(done);
    });
  }

  private record({ cause, diverged }: Advance): void {
    if (this.hasFailed) return;
    const { lanes, frames } = this;
    frames.note(cause);
    for (const lane of diverged) this.send({ type: 'diverged', lane, step: lanes.steps });
    if (!lanes.areAllDiverged) return;
    frames.sendNumbers();
    this.fail('diverged', divergedMessage(lanes.steps, this.trainers.length, this.options.isOnGpu));
  }

  /** Send what is due. */
  private async tell(): Promise<void> {
    await this.frames.offer(this.isSlow);
    if (this.hasFailed) return;
    await this.options.watches.offer(this.lanes.active);
    if (!this.hasFailed) await this.keepCopy();
  }

  /** Show where the run stands still. */
  private async catchUp(): Promise<void> {
    await this.frames.catchUp();
    await this.options.watches.showAtRest(this.lanes.active);
  }

  private async keepCopy(): Promise<void> {
    if (!this.options.keepsLastGood || this.lanes.isAnyDiverged) return;
    await this.lastGoodStates.offer(this.trainers);
  }

  private send(event: RunEvent): void {
    void this.options.emit(event);
  }

  private refuseAfterFailure(): void {
    if (this.hasFailed) {
      throw new Error(
        'この学習は続けられない状態です。最後の正常な状態から再開するか、リセットしてください。',
      );
    }
  }
}

function divergedMessage(step: number, lanes: number, isOnGpu = false): string {
  const who = lanes > 1 ? 'どのネットワークも' : '';
  const what = `ステップ${step}で${who}損失や勾配が有限の値でなくなりました。`;
  if (!isOnGpu) {
    return `${what}学習率が大きすぎるときによく起こります。学習率を下げて、リセットしてください。`;
  }
  return (
    `${what}学習率が大きすぎるときや、GPUの計算の精度が足りないときに起こります。` +
    '学習率を下げるか計算方法をWebAssemblyに替えて、リセットしてください。'
  );
}
