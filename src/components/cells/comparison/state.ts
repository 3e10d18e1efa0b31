/** The cell's one state and the pure function that carries it from one event to the next. */
import { defaultSettings, parseSettings } from '@lib/controls';
import type { ComparisonEvent, ComparisonInfo } from '@lib/runtime/comparison/protocol';
import type { DigitQuality } from '@lib/metrics/quality';
import type { ImageTiles } from '@lib/runtime/protocol';
import { appendPoints, emptySeries, type Series } from '../../charts/series';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';
import type { SessionAction } from '../shared/session-runner';
import { settingsFromShare, sharedValues, type SharedValues } from '../shared/share-link';
import { type ActivationCourse, withActivations } from './activation-course';
import type { Comparison, Draft, Values } from './comparison';
import { type ComparisonPoint, type CurveName, curveNames, pointOf } from './measures';

export interface QualityRow {
  readonly step: number;
  readonly lanes: readonly (DigitQuality | null)[];
  readonly floor: DigitQuality;
}

export interface ComparisonState {
  readonly phase: Phase;
  /** What the reader typed or chose, valid or not. */
  readonly draft: Draft;
  /** What the session, or what is shown of the last one, goes by; `null` before the first. */
  readonly used: Values | null;
  readonly info: ComparisonInfo | null;
  /** What is being prepared, for the reader. */
  readonly progress: string;
  /** Updates of D alone so far. */
  readonly updates: number;
  readonly step: number;
  readonly roundsPerSecond: number;
  /** What both draw, in the lanes' order; empty before the first pictures. */
  readonly tiles: readonly ImageTiles[];
  readonly curves: Series<CurveName>;
  readonly latest: ComparisonPoint | null;
  /** The newest measurements, oldest first. */
  readonly quality: readonly QualityRow[];
  readonly activations: ActivationCourse | null;
  /** The step at which a lane diverged, by its index. */
  readonly diverged: Readonly<Record<number, number>>;
  readonly isOpening: boolean;
  readonly failure: string | null;
  readonly notice: Notice | null;
}

export type Action =
  | SessionAction
  | { readonly type: 'edit'; readonly name: string; readonly value: string }
  /** Unvalidated values of a link or an experiment. */
  | { readonly type: 'shared'; readonly values: SharedValues }
  /** A session begins: nothing of the one before is shown any longer. */
  | { readonly type: 'opening'; readonly values: Values }
  | { readonly type: 'opened'; readonly info: ComparisonInfo }
  | { readonly type: 'event'; readonly event: ComparisonEvent };

/** Measurements that the table shows. */
const mostRows = 6;

export function initialState({ controls, opening }: Comparison): ComparisonState {
  return {
    ...fresh,
    phase: 'idle',
    draft: sharedValues(defaultSettings(controls)),
    used: null,
    info: null,
    updates: opening.headStart,
    step: opening.latest.step,
    latest: opening.latest,
    isOpening: true,
    notice: null,
  };
}

export function reduce(
  comparison: Comparison,
  state: ComparisonState,
  action: Action,
): ComparisonState {
  switch (action.type) {
    case 'edit':
      return { ...state, draft: { ...state.draft, [action.name]: action.value } };
    case 'shared': {
      const { settings, message } = settingsFromShare(comparison.controls, action.values);
      const notice = message === null ? null : ({ tone: 'error', text: message } as const);
      return { ...state, draft: sharedValues(settings), notice };
    }
    case 'phase':
      // Nothing but a fresh session comes after a failure.
      return state.failure && action.phase !== 'preparing'
        ? state
        : { ...state, phase: action.phase };
    case 'opening':
      return { ...state, ...fresh, phase: 'preparing', used: action.values, info: null };
    case 'opened':
      return { ...state, info: action.info, progress: '' };
    case 'closed':
      return { ...state, phase: 'idle', info: null, progress: '' };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'event':
      return withEvent(state, action.event);
  }
}

/** The form's values, if all of them can be used. */
export function valuesOf({ controls }: Comparison, { draft }: ComparisonState): Values | null {
  const parsed = parseSettings(controls, draft);
  return parsed.ok ? parsed.settings : null;
}

/** What is wrong with the form's values, by name. */
export function problemsOf(
  { controls }: Comparison,
  { draft }: ComparisonState,
): ReadonlyMap<string, string> {
  const parsed = parseSettings(controls, draft);
  return new Map(parsed.ok ? [] : parsed.problems.map(({ name, message }) => [name, message]));
}

/** Whether what is shown is of other settings than the form's. */
export function isStale(comparison: Comparison, state: ComparisonState): boolean {
  return state.used !== null && !isSame(state.used, valuesOf(comparison, state));
}

export function isSame(a: Values | null, b: Values | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const fresh = {
  progress: '',
  updates: 0,
  step: 0,
  roundsPerSecond: 0,
  tiles: [],
  curves: emptySeries(curveNames),
  latest: null,
  quality: [],
  activations: null,
  diverged: {},
  isOpening: false,
  failure: null,
} as const;

function withEvent(state: ComparisonState, event: ComparisonEvent): ComparisonState {
  switch (event.type) {
    case 'progress':
      return { ...state, progress: event.message };
    case 'head-start':
      return { ...state, updates: event.updates };
    case 'rounds': {
      const points = event.rounds.map(pointOf);
      const latest = points.at(-1) ?? state.latest;
      return {
        ...state,
        step: latest?.step ?? 0,
        latest,
        roundsPerSecond: event.roundsPerSecond,
        curves: appendPoints(state.curves, points),
      };
    }
    case 'samples':
      return { ...state, tiles: event.lanes };
    case 'quality': {
      const { step, lanes, floor } = event;
      return { ...state, quality: [...state.quality, { step, lanes, floor }].slice(-mostRows) };
    }
    case 'activations':
      return { ...state, activations: withActivations(state.activations, event) };
    case 'diverged':
      return { ...state, diverged: { ...state.diverged, [event.lane]: event.step } };
    case 'status':
      // The runner knows better what is going on.
      return state;
    case 'failure':
      return { ...state, phase: 'failed', failure: event.message };
  }
}
