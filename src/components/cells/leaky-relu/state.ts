/** The cell's one state and the pure function that carries it from one event to the next. */
import { type ContestEvent, type Lane, sameContest } from '@lib/runtime/contest/protocol';
import { appendPoints, type Series } from '../../charts/series';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';
import { settingsFromShare, sharedValues, type SharedValues } from '../shared/share-link';
import type { SpeedName } from '../shared/speed';
import { type CurveName, emptyCurves, pointOf, rectifierNames } from './measures';
import { opening } from './opening';
import { contestOf, defaults, type RectifierCellSettings, sharedControls } from './settings';

export interface RectifierState {
  readonly settings: RectifierCellSettings;
  readonly speed: SpeedName;
  readonly phase: Phase;
  /** What the networks that are shown were trained with. */
  readonly trained: RectifierCellSettings;
  /** Whether they are those that the cell opened with, not the reader's. */
  readonly isOpening: boolean;
  readonly step: number;
  readonly lanes: readonly Lane[];
  readonly curves: Series<CurveName>;
  readonly notice: Notice | null;
}

export type Action =
  | { readonly type: 'change'; readonly settings: Partial<RectifierCellSettings> }
  | { readonly type: 'speed'; readonly speed: SpeedName }
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'opening' }
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'event'; readonly event: ContestEvent }
  | { readonly type: 'closed' }
  | { readonly type: 'notice'; readonly notice: Notice | null };

export const initialState: RectifierState = {
  settings: defaults,
  speed: sharedControls.speed.default,
  phase: 'idle',
  trained: defaults,
  isOpening: true,
  step: opening.step,
  lanes: rectifierNames.map((rectifier) => ({
    rectifier,
    view: opening.views[rectifier],
    hasDiverged: false,
  })),
  // Of a run only: a chart's program is not to be loaded before there is one.
  curves: emptyCurves,
  notice: null,
};

export function reduce(state: RectifierState, action: Action): RectifierState {
  switch (action.type) {
    case 'change':
      return { ...state, settings: rounded({ ...state.settings, ...action.settings }) };
    case 'speed':
      return { ...state, speed: action.speed };
    case 'shared': {
      const { settings, message } = settingsFromShare(sharedControls, action.values);
      const { speed, ...rest } = settings;
      const notice = message === null ? null : ({ tone: 'error', text: message } as const);
      return { ...state, settings: rounded(rest), speed, notice };
    }
    case 'opening':
      return { ...state, ...fresh, trained: state.settings, phase: 'preparing' };
    case 'phase':
      return { ...state, phase: action.phase };
    case 'event':
      return withEvent(state, action.event);
    case 'closed':
      return { ...state, phase: 'idle' };
    case 'notice':
      return { ...state, notice: action.notice };
  }
}

const fresh = {
  isOpening: false,
  step: 0,
  lanes: [],
  curves: emptyCurves,
  notice: null,
} as const;

/** The settings as a link carries them. */
export function shareOf({ settings, speed }: RectifierState): SharedValues {
  return sharedValues({ ...settings, speed });
}

/** Whether the networks shown are no longer those of the form. */
export function isStale({ trained, settings }: RectifierState): boolean {
  return !sameContest(contestOf(trained), contestOf(settings));
}

function withEvent(state: RectifierState, event: ContestEvent): RectifierState {
  if (event.type === 'failure') {
    return { ...state, phase: 'failed', notice: { tone: 'error', text: event.message } };
  }
  const { step, lanes } = event;
  const isNew = step > (state.curves.steps.at(-1) ?? -1);
  const curves = isNew ? appendPoints(state.curves, [pointOf(event)]) : state.curves;
  return { ...state, step, lanes, curves };
}

/** Sliders add their steps up, and 0.1 + 0.2 is not 0.3. */
function rounded(settings: RectifierCellSettings): RectifierCellSettings {
  const { x, alpha } = settings;
  return { ...settings, x: Number(x.toFixed(2)), alpha: Number(alpha.toFixed(2)) };
}
