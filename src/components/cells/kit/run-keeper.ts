/** Keeps a cell's run in the browser, so that it goes on after a reload or a crash. */
import { wordsOf } from '@lib/error-words';
import type { Pacing } from '@lib/models/family';
import { Throttle } from '@lib/throttle';
import { wellFor } from '@lib/storage/database/healthy';
import { databaseName, mayBeThere } from '@lib/storage/database/there';
import type {
  AboutRun,
  KeptRun,
  RunRecord,
  Slot,
  Trouble,
  WriteOptions,
} from '@lib/storage/database/checkpoints';
import type { Checkpoint } from '@lib/training/trainer';
import * as v from 'valibot';
import type { CellAction, CellState, CellTypes } from './cell-state';
import type { RunHealth } from './declaration';
import { type Offer, shownOf } from './kept-run';
import type { RunAtStake } from './leaving';
import { sharedValues } from './share-link';
import { begunRun, type ReturningRun, shownRun } from './shown-run';

/** Milliseconds between two keepings at the least, and their part of the time at the most. */
const pacing: Pacing = { interval: 10_000, share: 0.02, isDueAtOnce: false };
/** Milliseconds after the last of several single steps. */
const settling = 1000;
/** In the browser's own timings, for the bench; `copied`: milliseconds until the worker has given its states. */
const timing = 'keep-run';

/** The store as cells use it; tests pass their own. Every call but `look` rejects in Japanese. */
export interface RunStore {
  /** Never rejects. */
  look(
    run: string,
    slot: Slot,
  ): Promise<{
    readonly value: AboutRun | null;
    readonly problem: string | null;
  }>;
  /** Takes the arrays away from the caller. */
  write(run: string, about: RunRecord, kept: KeptRun, options: WriteOptions): Promise<void>;
  read(
    run: string,
    slot: Slot,
  ): Promise<{
    readonly value: (KeptRun & AboutRun) | null;
    readonly problem: string | null;
  }>;
  /** Note that it has gone wrong since it was kept. */
  mark(run: string, trouble: Trouble): Promise<void>;
  delete(run: string): Promise<void>;
}

export const runStore: RunStore = {
  async look(run, slot) {
    const nothing = { value: null, problem: null };
    if (!(await mayBeThere(databaseName))) return nothing;
    try {
      return await (await runs()).aboutRun(run, slot);
    } catch (error) {
      // That nothing can be stored here matters only to who wants to.
      const isRefused = error instanceof Error && error.name === 'StorageRefused';
      return isRefused ? nothing : { value: null, problem: wordsOf(error) };
    }
  },
  async write(run, about, kept, options) {
    await (await runs()).writeRun(run, about, kept, options);
  },
  async read(run, slot) {
    return (await runs()).readRun(run, slot);
  },
  async mark(run, trouble) {
    await (await runs()).markRun(run, trouble);
  },
  async delete(run) {
    await (await runs()).deleteRun(run);
  },
};

async function runs() {
  return import('@lib/storage/database/runs');
}

export interface RunKeeperOptions<T extends CellTypes> {
  /** The cell's element. */
  readonly element: string;
  readonly title: string;
  readonly store: RunStore;
  readonly getState: () => CellState<T>;
  /** The states of all lanes as they are; `null` without any. */
  readonly states: () => Promise<readonly Checkpoint[] | null>;
  readonly atStake: RunAtStake;
  /** How the run stands; without it, a run is well as long as its numbers are finite. */
  readonly health?: ((state: CellState<T>) => RunHealth) | undefined;
  /** What is offered has changed. */
  readonly onOffer: (offer: Offer | null) => void;
  /** What the reader is to be told. */
  readonly inform: (text: string) => void;
  /** Milliseconds from any fixed origin. */
  readonly now?: () => number;
  /** The browser's, if left out. */
  readonly locks?: Pick<LockManager, 'request'> | undefined;
}

/**
 * Keeps the run when it pauses or ends, when its page is hidden, and now and then while it goes on. One
 * run is kept of a cell; another takes its place only once it has gone on for a while.
 */
