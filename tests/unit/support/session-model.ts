/**
 * A worker with a session, as the page's side of the protocol meets it, in time that a test lets pass:
 * what it is asked takes its time, and what it tells arrives in order, each in a task of its own.
 */
import type { Client } from '@components/cells/kit/client-holder';
import type {
  CheckpointName,
  OpenRequest,
  RunEvent,
  SavedNetworks,
  SessionEvent,
  SessionInfo,
  Speed,
} from '@lib/session/protocol';
import { WorkerEnded } from '@lib/session/worker-connection';
import type { RunSnapshot } from '@lib/training/snapshot';
import type { Checkpoint } from '@lib/training/trainer';
import type { FakeClock } from './fake-clock';
import { checkpointAt, frameAt, info } from './fake-session-client';

/** What goes wrong next, each once. */
export interface Mishaps {
  load?: boolean;
  open?: boolean;
  command?: boolean;
}

/** What a worker holds. */
interface ModelSession {
  readonly run: number;
  readonly request: Omit<OpenRequest, 'run'>;
  lanes: readonly unknown[];
  step: number;
  speed: Speed | null;
  isTraining: boolean;
  hasFailed: boolean;
}

interface ModelWorker {
  session: ModelSession | null;
  isLive: boolean;
  /** Reject what has not been answered. */
  readonly pending: Set<(reason: Error) => void>;
}

/** Milliseconds that a message takes, and a few rounds. */
const latency = 1;
const roundsTime = 50;
const roundsTogether = 5;

/** Rounds after which a run of such lanes is finished. */
export function totalOf(lanes: readonly unknown[]): number | null {
  const { epochs } = lanes[0] as { epochs?: number };
  return epochs === undefined ? null : 10 * epochs;
}

export class ModelClient implements Client {
  private worker: ModelWorker | null = null;
  private run = 0;
  private lastRun = 0;
  private kept: SessionEvent[] | null = null;

  constructor(
    private readonly clock: FakeClock,
    private readonly mishaps: Mishaps,
    private readonly onEvent: (event: SessionEvent) => void,
  ) {}

  get isLive(): boolean {
    return this.worker !== null;
  }

  get session(): Readonly<ModelSession> | null {
    return this.worker?.session ?? null;
  }

  async prepare(): Promise<void> {
    this.worker ??= { session: null, isLive: true, pending: new Set() };
  }

  async open(request: Omit<OpenRequest, 'run'>): Promise<SessionInfo> {
    this.worker ??= { session: null, isLive: true, pending: new Set() };
    const previous = this.run;
    const run = ++this.lastRun;
    this.run = run;
    this.kept = [];
    try {
      const session = await this.call((worker) => this.replaceRun(worker, { ...request, run }));
      this.kept = null;
      return session;
    } catch (error) {
      if (this.run === run) this.run = previous;
      throw error;
    }
  }

  missed(): readonly SessionEvent[] {
    const events = this.kept?.filter(({ run }) => run === this.run) ?? [];
    this.kept = null;
    return events;
  }

  start(speed: Speed): Promise<void> {
    return this.command((worker, session) => {
      session.speed = speed;
      if (session.isTraining) return;
      session.isTraining = true;
      this.tell(worker, session, { type: 'status', status: 'running' });
      this.train(worker, session);
    });
  }

  pause(): Promise<void> {
    return this.call(async (worker) => {
      await this.stop(worker, opened(worker));
    });
  }

  step(): Promise<void> {
    return this.alone(1);
  }

  takeTurn(): Promise<void> {
    return this.alone(0);
  }

  update(lanes: readonly unknown[]): Promise<SessionInfo> {
    return this.command((worker, session) => {
      session.lanes = lanes;
      this.show(worker, session);
      return infoOf(session);
    });
  }

  setView(): Promise<void> {
    return this.command((worker, session) => {
      this.show(worker, session);
    });
  }

  ask<Answer>(): Promise<Answer> {
    return this.command(() => null as Answer);
  }

  saveWeights(): Promise<SavedNetworks> {
    return this.command(() => ({}));
  }

  loadWeights(): Promise<void> {
    return this.command((worker, session) => {
      this.show(worker, session);
    });
  }

  checkpoint(name: CheckpointName): Promise<readonly Checkpoint[] | null> {
    return this.call((worker) => {
      const step = keptStep(opened(worker), name);
      return step === null ? null : [checkpointAt(step)];
    });
  }

  snapshot(): Promise<RunSnapshot> {
    const rest = { networks: {}, optimizers: {}, recipe: null };
    return this.command((_, { step }) => ({ ...rest, checkpoint: checkpointAt(step) }));
  }

  dispose(): void {
    this.run = 0;
    this.release('let go');
  }

  /** Its numbers are no longer finite, or its GPU has gone. */
  fail(kind: 'diverged' | 'device-lost'): void {
    const { worker } = this;
    const session = worker?.session;
    if (!worker || !session || session.hasFailed) return;
    session.hasFailed = true;
    session.isTraining = false;
    const lastGoodStep = keptStep(session, 'last-good');
    const message = '続けられません。';
    this.tell(worker, session, { type: 'failure', kind, message, lastGoodStep });
  }

  die(): void {
    if (!this.worker) return;
    this.release('died');
    const message = '計算用のプログラムが止まりました。';
    const failure = { type: 'failure', kind: 'internal', message, lastGoodStep: null } as const;
    this.onEvent({ run: this.run, ...failure });
  }

