/** The cell's one state and the pure function that carries it from one event to the next. */
import { defaultSettings, formatSetting, parseSettings } from '@lib/controls';
import type { Drawing } from '@lib/data/strokes';
import type {
  ToyComparison,
  ToyEvent,
  ToyFailureEvent,
  ToyFrameEvent,
  ToyInfo,
} from '@lib/runtime/toy/protocol';
import type { ToySettings } from '@lib/training/toy-settings';
import { appendPoints, emptySeries, type Series } from '../../charts/series';
import { decodeDrawing, encodeDrawing } from '../shared/drawing';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';
import { settingsFromShare, type SharedValues, unusableShare } from '../shared/share-link';
import { speedControl, type SpeedName } from '../shared/speed';
import type { ToyAction, ToyPlan } from '../toy/runner';
import {
  type Draft,
  planeControls,
  type PlaneSettingName,
  type PlaneSettings,
  settingNames,
  settingsOfDraft,
} from './controls';
import { sampleDrawing } from './drawing';
import { opening } from './opening';
import { type Moment, type Shown, viewOf } from './moment';

const trainingCurves = [
  'discriminatorLoss',
  'generatorLoss',
  'discriminatorGradient',
  'generatorGradient',
] as const;
const comparisonCurves = ['kl', 'js'] as const;

export interface PlaneState {
  readonly phase: Phase;
  readonly draft: Draft;
  readonly drawing: Drawing;
  readonly speed: SpeedName;
  readonly shown: Shown;
  /** What the session goes by; `null` without one. */
  readonly settings: ToySettings | null;
  /** What the picture shows; the opening's before a session. */
  readonly moment: Moment;
  readonly isOpening: boolean;
  readonly roundsPerSecond: number;
  readonly training: Series<(typeof trainingCurves)[number]>;
  readonly comparisons: Series<(typeof comparisonCurves)[number]>;
  readonly failure: Pick<ToyFailureEvent, 'kind' | 'message'> | null;
  readonly notice: Notice | null;
}

export type Action =
  | ToyAction
  | { readonly type: 'edit'; readonly values: Readonly<Partial<Draft>> }
  | { readonly type: 'draw'; readonly drawing: Drawing }
  | { readonly type: 'speed'; readonly speed: SpeedName }
  | { readonly type: 'show'; readonly shown: Shown }
  /** Unvalidated values of a link or an experiment. */
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'event'; readonly event: ToyEvent };

const sharedControls = { ...planeControls, speed: speedControl } as const;
const noCurves = {
  training: emptySeries(trainingCurves),
  comparisons: emptySeries(comparisonCurves),
} as const;

export const initialState: PlaneState = {
  phase: 'idle',
  draft: draftOf(defaultSettings(planeControls)),
  drawing: sampleDrawing,
  speed: speedControl.default,
  shown: { map: true, arrows: true, lattice: false },
  settings: null,
  moment: opening,
  isOpening: true,
  roundsPerSecond: 0,
  ...noCurves,
  failure: null,
  notice: null,
};

export function reduce(state: PlaneState, action: Action): PlaneState {
  switch (action.type) {
    case 'edit':
      return { ...state, draft: { ...state.draft, ...action.values } };
    case 'draw':
      return { ...state, drawing: action.drawing };
    case 'speed':
      return { ...state, speed: action.speed };
    case 'show':
      return { ...state, shown: action.shown };
    case 'shared':
      return withShared(state, action.values);
    case 'phase':
      return withPhase(state, action.phase);
    case 'opened':
      return { ...withPlan(state, action.plan, action.info), phase: 'paused', failure: null };
    case 'updated':
      return withPlan(state, action.plan, action.info);
    case 'closed':
      return { ...state, phase: 'idle', settings: null, failure: null };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'event':
      return withEvent(state, action.event);
  }
}

/** What the form asks a session for. Throws for the reader if a value cannot be used. */
export function planOf({ draft, drawing, shown }: PlaneState): ToyPlan {
  const settings = settingsOfDraft(draft);
  const isDrawn = settings.data === 'drawn';
  return { lanes: [settings], drawing: isDrawn ? drawing : [], view: viewOf(shown) };
}