export class RunKeeper<T extends CellTypes> {
  private readonly throttle: () => Throttle;
  private pace: Throttle;
  private isKeeping = false;
  /** Of the run under way. */
  private id = '';
  /** Of the run that is kept; `null` for none. */
  private keptId: string | null = null;
  private offered: Offer | null = null;
  private hasComplained = false;
  /** The state that this run has left as its newest; `null` before. */
  private left: { readonly step: number; readonly milliseconds: number } | null = null;
  private hasDiverged = false;
  /** While this tab trains, other tabs with the same cell keep nothing, and the browser freezes none of it. */
  private letGo: (() => void) | null = null;
  private isElsewhere = false;
  /** Asked for while it was being done. */
  private isWantedAgain = false;
  private settled: ReturnType<typeof setTimeout> | undefined;
  /** States by their step, while a checkpoint is being made. */
  private readonly passed = new Map<number, CellState<T>>();

  constructor(private readonly options: RunKeeperOptions<T>) {
    const now = options.now ?? (() => performance.now());
    this.throttle = () => new Throttle(now, pacing);
    this.pace = this.throttle();
  }

  /** Whether something of the run under way is kept. */
  get hasKept(): boolean {
    return this.keptId !== null && this.keptId === this.id;
  }

  /** Find out what an earlier visit has left. @returns whether there is something */
  async look(): Promise<boolean> {
    const { store, element, getState, inform } = this.options;
    const { value: last, problem } = await store.look(element, 'last');
    if (problem !== null) inform(problem);
    const isWell = last !== null && last.trouble === null;
    const healthy = isWell ? null : (await store.look(element, 'healthy')).value;
    const value = last ?? healthy;
    if (!value) return false;
    this.keptId = value.id;
    const isUntouched = getState().phase === 'idle' && getState().session === null;
    if (isUntouched) this.offer(offerOf(last, healthy));
    return isUntouched;
  }

  /** After every action. */
  follow(action: CellAction<T>, before: CellState<T>): void {
    const state = this.options.getState();
    const { phase } = state;
    if (this.isKeeping) this.passed.set(state.step, state);
    if (action.type === 'opened') {
      this.offer(null);
      // One that goes on from what was kept is another: its images or backend may be.
      const goesOn = action.fromStep !== null && this.hasKept;
      this.id = crypto.randomUUID();
      if (goesOn) this.keptId = this.id;
      this.hasComplained = false;
      this.hasDiverged = false;
      this.left = null;
    }
    if (action.type === 'event' && action.event.type === 'failure') {
      this.hasDiverged = action.event.kind === 'diverged';
      // What is being kept is marked once it is there.
      if (!this.isKeeping) void this.mark();
    }
    const wasRunning = before.phase === 'running' || before.phase === 'stopping';
    const isRunning = phase === 'running' || phase === 'stopping';
    if (isRunning && !wasRunning) this.begin();
    if (!isRunning && wasRunning) this.end();
    const rests = phase === 'paused' || phase === 'finished';
    if (before.phase === 'stepping' && rests) this.keepSoon();
    if (wasRunning && rests) void this.keep(true);
    else if (phase === 'running' && this.pace.isDue) void this.keep(false);
  }

  /** The page is hidden, perhaps for good. */
  hidden(): void {
    if (this.options.getState().phase === 'running') void this.keep(true);
  }

  /** @returns the kept run to go on with; `null` if the reader has been told why it cannot be */
  async take(slot: Slot = 'last'): Promise<ReturningRun | null> {
    const { store, element, inform } = this.options;
    const { value, problem } = await store.read(element, slot);
    if (!value) {
      inform(problem ?? '残してあった学習は、もうこのブラウザにありません。');
      const healthy = slot === 'last' ? (await store.look(element, 'healthy')).value : null;
      this.offer(offerOf(null, healthy));
      return null;
    }
    const { states } = value;
    const shown = v.safeParse(shownRun, value.shown);
    const begun = v.safeParse(begunRun, value.begun);
    if (!shown.success || !begun.success) {
      inform(
        '残してある学習は、このサイトの別の版のものなので続けられません。消さずに残しています。',
      );
      return null;
    }
    this.keptId = value.id;
    this.id = value.id;
    const backend = value.backend as ReturningRun['backend'];
    return { states, shown: shown.output, backend, source: begun.output.source };
  }

  async forget(): Promise<void> {
    const { store, element, inform } = this.options;
    try {
      await store.delete(element);
      this.keptId = null;
      this.offer(null);
    } catch (error) {
      inform(wordsOf(error));
    }
  }

  /** The cell leaves its page. */
  close(): void {
    clearTimeout(this.settled);
    this.end();
  }

  /** By hand a reader takes one step after the other. */
  private keepSoon(): void {
    clearTimeout(this.settled);
    this.settled = setTimeout(() => void this.keep(true), settling);
  }

