/**
 * What a cell and the session in its worker say to each other.
 *
 * A session trains one GAN, or several in lock-step ("lanes"). A cell opens it and then only sends
 * commands; everything that it draws arrives as {@link SessionEvent}s. Every event carries the `run`
 * that it belongs to, so that stale ones can be dropped.
 */
import type { BackendChoiceName, BackendReport } from '../backends/report';
import type { SavedNetwork } from '../nn/network';
import type { RunSnapshot } from '../training/snapshot';
import type { Checkpoint, Metrics } from '../training/trainer';

/** Where the images come from that a family learns. */
export type DataSource =
  | { readonly kind: 'shipped' }
  | {
      /** The reader's own digits, in files as `mnistFromIdxFiles` reads them; read by the worker alone. */
      readonly kind: 'files';
      readonly files: readonly File[];
    };

/** Networks by name, as saved to and loaded from the reader's disk. */
export type SavedNetworks = Readonly<Record<string, SavedNetwork>>;

/** States that a session keeps of its first lane: as it is, the newest known to be good, the newest whose images were varied. */
export type CheckpointName = 'present' | 'last-good' | 'healthy';

/** Where a run begins; states that the worker keeps are restored within it. */
export type StartingPoint =
  | { readonly kind: 'fresh' }
  /** Of the session that this one takes the place of. */
  | { readonly kind: 'kept'; readonly name: CheckpointName }
  | { readonly kind: 'checkpoints'; readonly checkpoints: readonly Checkpoint[] }
  /** These weights in fresh optimizers. */
  | { readonly kind: 'weights'; readonly networks: SavedNetworks };

export interface OpenRequest {
  /** Counts the runs of one cell; comes back in every event of this run. */
  readonly run: number;
  /** The file in `models/` that declares what is trained. */
  readonly family: string;
  /** The settings of every lane; lanes of one seed begin alike. */
  readonly lanes: readonly unknown[];
  /** What the frames show of every lane, as the family has it; `null` for no picture. */
  readonly view: unknown;
  /** What else is looked at now and then: watches by name, each with its options. */
  readonly watches: Readonly<Record<string, unknown>>;
  /** Updates in the first turn alone, before the first round. */
  readonly headStart: number;
  readonly backend: BackendChoiceName;
  /** Whether another backend will do where that one cannot be had. */
  readonly takesAnyBackend?: boolean;
  readonly source: DataSource;
  readonly from: StartingPoint;
}

/** What of a session is known before the reader asks for it. */
export type PrepareRequest = Pick<OpenRequest, 'family' | 'backend' | 'source'>;

/** What a cell knows of a session once it is open, or its settings have changed. */
export interface SessionInfo<FamilyInfo = unknown> {
  readonly backend: BackendReport;
  /** Steps of the first lane that the run begins with: those of its checkpoint. */
  readonly step: number;
  /** Rounds after which the run is finished; `null` for never. */
  readonly totalRounds: number | null;
  /** Parameters of every lane's networks by name. */
  readonly parameters: readonly Readonly<Record<string, number>>[];
  /** What the family tells of its data. */
  readonly family: FamilyInfo;
}

/** How fast to train. */
export type Speed =
  /** As fast as it goes. */
  | { readonly kind: 'full' }
  /** So many rounds from one frame to the next. */
  | { readonly kind: 'rounds-per-frame'; readonly rounds: number }
  /** One update of one network at a time, with so many seconds between. */
  | { readonly kind: 'slow-motion'; readonly seconds: number }
  /** One round at a time, with so many seconds between. */
  | { readonly kind: 'round-by-round'; readonly seconds: number };

export interface Round {
  /** Rounds so far, 1 for the first. */
  readonly step: number;
  /** Lane by lane; `null` for one that is trained no further. */
  readonly lanes: readonly (Metrics | null)[];
}

