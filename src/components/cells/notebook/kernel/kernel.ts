/** What computes the cells of a notebook, as the page sees it. No code of the reader's runs in the page. */
import type { CellError, CellOutput } from '@lib/notebook/outputs';
import type { Checkpoint } from '@lib/training/trainer';

/**
 * How the sandbox could be built here, the best way first: a worker that is isolated from other origins
 * (threads, soft stop); one that is not; one of a `data:` address; none, and nothing can be run.
 */
export type KernelRung = 'isolated' | 'single' | 'data' | 'none';

/** What the sandbox's own test has found at its start. */
export interface KernelFacts {
  readonly rung: KernelRung;
  /** Threads that compute, 0 without a sandbox. */
  readonly threads: number;
  /** tfjs's name of it; empty without a sandbox. */
  readonly backend: string;
  /** All this in one line for the reader, in Japanese. */
  readonly line: string;
}

/** A compiled cell to run; its ancestors must have run before. */
export interface KernelCell {
  readonly id: string;
  /** An ES module's text, as `compileCell` makes it. */
  readonly code: string;
  readonly defines: readonly string[];
  readonly uses: readonly string[];
}

/** How a run of a cell ended. */
export interface CellEnd {
  /** `lost`: the worker has ended, and with it the values of all cells; `error` says why. */
  readonly kind: 'done' | 'stopped' | 'failed' | 'lost';
  readonly ms: number;
  readonly error?: CellError;
  /** In tfjs's memory, of all cells; 0 once they are lost. */
  readonly tensors: number;
  /** Names of other cells whose objects a training in this run has changed, which must be made anew. */
  readonly consumed: readonly string[];
}

/** Where the page keeps checkpoints for `training(name, …)`. */
export interface CheckpointKeeper {
  keep(cell: string, name: string, checkpoint: Checkpoint): Promise<void>;
  /** The state to go on from; `null` to begin. */
  kept(cell: string, name: string): Promise<Checkpoint | null>;
  keptStep(cell: string, name: string): Promise<number | null>;
}

export interface NotebookKernel {
  /** Starts the sandbox if there is none. Never rejects for what the rungs tell. */
  ready(): Promise<KernelFacts>;
  /** Have files that these codes of cells will ask for come meanwhile. */
  expect(codes: readonly string[]): void;
  /**
   * Run a cell once all earlier ones have ended. What it gave out before is disposed first.
   *
   * @param onOutput is also told what comes after the end, from callbacks, until the cell runs again
   * @throws in Japanese if there can be no sandbox or its files do not come
   */
  run(cell: KernelCell, onOutput: (output: CellOutput) => void): Promise<CellEnd>;
  /** Stop the cell that runs: softly first, by the worker's end after a second. Resolves at its end. */
  stop(): Promise<void>;
  /** Dispose the values of cells. */
  forget(ids: readonly string[]): void;
  dispose(): void;
}

/** Make one with `createKernel` of `sandbox-kernel.ts`. */
export interface KernelOptions {
  readonly keeper: CheckpointKeeper;
  /** Called when the worker has ended by itself or by a hard stop, and the values of all cells with it. */
  readonly onLost: (reason: string) => void;
}
