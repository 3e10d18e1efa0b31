/** Whether the reader wants the running cell to end, and how its loops hear of it. */
import { sharedPlaces } from '../protocol';

/** Between two looks at the clock of a loop that never waits. */
const guardsPerLook = 4096;
/** A training step that takes longer than this after a stop was asked is ended in its midst. */
const mostWait = 500;

export interface StopWatchOptions {
  /** Of the sandbox; `null` where nothing can be shared, and a loop that never waits hears nothing. */
  readonly shared: Int32Array<SharedArrayBuffer> | null;
  /** Whether a stop has to wait for the end of a training step. */
  readonly mustWait: () => boolean;
  /** Called now and then while a loop runs. */
  readonly onLook: () => void;
  readonly createError: () => Error;
}

export class StopWatch {
  private run = 0;
  private asked = 0;
  private guards = 0;
  /** When a guard first saw that the run is to end. */
  private seen: number | null = null;
  private controller = new AbortController();

  constructor(private readonly options: StopWatchOptions) {}

  /** Of a run of a cell, which is the one that runs from now on. */
  begin(run: number): AbortSignal {
    this.run = run;
    this.seen = null;
    this.controller = new AbortController();
    return this.controller.signal;
  }

  /** A message says that this run is to end. */
  ask(run: number): void {
    this.asked = run;
    if (run === this.run) this.controller.abort(this.options.createError());
  }

  get isAsked(): boolean {
    const { shared } = this.options;
    if (this.asked === this.run) return true;
    return shared !== null && Atomics.load(shared, sharedPlaces.stop) === this.run;
  }

  /** Stands at the head of every loop of a cell. Throws once the cell is to end. */
  readonly guard = (): void => {
    this.guards += 1;
    if (this.guards % guardsPerLook === 0) this.options.onLook();
    if (!this.isAsked) return;
    this.seen ??= performance.now();
    const mayWait = performance.now() - this.seen < mostWait;
    if (!mayWait || !this.options.mustWait()) throw this.options.createError();
  };
}