/** What a worker sends to be drawn, at most one at a time. */
export interface Frame<Picture = unknown> {
  readonly type: 'frame';
  /** What was done last: nothing yet, a round, or a turn by its name. */
  readonly cause: string;
  readonly step: number;
  /** The rounds since the last frame, oldest first; only the newest of families that are too fast to tell each. */
  readonly rounds: readonly Round[];
  /** The newest numbers, those of a turn alone among them; `null` for a lane that is trained no further. */
  readonly metrics: readonly (Metrics | null)[];
  /** Lane by lane, `null` for one that diverged: its last picture tells more. `null` in frames without pictures. */
  readonly pictures: readonly (Picture | null)[] | null;
  /** Updates of the head start done so far. */
  readonly headStart: number;
  /** Rounds a second at the present speed, all lanes together counted once; 0 if unknown. */
  readonly roundsPerSecond: number;
  /** Milliseconds of training so far, pauses left out. */
  readonly elapsedMs: number;
  /** Milliseconds to the run's end at the present speed; `null` where it has none. */
  readonly remainingMs: number | null;
}

export interface Failure {
  readonly type: 'failure';
  /** `diverged`: NaN or infinite numbers; `device-lost`: the GPU context went away; `internal`: anything else. */
  readonly kind: 'diverged' | 'device-lost' | 'internal';
  /** For the reader, in Japanese. */
  readonly message: string;
  /** The last step whose state is good and can be restored, or `null`. */
  readonly lastGoodStep: number | null;
}

/** An event before the session adds the run that it belongs to. */
export type RunEvent =
  | {
      readonly type: 'progress';
      readonly message: string;
      /** 0 to 1, `null` if unknown. */ readonly ratio: number | null;
    }
  | Frame
  /** What a watch saw. */
  | {
      readonly type: 'watch';
      readonly name: string;
      readonly step: number;
      readonly value: unknown;
    }
  /** A lane's numbers are no longer finite: it is trained no further. */
  | { readonly type: 'diverged'; readonly lane: number; readonly step: number }
  | { readonly type: 'status'; readonly status: 'running' | 'paused' | 'finished' }
  | Failure;

export type SessionEvent = { readonly run: number } & RunEvent;

/** A frame follows the next only once this has been settled. */
export type SessionListener = (event: SessionEvent) => void | Promise<void>;

/** What the worker offers through Comlink. All reject with a Japanese `Error` on bad input and leave the session as it was. */
export interface SessionApi {
  /** Have what a run needs before its networks at hand: its images and the backend. Nothing while there is a session. */
  prepare(request: PrepareRequest): Promise<void>;
  /** Prepare a session and send its first frame. Pauses any earlier one, and ends it once nothing can go wrong any more. */
  open(request: OpenRequest, listener: SessionListener): Promise<SessionInfo>;
  /** Train until paused or finished; resolves as soon as training has begun. At another speed if that is under way. */
  start(speed: Speed): Promise<void>;
  /** Stop after the round under way. */
  pause(): Promise<void>;
  /** Do exactly so many rounds (one if left out), after what is left of the head start, then pause. */
  step(rounds?: number): Promise<void>;
  /** Take one turn by its name, so many times, then pause. */
  takeTurn(name: string, times?: number): Promise<void>;
  /** The reader types in the page: whatever trains without an end holds for a moment. */
  typed(): Promise<void>;
  /** Change settings in place, lane by lane; all lanes or none. */
  update(lanes: readonly unknown[]): Promise<SessionInfo>;
  /** Show something else from now on, and at once. */
  setView(view: unknown): Promise<void>;
  /** Look into the run between two rounds: what can be asked, and the answer, are the family's or the watch's. */
  ask(name: string, argument: unknown): Promise<unknown>;
  /** The first lane's networks. */
  saveWeights(): Promise<SavedNetworks>;
  /** Replace the first lane's weights by saved ones; refuses other shapes and keeps the present weights. */
  loadWeights(saved: SavedNetworks): Promise<void>;
  /** A state of every lane to go on from; `null` when there is none of this name. */
  checkpoint(name: CheckpointName): Promise<readonly Checkpoint[] | null>;
  /** A lane with all that is needed to go on elsewhere. */
  snapshot(lane: number): Promise<RunSnapshot>;
  /** Free every tensor. The worker may be terminated afterwards. */
  close(): Promise<void>;
}
