/** The cell's one state and the pure function that carries it from one event to the next. */
import { formatSetting, parseSettings } from '@lib/controls';
import type { ToyEvent, ToyFailureEvent, ToyFrameEvent, ToyInfo } from '@lib/runtime/toy/protocol';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';
import { settingsFromShare, type SharedValues } from '../shared/share-link';
import { speedControl, type SpeedName } from '../shared/speed';
import type { ToyAction, ToyPlan } from '../toy/runner';
import { lineControls, type LineSettings, toySettingsOf } from './controls';
import { narrate } from './narration';
import { opening } from './opening';
import { type LineSnapshot, lineView, snapshotOf } from './snapshot';

export type LineSettingName = keyof LineSettings;
export const settingNames = Object.keys(lineControls) as readonly LineSettingName[];

/** The form's contents: what the reader typed, valid or not. */
export type Draft = Readonly<Record<LineSettingName, string>>;

export interface LineState {
  readonly phase: Phase;
  readonly draft: Draft;
  readonly speed: SpeedName;
  /** The seed of the session under way; `null` without one. */
  readonly seed: number | null;
  readonly info: ToyInfo | null;
  /** What the picture shows; the opening's before a session. */
  readonly snapshot: LineSnapshot;
  readonly isOpening: boolean;
  readonly narration: string;
  readonly roundsPerSecond: number;
  /** The frame that came before the session's data did. */
  readonly pending: ToyFrameEvent | null;
  readonly failure: Pick<ToyFailureEvent, 'kind' | 'message'> | null;
  readonly notice: Notice | null;
}

export type Action =
  | { readonly type: 'edit'; readonly name: LineSettingName; readonly value: string }
  | { readonly type: 'speed'; readonly speed: SpeedName }
  /** Unvalidated values of a link or an experiment. */
  | { readonly type: 'shared'; readonly values: SharedValues }
  | ToyAction
  | { readonly type: 'event'; readonly event: ToyEvent };

const sharedControls = { ...lineControls, speed: { ...speedControl, default: 'gentle' } } as const;

export const initialState: LineState = {
  phase: 'idle',
  draft: draftOf(settingsFromShare(lineControls, {}).settings),
  speed: 'gentle',
  seed: null,
  info: null,
  snapshot: opening.snapshot,
  isOpening: true,
  narration: narrate({ cause: 'round', before: null, after: opening.snapshot }),
  roundsPerSecond: 0,
  pending: null,
  failure: null,
  notice: null,
};

export function reduce(state: LineState, action: Action): LineState {
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
    case 'opened':
      return opened(state, action.plan, action.info);
    case 'updated':
      return { ...state, info: action.info };
    case 'closed':
      return { ...state, phase: 'idle', seed: null, info: null, pending: null };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'event':
      return withEvent(state, action.event);
  }
}

/** The settings as a link carries them. */
export function shareOf({ draft, speed }: LineState): SharedValues {
  return { ...draft, speed };
}

/** What is wrong with the form's values, by name. */
export function problemsOf({ draft }: LineState): ReadonlyMap<LineSettingName, string> {
  const parsed = parseSettings(lineControls, draft);
  return new Map(parsed.ok ? [] : parsed.problems.map(({ name, message }) => [name, message]));
}

/**
 * What the form asks of a session.
 *
 * @throws in Japanese if a value cannot be used
 */
export function planOf({ draft }: LineState): ToyPlan {
  const parsed = parseSettings(lineControls, draft);
  if (!parsed.ok) throw new Error(`使えない値があります。${parsed.problems[0]?.message ?? ''}`);
  return { lanes: [toySettingsOf(parsed.settings)], drawing: [], view: lineView };
}

/** Whether the form's seed is for the next run only. */
export function seedWaits({ draft, seed }: LineState): boolean {
  return seed !== null && Number(draft.seed) !== seed;
}

function withShared(state: LineState, values: SharedValues): LineState {
  const { settings, message } = settingsFromShare(sharedControls, values);
  const { speed, ...rest } = settings;
  const notice = message === null ? null : ({ tone: 'error', text: message } as const);
  return { ...state, draft: draftOf(rest), speed, notice };
}

function opened(state: LineState, { lanes }: ToyPlan, info: ToyInfo): LineState {
  const fresh: LineState = {
    ...state,
    phase: 'paused',
    seed: lanes[0]?.seed ?? null,
    info,
    failure: null,
    pending: null,
    isOpening: false,
    roundsPerSecond: 0,
  };
  return state.pending ? withFrame(fresh, info, state.pending) : fresh;
}

function withEvent(state: LineState, event: ToyEvent): LineState {
  switch (event.type) {
    case 'frame':
      // The first frame of a session comes before the data that it is drawn with.
      return event.cause === 'open' || !state.info
        ? { ...state, pending: event }
        : withFrame(state, state.info, event);
    case 'status':
      return state.failure ? state : { ...state, phase: event.status };
    case 'failure':
      return { ...state, phase: 'failed', failure: event, pending: null };
  }
}

function withFrame(state: LineState, info: ToyInfo, frame: ToyFrameEvent): LineState {
  const [lane] = frame.lanes;
  if (!lane) return state;
  const before = frame.cause === 'open' ? null : state.snapshot;
  const after = snapshotOf(info, lane, before);
  // The frame that a pause ends with shows nothing new, and takes nothing back of what was said.
  const isNew =
    before?.metrics.step !== after.metrics.step ||
    before.metrics.discriminatorUpdates !== after.metrics.discriminatorUpdates;
  return {
    ...state,
    snapshot: after,
    narration: isNew ? narrate({ cause: frame.cause, before, after }) : state.narration,
    roundsPerSecond: frame.roundsPerSecond,
  };
}

function draftOf(settings: LineSettings): Draft {
  const entries = settingNames.map((name) => {
    const value = settings[name];
    return [name, typeof value === 'number' ? formatSetting(value) : value];
  });
  return Object.fromEntries(entries) as Draft;
}
