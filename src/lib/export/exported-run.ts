/** A run as every exporter takes it: plain data, of any cell that trains. */
import type { OptimizerSettings } from '../models/family';
import type { TrainingRecipe } from '../models/recipe';

export interface ExportedRun {
  /** The cell's title, in Japanese. */
  readonly title: string;
  /** For files' names: ASCII letters, digits and hyphens. */
  readonly name: string;
  readonly networks: readonly ExportedNetwork[];
  /** `null` where the training is of no form that scripts can write. */
  readonly recipe: TrainingRecipe | null;
  /** Of a run whose training is the reader's own code. */
  readonly ownTraining?: OwnTraining;
  /** Rounds done. */
  readonly step: number;
  /** The newest numbers. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly curves: ExportedCurves;
  /** Which version of the library trained it. */
  readonly build: string;
}

/** A training that scripts hold as a comment, for its reader to rewrite. */
export interface OwnTraining {
  readonly code: string;
  /** What the run keeps that is neither a network nor an optimizer of one, by the reader's names. */
  readonly leftOut: readonly string[];
}

/** Curves whose neighbouring steps may share a mean. */
export interface ExportedCurves {
  /** The last step of each bucket, increasing. */
  readonly steps: readonly number[];
  /** By the curve's name, the mean of each bucket; `null` where it was not finite. */
  readonly values: Readonly<Record<string, readonly (number | null)[]>>;
}

export interface ExportedNetwork {
  /** As the family has it: `generator`. */
  readonly name: string;
  /** In files: `G`, `D`, else the name. */
  readonly symbol: string;
  /** From the input on; `null` where the network is no run of layers that follow each other. */
  readonly layers: readonly ExportedLayer[] | null;
  readonly weights: readonly ExportedWeight[];
  /** What it is trained with, and updates done; `null` for one that does not learn. */
  readonly optimizer: (OptimizerSettings & { readonly step: number }) | null;
}

/** A layer as its topology has it, with shapes. */
export interface ExportedLayer {
  /** As tfjs and Keras name the kind of layer. */
  readonly className: string;
  /** With Keras's names of options: `kernel_size`. */
  readonly config: Readonly<Record<string, unknown>>;
  /** Without the batch, channels last; `null` behind a layer whose output is not known. */
  readonly inputShape: readonly number[] | null;
  readonly outputShape: readonly number[] | null;
}

export interface ExportedWeight {
  /** In files: `G.0.kernel`; of a joined network with its run, `G.down1.0.kernel`. */
  readonly name: string;
  /** The layer's place in its run. */
  readonly layer: number;
  /** `kernel`, `bias`, `gamma`, `beta`, `moving_mean`, `moving_variance`, `alpha`. */
  readonly parameter: string;
  readonly shape: readonly number[];
  /** Row-major, channels last. */
  readonly values: Float32Array;
  /** What its optimizer has gathered: `m` and `v` of Adam, the velocity `u` of gradient descent. */
  readonly moments: Readonly<Record<string, Float32Array>>;
}