/** Settings and data as a link carries them. */
export function shareOf({ draft, speed, drawing }: PlaneState): SharedValues {
  const values = { ...draft, speed };
  return draft.data === 'drawn' ? { ...values, drawing: encodeDrawing(drawing) } : values;
}

/** What is wrong with the form's values, by name. */
export function problemsOf({ draft }: PlaneState): ReadonlyMap<PlaneSettingName, string> {
  const parsed = parseSettings(planeControls, draft);
  return new Map(parsed.ok ? [] : parsed.problems.map(({ name, message }) => [name, message]));
}

/** Whether the form holds something else than the session goes by. */
export function isWaiting({ draft, settings }: PlaneState, name: PlaneSettingName): boolean {
  return settings !== null && draft[name] !== formatted(settings[name]);
}

function withPhase(state: PlaneState, phase: Phase): PlaneState {
  if (phase === 'preparing') {
    return { ...state, ...noCurves, phase, failure: null, isOpening: false, roundsPerSecond: 0 };
  }
  return state.failure ? state : { ...state, phase };
}

function withPlan(state: PlaneState, { lanes }: ToyPlan, info: ToyInfo): PlaneState {
  const { real, modes, floor } = info;
  const isOther = state.settings?.data !== lanes[0]?.data;
  // What was compared with other data says nothing about this.
  const comparison = isOther && state.settings ? null : state.moment.comparison;
  return {
    ...state,
    settings: lanes[0] ?? null,
    moment: { ...state.moment, real, modeCount: modes.length, floor, comparison },
  };
}

function withShared(state: PlaneState, values: SharedValues): PlaneState {
  const { settings, message } = settingsFromShare(sharedControls, values);
  const drawing =
    values['drawing'] === undefined ? sampleDrawing : decodeDrawing(values['drawing']);
  const problem =
    message ??
    (drawing
      ? null
      : unusableShare('描いたデータは−1から1までの座標の並びのはずですが、違う形でした。'));
  const { speed, ...rest } = problem === null ? settings : defaultSettings(sharedControls);
  return {
    ...state,
    draft: draftOf(rest),
    speed,
    drawing: drawing && problem === null ? drawing : sampleDrawing,
    notice: problem === null ? null : { tone: 'error', text: problem },
  };
}

function withEvent(state: PlaneState, event: ToyEvent): PlaneState {
  switch (event.type) {
    case 'frame':
      return withFrame(state, event);
    case 'status':
      return state.failure ? state : { ...state, phase: event.status };
    case 'failure':
      return { ...state, phase: 'failed', failure: event };
  }
}

function withFrame(
  state: PlaneState,
  { lanes, roundsPerSecond, cause }: ToyFrameEvent,
): PlaneState {
  const [lane] = lanes;
  if (!lane) return state;
  const { metrics } = lane;
  const before = cause === 'open' ? null : state.moment;
  const comparison: ToyComparison | null = lane.comparison ?? before?.comparison ?? null;
  const isNew = metrics.step > (state.training.steps.at(-1) ?? 0);
  const isCompared = lane.comparison && metrics.step > (state.comparisons.steps.at(-1) ?? -1);
  const noises = Number(state.draft.noiseDimension);
  return {
    ...state,
    moment: {
      ...state.moment,
      ...lane,
      noiseDimension: state.settings?.noiseDimension ?? noises,
      comparison,
    },
    roundsPerSecond,
    training: isNew ? appendPoints(state.training, [metrics]) : state.training,
    comparisons: isCompared
      ? appendPoints(state.comparisons, [{ step: metrics.step, ...lane.comparison }])
      : state.comparisons,
  };
}

function draftOf(settings: PlaneSettings): Draft {
  return Object.fromEntries(settingNames.map((name) => [name, formatted(settings[name])])) as Draft;
}

function formatted(value: string | number): string {
  return typeof value === 'number' ? formatSetting(value) : value;
}
