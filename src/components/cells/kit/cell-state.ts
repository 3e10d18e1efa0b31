/** The state of a cell that trains, and what changes it: the types only, `state.ts` has the functions. */
import type { BackendChoiceName } from '@lib/backends/report';
import type { Controls, SettingsOf } from '@lib/controls';
import type { DataSource, Failure, RunEvent, SessionInfo } from '@lib/session/protocol';
import type { Metrics } from '@lib/training/trainer';
import type { Series } from '../../charts/series';
import type { Notice } from './notice';
import type { Phase } from './phase';
import type { SharedValues } from './share-link';
import type { ShownRun } from './shown-run';
import type { SpeedName } from './speed';
import type { TakeHomeState } from './take-home-state';

/** The types that a cell's declaration is about, named once. */
export interface CellTypes {
  readonly controls: Controls;
  /** What a frame shows of one lane. */
  readonly picture: unknown;
  /** What the family tells of its data. */
  readonly info: unknown;
  /** What the cell keeps beside the shared state, and the actions that change it. */
  readonly own: unknown;
  readonly ownAction: unknown;
  /** What a reader can ask of the cell beside the shared commands. */
  readonly commands: object;
}

/** What the form holds, valid or not. */
export type Draft = SharedValues;

/** What a session is opened with besides the settings. */
export interface Surroundings {
  readonly backend: BackendChoiceName;
  readonly source: DataSource;
}

/** One GAN as the cell shows it. */
export interface LaneState<Picture> {
  /** `null` before there are any. */
  readonly metrics: Metrics | null;
  /** The newest; of a lane that diverged the last good one. */
  readonly picture: Picture | null;
  /** The step at which its numbers were no longer finite; it is trained no further. */
  readonly divergedAt: number | null;
}

/** What a watch saw last. */
export interface Watched {
  readonly step: number;
  readonly value: unknown;
}

/** What a run has shown so far: all that a preview holds too. */
export interface RunState<T extends CellTypes> {
  /** Rounds that the run has done. */
  readonly step: number;
  /** Rounds that had been done when the newest pictures were drawn. */
  readonly pictureStep: number;
  /** What was done last, see `Frame.cause`. */
  readonly cause: string;
  /** Updates of the head start done so far. */
  readonly headStart: number;
  readonly lanes: readonly LaneState<T['picture']>[];
  readonly curves: Series<string>;
  /** Curves over what the watches saw, by the watch's name. */
  readonly watchCurves: Readonly<Record<string, Series<string>>>;
  /** By the watch's name. */
  readonly watched: Readonly<Record<string, Watched>>;
  /** What the family tells of its data; `null` before a session. */
  readonly info: T['info'] | null;
}

export interface CellState<T extends CellTypes> extends RunState<T> {
  readonly phase: Phase;
  readonly draft: Draft;
  /** The field that the reader is typing in: half-typed, it is not wrong yet. */
  readonly editing: string | null;
  readonly speed: SpeedName;
  /** In use, or to be used by the next session. */
  readonly surroundings: Surroundings;
  /** What the session goes by; `null` without one. */
  readonly used: SettingsOf<T['controls']> | null;
  readonly session: SessionInfo<T['info']> | null;
  /** What the session that is being opened will have. */
  readonly opening: Opening<T> | null;
  readonly preparation: { readonly message: string; readonly ratio: number | null } | null;
  /** Whether weights of the reader's were put into the networks of this run. */
  readonly hasLoadedWeights: boolean;
  /** Whether what is shown is the preview, not a run of the reader's. */
  readonly isPreview: boolean;
  readonly roundsPerSecond: number;
  readonly elapsedMs: number;
  readonly remainingMs: number | null;
  /** Milliseconds that earlier sessions of the same run took. */
  readonly earlierMs: number;
  readonly failure: Omit<Failure, 'type'> | null;
  readonly notice: Notice | null;
  readonly takeHome: TakeHomeState;
  readonly own: T['own'];
}

/** What a cell opens with. */
export type Preview<T extends CellTypes> = RunState<T> & Pick<CellState<T>, 'own'>;

export interface Opening<T extends CellTypes> {
  readonly values: SettingsOf<T['controls']>;
  readonly surroundings: Surroundings;
  /** What came of it before it was open. */
  readonly events: readonly RunEvent[];
}

export type CellAction<T extends CellTypes> =
  | { readonly type: 'edit'; readonly values: Readonly<Record<string, string>> }
  /** The reader is done with the field. */
  | { readonly type: 'commit' }
  | { readonly type: 'speed'; readonly speed: SpeedName }
  /** Unvalidated values of a link or an experiment. */
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'surroundings'; readonly surroundings: Surroundings }
  | {
      readonly type: 'opening';
      readonly values: SettingsOf<T['controls']>;
      readonly surroundings: Surroundings;
    }
  | {
      readonly type: 'opened';
      readonly session: SessionInfo<T['info']>;
      /** Step that the session goes on from; `null` for a fresh run. */
      readonly fromStep: number | null;
    }
  | {
      readonly type: 'updated';
      readonly values: SettingsOf<T['controls']>;
      readonly session: SessionInfo<T['info']>;
    }
  /** A run that the browser has kept is about to go on. */
  | { readonly type: 'returning'; readonly run: ShownRun }
  /** Weights of files are in the networks now. */
  | { readonly type: 'loaded' }
  /** Only the runner says where the run stands. */
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'event'; readonly event: RunEvent }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  | { readonly type: 'take-home'; readonly takeHome: Partial<TakeHomeState> }
  /** No session any more; what is shown stays. */
  | { readonly type: 'closed' }
  /** The cell's own. */
  | { readonly type: 'own'; readonly action: T['ownAction'] };
