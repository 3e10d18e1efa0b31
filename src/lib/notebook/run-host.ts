/** What a run needs of whoever runs the cell: the sandbox's evaluator, or a test. */
import type { Checkpoint } from '../training/trainer';
import type { CellOutput } from './outputs';

export interface RunHost {
  /** Keep a state of the run of this name in place of the one before. Rejects in Japanese. */
  keep(name: string, checkpoint: Checkpoint): Promise<void>;
  /** The state to go on from; `null` to begin. */
  kept(name: string): Promise<Checkpoint | null>;
  /** The step of the newest state that is kept under the name, gone on with or not; `null` for none. */
  keptStep(name: string): Promise<number | null>;
  emit(output: CellOutput): void;
  /** Whether the reader wants the cell to end. */
  stopRequested(): boolean;
  /** Milliseconds from any fixed origin. */
  now(): number;
  /** A turn of the event loop, in which messages are handled; it takes longer while the reader types. */
  turn(): Promise<void>;
  /** Tensors in tfjs's memory. */
  tensors(): number;
}
