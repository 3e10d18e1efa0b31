/** The cell's one state and the pure function that carries it from one event to the next. */
import { parseSettings } from '@lib/controls';
import type { ToyEvent, ToyFailureEvent, ToyFrameEvent, ToyInfo } from '@lib/runtime/toy/protocol';
import { appendPoints, emptySeries, type Series } from '../../charts/series';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';
import { settingsFromShare, sharedValues, type SharedValues } from '../shared/share-link';
import type { SpeedName } from '../shared/speed';
import { duelControls, type DuelSettingName, type DuelSettings, sharedControls } from './controls';
import { type CurveName, curveNames, type DuelNumbers, numbersOf } from './measures';
import { opening } from './opening';

/** The form's contents: what the reader typed, valid or not. */
export type Draft = Readonly<Record<DuelSettingName, string>>;

/** One GAN as the picture shows it. */
export interface Lane {
  readonly points: ArrayLike<number>;
  /** D's logits on a grid, empty for none. */
  readonly outputs: ArrayLike<number>;
}

export interface DuelState {
  readonly phase: Phase;
  readonly draft: Draft;
  readonly speed: SpeedName;
  /** What the session under way goes by; `null` without one. */
  readonly settings: DuelSettings | null;
  readonly real: ArrayLike<number>;
  readonly lanes: readonly Lane[];
  /** Where the points were when both generators began to learn, the same for both. */
  readonly start: ArrayLike<number>;
  /** Updates of D so far, the head start's included. */
  readonly discriminatorUpdates: number;
  readonly step: number;
  readonly curves: Series<CurveName>;
  readonly latest: DuelNumbers | null;
  readonly roundsPerSecond: number;
  readonly isOpening: boolean;
  readonly failure: Pick<ToyFailureEvent, 'kind' | 'message'> | null;
  readonly notice: Notice | null;
}

export type Action =
  | { readonly type: 'edit'; readonly name: DuelSettingName; readonly value: string }
  | { readonly type: 'speed'; readonly speed: SpeedName }
  /** Unvalidated values of a link or an experiment. */
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'phase'; readonly phase: Phase }
  /** A session begins: nothing of the one before is shown any longer. */
  | { readonly type: 'opening'; readonly settings: DuelSettings }
  | { readonly type: 'data'; readonly real: ToyInfo['real'] }
  /** The head start is over. */
  | { readonly type: 'opened' }
  /** No session any more; what is shown stays. */
  | { readonly type: 'closed' }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  | { readonly type: 'event'; readonly event: ToyEvent };

export const initialState: DuelState = {
  phase: 'idle',
  draft: draftOf(settingsFromShare(duelControls, {}).settings),
  speed: sharedControls.speed.default,
  settings: null,
  real: opening.real,
  lanes: opening.lanes,
  start: opening.start,
  discriminatorUpdates: opening.discriminatorUpdates,
  step: opening.latest.step,
  // Of a run only: a chart's program is not to be loaded before there is one.
  curves: emptySeries(curveNames),
  latest: opening.latest,
  roundsPerSecond: 0,
  isOpening: true,
  failure: null,
  notice: null,
};

export function reduce(state: DuelState, action: Action): DuelState {
  switch (action.type) {
    case 'edit':
      return { ...state, draft: { ...state.draft, [action.name]: action.value } };
    case 'speed':
      return { ...state, speed: action.speed };
    case 'shared':
      return withShared(state, action.values);
    case 'phase':
      return state.failure && action.phase !== 'preparing'
        ? state
        : { ...state, phase: action.phase };
    case 'opening':
      return { ...state, ...fresh, phase: 'preparing', settings: action.settings };
    case 'data':
      return { ...state, real: action.real };
    case 'opened':
      return { ...state, phase: 'paused' };
    case 'closed':
      return { ...state, phase: 'idle', settings: null };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'event':
      return withEvent(state, action.event);
  }
}

/** The settings as a link carries them. */
export function shareOf({ draft, speed }: DuelState): SharedValues {
  return { ...draft, speed };
}

/** What is wrong with the form's values, by name. */
export function problemsOf({ draft }: DuelState): ReadonlyMap<DuelSettingName, string> {
  const parsed = parseSettings(duelControls, draft);
  return new Map(parsed.ok ? [] : parsed.problems.map(({ name, message }) => [name, message]));
}

/** How much of the head start is done, in [0, 1]; `null` unless one is under way. */
export function headStartShare({
  phase,
  settings,
  discriminatorUpdates,
}: DuelState): number | null {
  if (phase !== 'preparing' || !settings || settings.headStart === 0) return null;
  return Math.min(1, discriminatorUpdates / settings.headStart);
}

const fresh = {
  step: 0,
  discriminatorUpdates: 0,
  curves: emptySeries(curveNames),
  latest: null,
  roundsPerSecond: 0,
  isOpening: false,
  failure: null,
} as const;

function withShared(state: DuelState, values: SharedValues): DuelState {
  const { settings, message } = settingsFromShare(sharedControls, values);
  const { speed, ...rest } = settings;
  const notice = message === null ? null : ({ tone: 'error', text: message } as const);
  return { ...state, draft: draftOf(rest), speed, notice };
}

function withEvent(state: DuelState, event: ToyEvent): DuelState {
  switch (event.type) {
    case 'frame':
      return withFrame(state, event);
    case 'status':
      // During the head start the cell knows better than the session what is going on.
      return state.failure || state.phase === 'preparing'
        ? state
        : { ...state, phase: event.status };
    case 'failure':
      return { ...state, phase: 'failed', failure: event };
  }
}

function withFrame(state: DuelState, { lanes, roundsPerSecond }: ToyFrameEvent): DuelState {
  const [first] = lanes;
  if (!first) return state;
  const numbers = numbersOf(lanes);
  const isNew = numbers !== null && numbers.step > state.step;
  return {
    ...state,
    lanes,
    start: numbers ? state.start : first.points,
    step: numbers?.step ?? 0,
    discriminatorUpdates: first.metrics.discriminatorUpdates,
    curves: isNew ? appendPoints(state.curves, [numbers]) : state.curves,
    latest: numbers,
    roundsPerSecond,
  };
}

function draftOf(settings: DuelSettings): Draft {
  return sharedValues(settings) as Draft;
}
