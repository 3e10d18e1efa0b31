/**
 * The typed protocol between a cell with small GANs and its worker.
 *
 * A session trains one GAN, or several in lock-step ("lanes") to compare them. Everything that a
 * cell draws arrives in frames, at most one at a time and at most 60 a second; every event carries
 * the `run` that it belongs to, so that stale ones can be dropped.
 */
import type { GaussianComponent } from '../../data/gaussian-mixture';
import type { PlaneGrid } from '../../data/plane-grid';
import type { Drawing } from '../../data/strokes';
import type { Divergences } from '../../metrics/density-comparison';
import type { ModeCoverage } from '../../metrics/mode-coverage';
import type { GradientArrows } from '../../training/toy-probe';
import type { LiveToySettings, ToySettings } from '../../training/toy-settings';
import type { ToyMetrics, ToyState } from '../../training/toy-trainer';

/** How much of each picture a frame holds; 0 for none. */
export interface ToyView {
  /** Generated points. */
  readonly points: number;
  /** Cells along each axis of the map of D's outputs, see `toyMapGrid`. */
  readonly mapCells: number;
  /** Generated points with arrows of G's gradient. */
  readonly arrows: number;
  /** Steps of the lattice of noise along each axis. */
  readonly latticeSteps: number;
  /** Whether generator and data are compared, a few times a second. */
  readonly comparison: boolean;
}

export interface ToyOpenRequest {
  readonly run: number;
  /** One for every GAN, all on the same data. */
  readonly lanes: readonly ToySettings[];
  /** What the data `drawn` consists of. */
  readonly drawing?: Drawing;
  readonly view: ToyView;
  /** Go on from here, lane by lane, instead of from fresh weights. */
  readonly states?: readonly ToyState[];
}

/** How fast to train. */
export type ToyPace =
  /** As fast as it goes. */
  | { readonly kind: 'full' }
  /** So many rounds from one frame to the next. */
  | { readonly kind: 'rounds-per-frame'; readonly rounds: number }
  /** One update of one network at a time, D's and G's in turn, with so many seconds between. */
  | { readonly kind: 'slow-motion'; readonly seconds: number };

/** What a cell knows of a session's data once it is open, or the data has changed. */
export interface ToyInfo {
  readonly dimension: 1 | 2;
  /** Points of the data, `[count, dimension]`. */
  readonly real: Float32Array;
  /** The grid of every comparison, and of `density`. */
  readonly grid: PlaneGrid;
  /** The data's probability of every cell of the grid, and last that of lying outside. */
  readonly density: Float64Array;
  readonly modes: readonly GaussianComponent[];
  /** What a perfect generator would score; `null` while the view has no comparison. */
  readonly floor: Divergences | null;
  /** How many numbers each network learns, lane by lane. */
  readonly parameters: readonly { readonly generator: number; readonly discriminator: number }[];
}

export interface ToyComparison extends Divergences {
  /** Of data that has modes. */
  readonly coverage: ModeCoverage | null;
}

/** What a frame shows of one GAN; pictures that the view leaves out are empty. */
export interface LaneFrame {
  readonly metrics: ToyMetrics;
  /** `[points, dimension]`, of noise that stays the same. */
  readonly points: Float32Array;
  /** D's outputs in every cell of the map, as `cellCentres` orders them: logits, or see `Objective`. */
  readonly outputs: Float32Array;
  /** The output above which D takes a point for real. */
  readonly boundary: number;
  readonly arrows: GradientArrows;
  /** Where G puts the lattice, `[(latticeSteps + 1) ** noiseDimension, dimension]`. */
  readonly lattice: Float32Array;
  /** On the line with noise of one dimension: G's probability of every cell of the grid, then outside. */
  readonly density: Float64Array | null;
  /** `null` in frames that come between two comparisons. */
  readonly comparison: ToyComparison | null;
}

export interface ToyFrameEvent {
  readonly type: 'frame';
  /** What was done last; `open` before the first update. */
  readonly cause: 'open' | 'round' | 'discriminator' | 'generator';
  readonly lanes: readonly LaneFrame[];
  /** Rounds a second over the last second, all lanes together counted once. */
  readonly roundsPerSecond: number;
}

export interface ToyFailureEvent {
  readonly type: 'failure';
  /** `diverged`: numbers that are not finite any more; `internal`: anything else. */
  readonly kind: 'diverged' | 'internal';
  /** For the reader, in Japanese. */
  readonly message: string;
}

/** An event before the session adds the run that it belongs to. */
export type ToyRunEvent =
  | ToyFrameEvent
  | { readonly type: 'status'; readonly status: 'running' | 'paused' }
  | ToyFailureEvent;

export type ToyEvent = { readonly run: number } & ToyRunEvent;

/** A frame follows the next only once this has been settled. */
export type ToyListener = (event: ToyEvent) => void | Promise<void>;

/** What the worker offers through Comlink. All reject with a Japanese `Error` on bad input and leave the session as it was. */
export interface ToyWorkerApi {
  /** Prepare a session and send its first frame. Ends any earlier session. */
  open(request: ToyOpenRequest, listener: ToyListener): Promise<ToyInfo>;
  /** Train until paused; at another pace if that is under way. */
  start(pace: ToyPace): Promise<void>;
  pause(): Promise<void>;
  /** One round of every lane, then pause. */
  step(): Promise<void>;
  /** So many updates of D alone (default 1), then pause. */
  stepDiscriminator(updates?: number): Promise<void>;
  /** One update of G alone, then pause. */
  stepGenerator(): Promise<void>;
  /** Change settings in place, one entry for every lane, and the drawing if one is given. */
  update(lanes: readonly LiveToySettings[], drawing?: Drawing): Promise<ToyInfo>;
  setView(view: ToyView): Promise<ToyInfo>;
  /** The lanes' states, to go on from later. */
  states(): Promise<readonly ToyState[]>;
  /** Free every tensor. The worker may be terminated afterwards. */
  close(): Promise<void>;
}