  private begin(): void {
    this.pace = this.throttle();
    const locks = 'locks' in this.options ? this.options.locks : globalThis.navigator?.locks;
    const request = locks?.request(`run:${this.options.element}`, { ifAvailable: true }, (lock) => {
      this.isElsewhere = lock === null;
      if (!lock || !this.isRunning) return;
      return new Promise<void>((done) => (this.letGo = done));
    });
    // A frame without an origin has no locks.
    request?.catch(() => undefined);
  }

  private end(): void {
    this.letGo?.();
    this.letGo = null;
  }

  private get isRunning(): boolean {
    const { phase } = this.options.getState();
    return phase === 'running' || phase === 'stopping';
  }

  /** Whether the run under way may take the place of what is kept. */
  private get mayReplace(): boolean {
    return this.keptId === null || this.hasKept || this.options.atStake.isLong;
  }

  private async keep(isStrict: boolean): Promise<void> {
    const { options, id } = this;
    if (this.isKeeping) this.isWantedAgain = isStrict;
    if (this.isKeeping || this.isElsewhere || !this.mayReplace) return;
    // Not again during this run: nothing has changed that could help, but a pause is worth a try.
    if (this.hasComplained && !isStrict) return;
    const began = performance.now();
    this.isKeeping = true;
    this.isWantedAgain = false;
    this.passed.clear();
    this.pace.begin();
    try {
      const { milliseconds } = options.atStake;
      const asked = options.getState();
      const states = await options.states();
      const copied = performance.now() - began;
      const step = states?.[0]?.step ?? 0;
      const state = this.passed.get(step) ?? asked;
      const { session, used, surroundings } = state;
      if (!states || !session || !used || step === 0 || id !== this.id) return;
      const { backend, threads, chosenBy } = session.backend;
      const about = {
        id,
        title: options.title,
        address: addressOf(options.element),
        begun: { source: surroundings.source },
        backend: chosenBy === 'family' ? 'auto' : backend,
        threads,
      };
      const shown = shownOf(state, sharedValues(used));
      const writing = {
        isStrict,
        isAnother: !this.hasKept,
        wasHealthy: this.wasHealthy(state, milliseconds),
        trouble: options.health?.(state).isCollapsed ? ('collapsed' as const) : null,
      };
      await options.store.write(options.element, about, { states, shown }, writing);
      // Meanwhile another may go on from this one.
      if (!this.hasKept) this.keptId = id;
      if (id === this.id) this.left = { step, milliseconds };
      options.atStake.keptUntil(milliseconds);
      performance.measure(timing, { start: began, detail: { step, copied } });
    } catch (error) {
      this.complain(error);
    } finally {
      this.isKeeping = false;
      this.passed.clear();
      this.pace.done();
    }
    if (this.hasDiverged) void this.mark();
    // Where it is at rest, that is what is to be kept.
    if (this.isWantedAgain) void this.keep(true);
  }

  /** Whether the state that gives way is known to have been a good one: the run has gone on well from it, for a while. */
  private wasHealthy(state: CellState<T>, milliseconds: number): boolean {
    const { left } = this;
    if (!left || milliseconds - left.milliseconds < wellFor) return false;
    const { healthyStep } = this.options.health?.(state) ?? { healthyStep: state.step };
    return healthyStep !== null && healthyStep >= left.step;
  }

  private async mark(): Promise<void> {
    const { store, element } = this.options;
    // Without the mark it is offered as any other.
    if (this.hasDiverged && this.hasKept)
      await store.mark(element, 'diverged').catch(() => undefined);
  }

  private complain(error: unknown): void {
    if (error instanceof Error && error.name === 'WorkerEnded') return;
    if (!this.hasComplained) {
      this.options.inform(`${wordsOf(error)}学習はこのまま続けられます。`);
    }
    this.hasComplained = true;
  }

  private offer(offer: Offer | null): void {
    if (this.offered === offer) return;
    this.offered = offer;
    this.options.onOffer(offer);
  }
}

/** What is offered of a run's newest state and of a healthy one, where that is asked for. */
function offerOf(last: AboutRun | null, healthy: AboutRun | null): Offer | null {
  const shown = last ?? healthy;
  if (!shown) return null;
  const { step, savedAt, trouble } = shown;
  const slot = last ? 'last' : 'healthy';
  return { step, savedAt, slot, trouble, healthyStep: last && healthy ? healthy.step : null };
}

/** Of the cell on its page, for the list of what is kept. */
function addressOf(element: string): string {
  const path = globalThis.location?.pathname ?? '';
  return `${path}#${element}`;
}
