/**
 * What every cell of a notebook can call without an import. Their results appear below the cell, in
 * the order of the calls; a block with the `key` of an earlier one takes its place.
 */
import type * as tf from '@tensorflow/tfjs';
import type { ImageTiles } from '../data/image-grid';
import type { MnistDataset } from '../data/mnist';
import type { TrainingRun } from './run';
import type { Part } from './parts';

/** Images as the library has them: a tensor in [−1, 1], or bytes. */
export type Images =
  | tf.Tensor
  | Pick<MnistDataset, 'images' | 'count' | 'height' | 'width'>
  /** Some in one picture already. */
  | ImageTiles
  /** Of digits: `[count, 28, 28]` bytes, 0 black to 255 white. */
  | Uint8Array;

export interface ShowImagesOptions {
  /** Images side by side; about a square if left out. */
  readonly columns?: number;
  /** One for each image. */
  readonly labels?: readonly (string | number)[];
  readonly title?: string;
  readonly key?: string;
}

export type TableCell = number | string | boolean | null;

export interface TableOptions {
  /** Decimals of all numbers that are no integers; four significant digits if left out. */
  readonly digits?: number;
  readonly key?: string;
}

/** The values of a curve: over 0, 1, 2, … or over places of their own. */
export type Curve =
  ArrayLike<number> | { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

export interface PlotOptions {
  readonly title?: string;
  /** What the axes show. */
  readonly x?: string;
  readonly y?: string;
  readonly key?: string;
}

/** The notebook's own functions, by the names that cells know them by. */
export interface NotebookFunctions {
  /** A line of text; what is no text is written as `console.log` would. */
  print(...values: unknown[]): void;
  /** `[count, height, width]`, with one or three channels behind if any. */
  showImages(images: Images, options?: ShowImagesOptions): void;
  /** A row for each record, a column for each name; the names are the columns' heads. */
  table(rows: readonly Readonly<Record<string, TableCell>>[], options?: TableOptions): void;
  /** Curves by their names, in one chart. */
  plot(curves: Readonly<Record<string, Curve>>, options?: PlotOptions): void;
  /** How far the cell is; `total` 0 where nobody knows. */
  progress(done: number, total: number, label?: string): void;
  /**
   * A run that can be stopped, kept and gone on with.
   *
   * @param name what it is kept under
   * @param parts all that its steps change or draw from
   */
  training(name: string, parts: Readonly<Record<string, Part>>): TrainingRun;
  /** The step that the run of this name is kept at; `null` if there is none. */
  checkpointed(name: string): Promise<number | null>;
  /** Whether a stop has been asked for: an `AbortSignal`. */
  readonly stopped: AbortSignal;
}