  private release(reason: string): void {
    const { worker } = this;
    this.worker = null;
    if (!worker) return;
    worker.isLive = false;
    for (const reject of worker.pending) reject(new WorkerEnded(reason));
  }

  private async replaceRun(worker: ModelWorker, request: OpenRequest): Promise<SessionInfo> {
    const { run, lanes, from } = request;
    if (worker.session) await this.stop(worker, worker.session);
    const step = startOf(worker.session, from);
    this.tell(worker, { run }, { type: 'progress', message: '用意しています', ratio: null });
    await this.clock.wait(40);
    if (this.takes('open')) {
      // Of several lanes the older ones have had to go.
      if (lanes.length > 1 && worker.session) {
        worker.session = null;
        const message = '前の学習も終えています。';
        this.tell(
          worker,
          { run },
          { type: 'failure', kind: 'internal', message, lastGoodStep: null },
        );
      }
      throw new Error('用意できませんでした。');
    }
    const session = { run, request, lanes, step, speed: null };
    worker.session = { ...session, isTraining: false, hasFailed: false };
    this.show(worker, worker.session);
    return infoOf(worker.session);
  }

  private alone(rounds: number): Promise<void> {
    return this.command(async (worker, session) => {
      await this.stop(worker, session);
      this.tell(worker, session, { type: 'status', status: 'running' });
      await this.clock.wait(20);
      if (session.hasFailed) return;
      if (!isFinished(session)) session.step += rounds;
      this.rest(worker, session);
    });
  }

  private train(worker: ModelWorker, session: ModelSession): void {
    const advance = () => {
      if (worker.session !== session || !session.isTraining) return;
      const left = (totalOf(session.lanes) ?? Infinity) - session.step;
      session.step += Math.max(0, Math.min(roundsTogether, left));
      this.show(worker, session);
      if (isFinished(session)) this.rest(worker, session);
      else this.train(worker, session);
    };
    this.clock.after(roundsTime, advance, true);
  }

  private async stop(worker: ModelWorker, session: ModelSession): Promise<void> {
    if (!session.isTraining) return;
    await this.clock.wait(10);
    // It may have come to its end, or failed.
    if (session.isTraining) this.rest(worker, session);
  }

  private rest(worker: ModelWorker, session: ModelSession): void {
    session.isTraining = false;
    this.show(worker, session);
    const status = isFinished(session) ? 'finished' : 'paused';
    this.tell(worker, session, { type: 'status', status });
  }

  private show(worker: ModelWorker, session: ModelSession): void {
    const { metrics, ...frame } = frameAt(session.step);
    const numbers = session.lanes.map(() => metrics[0] ?? null);
    const rounds = frame.rounds.map(({ step }) => ({ step, lanes: numbers }));
    this.tell(worker, session, { ...frame, rounds, metrics: numbers });
  }

  private tell(worker: ModelWorker, { run }: { readonly run: number }, event: RunEvent): void {
    this.clock.after(latency, () => {
      if (!worker.isLive) return;
      if (run === this.run) this.onEvent({ run, ...event });
      else this.kept?.push({ run, ...event });
    });
  }

  private command<Result>(
    job: (worker: ModelWorker, session: ModelSession) => Promise<Result> | Result,
  ): Promise<Result> {
    return this.call((worker) => {
      const session = opened(worker);
      if (session.hasFailed) throw new Error('この学習は続けられない状態です。');
      if (this.takes('command')) throw new Error('だめでした。');
      return job(worker, session);
    });
  }

  private call<Result>(job: (worker: ModelWorker) => Promise<Result> | Result): Promise<Result> {
    const { worker, clock } = this;
    if (!worker) return Promise.reject(new Error('学習がまだ準備されていません。'));
    return new Promise((resolve, reject) => {
      worker.pending.add(reject);
      const answer = (settle: () => void) => {
        clock.after(latency, () => {
          worker.pending.delete(reject);
          settle();
        });
      };
      const work = async () => job(worker);
      clock.after(latency, () => {
        if (!worker.isLive) return;
        work().then(
          (result) => {
            answer(() => {
              resolve(result);
            });
          },
          (error: unknown) => {
            answer(() => {
              reject(error as Error);
            });
          },
        );
      });
    });
  }

  private takes(name: keyof Mishaps): boolean {
    const happens = this.mishaps[name] ?? false;
    this.mishaps[name] = false;
    return happens;
  }
}

function opened({ session }: ModelWorker): ModelSession {
  if (!session) throw new Error('学習がまだ準備されていません。');
  return session;
}

function isFinished({ step, lanes }: ModelSession): boolean {
  return step >= (totalOf(lanes) ?? Infinity);
}

function infoOf({ step, lanes }: ModelSession): SessionInfo {
  return { ...info, step, totalRounds: totalOf(lanes) };
}

/** Of which step a state is kept; `null` for none. */
function keptStep({ step, lanes }: ModelSession, name: CheckpointName): number | null {
  if (name === 'present') return step;
  if (name === 'last-good') return lanes.length === 1 ? step - (step % 10) : null;
  return step >= 20 ? step - (step % 20) : null;
}

function startOf(session: ModelSession | null, from: OpenRequest['from']): number {
  if (from.kind === 'checkpoints') return from.checkpoints[0]?.step ?? 0;
  if (from.kind !== 'kept') return 0;
  if (session?.hasFailed && from.name === 'present') throw new Error('続けられない状態です。');
  const step = session && keptStep(session, from.name);
  if (step === null) throw new Error('戻れる状態が残っていません。リセットしてください。');
  return step;
}
