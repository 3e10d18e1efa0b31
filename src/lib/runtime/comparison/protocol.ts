/** The typed protocol between a cell that trains DCGANs side by side and its worker. */
import type { ActivationHistogram } from '../../inspection/activation-histograms';
import type { DigitQuality } from '../../metrics/quality';
import type {
  BackendName,
  BackendReport,
  DcganSettings,
  DcganVariant,
  DuelStepMetrics,
  ImageTiles,
} from '../protocol';

/** One of the DCGANs. Those with the same seed begin with the same weights, batches and noise. */
export interface ComparisonLane {
  readonly settings: Omit<DcganSettings, 'epochs'>;
  /** The article's model and training if left out. */
  readonly variant?: DcganVariant;
}

export interface ComparisonPlan {
  readonly lanes: readonly ComparisonLane[];
  /** Updates of every D alone, before the first round. */
  readonly headStart: number;
  /** Whether to measure the images with the digit classifier now and then. */
  readonly measuresQuality: boolean;
  /** Whether to look into the layers now and then. */
  readonly showsActivations: boolean;
}

export interface ComparisonOpenRequest extends ComparisonPlan {
  /** Counts the runs of one cell; comes back in every event of this run. */
  readonly run: number;
  /** A backend to use, or `auto` for the fastest measured. */
  readonly backend: BackendName | 'auto';
}

export interface ComparisonInfo {
  readonly backend: BackendReport;
}

/** One round of all lanes; `null` for one that is trained no further. */
export interface ComparisonRound {
  /** Rounds so far, 1 for the first. */
  readonly step: number;
  readonly lanes: readonly (DuelStepMetrics | null)[];
}

/** What the activation functions of one network get, layer by layer; the last entry is its output. */
export interface LaneActivations {
  readonly generator: readonly ActivationHistogram[];
  /** For a batch of real images. */
  readonly discriminator: readonly ActivationHistogram[];
}

/** An event before the session adds the run that it belongs to. */
export type ComparisonRunEvent =
  | { readonly type: 'progress'; readonly message: string }
  /** So many updates of D alone are done; D(x) and D(G(z)) of the last one, lane by lane. */
  | {
      readonly type: 'head-start';
      readonly updates: number;
      readonly lanes: readonly { readonly realScore: number; readonly fakeScore: number }[];
    }
  | {
      readonly type: 'rounds';
      /** Those since the last such event, oldest first. */
      readonly rounds: readonly ComparisonRound[];
      /** Of all lanes together counted once. */
      readonly roundsPerSecond: number;
    }
  /** The images for noise that stays the same, lane by lane; a lane that diverged keeps its last good ones. */
  | { readonly type: 'samples'; readonly step: number; readonly lanes: readonly ImageTiles[] }
  | {
      readonly type: 'quality';
      readonly step: number;
      readonly lanes: readonly (DigitQuality | null)[];
      /** The same numbers for as many real images. */
      readonly floor: DigitQuality;
    }
  | {
      readonly type: 'activations';
      readonly step: number;
      readonly lanes: readonly (LaneActivations | null)[];
    }
  /** A lane's numbers are no longer finite: it is trained no further. */
  | { readonly type: 'diverged'; readonly lane: number; readonly step: number }
  | { readonly type: 'status'; readonly status: 'running' | 'paused' }
  | {
      readonly type: 'failure';
      /** For the reader, in Japanese. */
      readonly message: string;
    };

export type ComparisonEvent = { readonly run: number } & ComparisonRunEvent;
export type ComparisonListener = (event: ComparisonEvent) => void;

/** What the worker offers through Comlink. All reject with a Japanese `Error` on bad input. */
export interface ComparisonWorkerApi {
  /** Fresh networks. Ends any earlier session. */
  open(request: ComparisonOpenRequest, listener: ComparisonListener): Promise<ComparisonInfo>;
  /** Train until paused; resolves as soon as training has begun. */
  start(): Promise<void>;
  /** Resolves once the update under way is done. */
  pause(): Promise<void>;
  /** One update of every D while the head start lasts, one round of all lanes after it; then pause. */
  step(): Promise<void>;
}
