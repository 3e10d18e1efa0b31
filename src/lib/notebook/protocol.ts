/**
 * What page, bridge and worker of the sandbox say to each other. The worker computes the reader's code and
 * may say anything: the bridge counts and weighs what it says, and the page checks it (`worker-messages.ts`).
 */
import type { Checkpoint } from '../training/trainer';
import type { CellError, CellOutput } from './outputs';

/** A page and a host frame of different deployments do not talk. */
export const protocolVersion = 1;

export const sandboxLimits = {
  /** Of one message from the worker, in bytes. */
  message: 16 * 2 ** 20,
  /** Of a checkpoint, one at a time. */
  checkpoint: 512 * 2 ** 20,
  /** Batches that the page has not yet drawn: the worker holds back at the first, is ended at the second. */
  credits: 48,
  flood: 64,
  /** Things (numbers, texts, lists, records) in one message. */
  things: 400_000,
} as const;

/** Places in the memory that bridge and worker share where the sandbox is isolated. */
export const sharedPlaces = { stop: 0, drawn: 1, length: 2 } as const;

/** The ways to make a worker, the better one first. */
export type WorkerKind = 'blob' | 'data';

/** Page to bridge. */
export type BridgeCommand =
  /** The worker's program; left out to start the one before anew. */
  | { readonly kind: 'start'; readonly way: WorkerKind; readonly program?: ArrayBuffer }
  | { readonly kind: 'tell'; readonly message: PageMessage; readonly transfer?: ArrayBuffer[] }
  | { readonly kind: 'stop'; readonly run: number }
  /** Batches of the worker that are drawn by now, in all. */
  | { readonly kind: 'drawn'; readonly count: number }
  | { readonly kind: 'ping'; readonly count: number }
  | { readonly kind: 'end' };

/** Bridge to page. */
export type BridgeReport =
  | { readonly kind: 'bridge'; readonly version: number; readonly isolated: boolean }
  /** Of the worker, weighed but not checked. */
  | { readonly kind: 'said'; readonly message: unknown }
  | { readonly kind: 'pong'; readonly count: number }
  /** The worker has ended by itself, or was ended for what it did. */
  | { readonly kind: 'lost'; readonly why: 'flood' | 'size' | 'error'; readonly detail: string };

/** Bridge to worker, once; everything else goes through the port. */
export interface WorkerStart {
  readonly port: MessagePort;
  /** Of {@link sharedPlaces}; `null` where nothing can be shared. */
  readonly shared: Int32Array<SharedArrayBuffer> | null;
}

/** Page to worker. */
export type PageMessage =
  | { readonly kind: 'run'; readonly run: number; readonly cell: RunnableCell }
  | { readonly kind: 'stop'; readonly run: number }
  | { readonly kind: 'drawn'; readonly count: number }
  | { readonly kind: 'forget'; readonly cells: readonly string[] }
  /** As when the page is hidden: whatever trains is to keep its state. */
  | { readonly kind: 'keep-soon' }
  /** The reader types: a training holds for a moment. */
  | { readonly kind: 'typed' }
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'refuse'; readonly call: number; readonly message: string };

export interface RunnableCell {
  readonly id: string;
  readonly code: string;
  readonly defines: readonly string[];
  readonly uses: readonly string[];
}

/** What the worker asks of the page. */
export type PageCall =
  | { readonly what: 'file'; readonly path: string; readonly title: string }
  | { readonly what: 'keep'; readonly name: string; readonly checkpoint: Checkpoint }
  | { readonly what: 'kept' | 'kept-step'; readonly name: string };

/** Worker to page. */
export type WorkerMessage =
  /** First of all: how it computes, or why it cannot. */
  | { readonly kind: 'facts'; readonly backend: string; readonly threads: number }
  | { readonly kind: 'unable'; readonly message: string }
  /** A batch; `run` is the cell's run that it is of. */
  | { readonly kind: 'outputs'; readonly run: number; readonly outputs: readonly CellOutput[] }
  | ({ readonly kind: 'end' } & RunEnd)
  /** The run's training has begun: a stop waits for the end of its step, which may take its time. */
  | { readonly kind: 'training'; readonly run: number }
  /** A stop was heard, and waits for the end of a training step and for its state to be kept. */
  | { readonly kind: 'stopping'; readonly run: number }
  | { readonly kind: 'call'; readonly call: number; readonly run: number; readonly ask: PageCall };

export interface RunEnd {
  readonly run: number;
  readonly how: 'done' | 'stopped' | 'failed';
  readonly ms: number;
  readonly error?: CellError;
  readonly tensors: number;
  /** Names of other cells whose values a training has changed in this run. */
  readonly consumed: readonly string[];
}
