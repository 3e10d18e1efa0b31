import type { Contender, ContenderView } from '../../training/contender';
import type { RectifierName } from '../../training/rectifier-contender';
import { nextTask, Sequence } from '../scheduling';
import type {
  ContestEvent,
  ContestOpenRequest,
  ContestPace,
  ContestSettings,
  ContestWorkerApi,
} from './protocol';

export interface ContestEnvironment {
  /** The networks of a contest, with fresh weights, on an active backend. */
  readonly createContenders: (
    settings: ContestSettings,
  ) => Promise<readonly { readonly rectifier: RectifierName; readonly contender: Contender }[]>;
  /** The present in milliseconds. */
  readonly now?: () => number;
}

interface RunningLane {
  readonly rectifier: RectifierName;
  readonly contender: Contender;
  view: ContenderView;
  hasDiverged: boolean;
}

interface Live {
  readonly run: number;
  readonly lanes: readonly RunningLane[];
  readonly emit: (event: ContestEvent) => void;
  step: number;
}

/** Milliseconds between two frames at the least: a look costs as much as some steps. */
const frameInterval = 100;

/** Trains networks in lock-step and looks into them. */
export class ContestSession implements ContestWorkerApi {
  private readonly sequence = new Sequence();
  private live: Live | null = null;
  private isRunning = false;
  private pace: ContestPace = { kind: 'full' };
  /** Ends a wait under way. */
  private wake: () => void = () => undefined;

  constructor(private readonly environment: ContestEnvironment) {}

  open({ run, settings }: ContestOpenRequest, emit: (event: ContestEvent) => void): Promise<void> {
    this.stop();
    return this.sequence.add(async () => {
      for (const { contender } of this.live?.lanes ?? []) contender.dispose();
      this.live = null;
      const contenders = await this.environment.createContenders(settings);
      const lanes: RunningLane[] = [];
      for (const { rectifier, contender } of contenders) {
        lanes.push({ rectifier, contender, view: await contender.look(), hasDiverged: false });
      }
      this.live = { run, lanes, emit, step: 0 };
      this.show(this.live);
    });
  }

  start(pace: ContestPace = { kind: 'full' }): Promise<void> {
    const { live } = this;
    if (!live) throw new Error('学習がまだ準備されていません。');
    this.pace = pace;
    this.wake();
    if (this.isRunning) return Promise.resolve();
    this.isRunning = true;
    void this.sequence.add(() => this.train(live));
    return Promise.resolve();
  }

  pause(): Promise<void> {
    this.stop();
    // Once the loop is over.
    return this.sequence.add(() => undefined);
  }

  step(): Promise<void> {
    this.stop();
    return this.sequence.add(async () => {
      const { live } = this;
      if (!live) throw new Error('学習がまだ準備されていません。');
      await this.advance(live);
      await this.look(live);
    });
  }

  private async train(live: Live): Promise<void> {
    const now = this.environment.now ?? (() => performance.now());
    let due = now() + frameInterval;
    try {
      while (this.isRunning) {
        const { pace } = this;
        await this.advance(live, pace.kind === 'rounds-per-frame' ? pace.rounds : 1);
        if (pace.kind !== 'full' || now() >= due) {
          await this.look(live);
          due = now() + frameInterval;
        }
        await (pace.kind === 'full' ? nextTask() : this.rest(pace));
      }
      await this.look(live);
    } catch (error) {
      this.isRunning = false;
      const message = error instanceof Error ? error.message : String(error);
      live.emit({ run: live.run, type: 'failure', message: `学習が止まりました（${message}）。` });
    }
  }

  private stop(): void {
    this.isRunning = false;
    this.wake();
  }

  /** Until the next round or frame is due, or whatever is under way is to end or to change. */
  private rest(pace: Exclude<ContestPace, { readonly kind: 'full' }>): Promise<void> {
    const milliseconds = pace.kind === 'slow-motion' ? pace.seconds * 1000 : frameInterval;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      // A command may have come while the last round was under way.
      if (!this.isRunning || this.pace !== pace) this.wake();
    });
  }

  private async advance(live: Live, rounds = 1): Promise<void> {
    for (let i = 0; i < rounds; i++) {
      for (const lane of live.lanes) if (!lane.hasDiverged) await lane.contender.step();
      live.step += 1;
    }
  }

  private async look(live: Live): Promise<void> {
    for (const lane of live.lanes) {
      if (lane.hasDiverged) continue;
      const view = await lane.contender.look();
      const { loss, firstLayerGradient, imageGradient } = view;
      lane.hasDiverged = ![loss, firstLayerGradient, imageGradient ?? 0].every(Number.isFinite);
      // What was seen last while all was well tells more than a row of NaN.
      if (!lane.hasDiverged) lane.view = view;
    }
    this.show(live);
    if (live.lanes.every(({ hasDiverged }) => hasDiverged)) {
      this.isRunning = false;
      live.emit({
        run: live.run,
        type: 'failure',
        message: 'すべてのネットワークが発散しました。学習率を下げて、リセットしてください。',
      });
    }
  }

  private show({ run, step, lanes, emit }: Live): void {
    const shown = lanes.map(({ rectifier, view, hasDiverged }) => ({
      rectifier,
      view,
      hasDiverged,
    }));
    emit({ run, type: 'frame', step, lanes: shown });
  }
}
