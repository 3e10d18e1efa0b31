/** The typed protocol between a cell that trains networks side by side and its worker. */
import type { ContenderView } from '../../training/contender';
import type { RectifierName, RectifierSettings } from '../../training/rectifier-contender';
import type { ToyPace } from '../toy/protocol';

/** What is trained: small discriminators in the plane, or DCGANs on MNIST. */
export type ContestSettings =
  | ({ readonly kind: 'plane' } & RectifierSettings)
  | { readonly kind: 'digits'; readonly seed: number };

/** Whether two settings are those of the same contest. */
export function sameContest(a: ContestSettings, b: ContestSettings): boolean {
  const names = Object.keys({ ...a, ...b }) as (keyof ContestSettings)[];
  return names.every((name) => a[name] === b[name]);
}

/** How fast to train; a round is a step of every lane. In slow motion, one round at a time. */
export type ContestPace = ToyPace;

export interface Lane {
  readonly rectifier: RectifierName;
  readonly view: ContenderView;
  /** Whether a number of it is no longer finite; it is trained no further then. */
  readonly hasDiverged: boolean;
}

export interface ContestFrame {
  readonly run: number;
  readonly type: 'frame';
  /** Steps that every lane has done. */
  readonly step: number;
  readonly lanes: readonly Lane[];
}

export interface ContestFailure {
  readonly run: number;
  readonly type: 'failure';
  /** For the reader. */
  readonly message: string;
}

export type ContestEvent = ContestFrame | ContestFailure;

export interface ContestOpenRequest {
  readonly run: number;
  readonly settings: ContestSettings;
}

export interface ContestWorkerApi {
  /** Fresh networks; the first frame shows them before any step. */
  open(request: ContestOpenRequest, listener: (event: ContestEvent) => void): Promise<void>;
  /** Train until paused, at full pace if none is given; at another pace if that is under way. */
  start(pace?: ContestPace): Promise<void>;
  /** Resolves once the step under way is done. */
  pause(): Promise<void>;
  step(): Promise<void>;
}
