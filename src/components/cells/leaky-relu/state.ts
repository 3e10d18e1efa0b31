/** The cell's one state and the pure function that carries it from one event to the next. */
import { type ContestEvent, type Lane, sameContest } from '@lib/runtime/contest/protocol';
import { appendPoints, emptySeries, type Point, type Series } from '../../charts/series';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';
import { settingsFromShare, type SharedValues } from '../shared/share-link';
import { contestOf, defaults, type RectifierCellSettings, rectifierControls } from './settings';

const rectifiers = ['relu', 'leaky-relu', 'prelu'] as const;
export type Measure = 'loss' | 'gradient' | 'dead';
export type CurveName = `${Measure} ${(typeof rectifiers)[number]}`;

const curveNames = (['loss', 'gradient', 'dead'] as const).flatMap((measure) =>
  rectifiers.map((rectifier): CurveName => `${measure} ${rectifier}`),
);

export interface RectifierState {
  readonly settings: RectifierCellSettings;
  readonly phase: Phase;
  /** What the networks that are shown were trained with; `null` before the first. */
  readonly trained: RectifierCellSettings | null;
  readonly step: number;
  readonly lanes: readonly Lane[];
  readonly curves: Series<CurveName>;
  readonly notice: Notice | null;
}

export type Action =
  | { readonly type: 'change'; readonly settings: Partial<RectifierCellSettings> }
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'opening' }
  | { readonly type: 'phase'; readonly phase: Phase }
  | { readonly type: 'event'; readonly event: ContestEvent }
  | { readonly type: 'closed' }
  | { readonly type: 'notice'; readonly notice: Notice | null };

export const initialState: RectifierState = {
  settings: defaults,
  phase: 'idle',
  trained: null,
  step: 0,
  lanes: [],
  curves: emptySeries(curveNames),
  notice: null,
};

export function reduce(state: RectifierState, action: Action): RectifierState {
  switch (action.type) {
    case 'change':
      return { ...state, settings: rounded({ ...state.settings, ...action.settings }) };
    case 'shared': {
      const { settings, message } = settingsFromShare(rectifierControls, action.values);
      const notice = message === null ? null : ({ tone: 'error', text: message } as const);
      return { ...state, settings: rounded(settings), notice };
    }
    case 'opening':
      return {
        ...initialState,
        settings: state.settings,
        trained: state.settings,
        phase: 'preparing',
      };
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

/** Whether the networks shown are no longer those of the form. */
export function isStale({ trained, settings }: RectifierState): boolean {
  return trained !== null && !sameContest(contestOf(trained), contestOf(settings));
}

/** Units of a lane that no gradient comes back through. */
export function deadUnits({ view }: Lane): number {
  return view.silent.reduce((sum, { dead }) => sum + dead, 0);
}

/** The gradient that a lane's chart shows: on G's images if there are any, else on the first layer. */
export function shownGradient({ view }: Lane): number {
  return view.imageGradient ?? view.firstLayerGradient;
}

function withEvent(state: RectifierState, event: ContestEvent): RectifierState {
  if (event.type === 'failure') {
    return { ...state, phase: 'failed', notice: { tone: 'error', text: event.message } };
  }
  const { step, lanes } = event;
  const isNew = step > (state.curves.steps.at(-1) ?? -1);
  const curves = isNew ? appendPoints(state.curves, [pointOf(step, lanes)]) : state.curves;
  return { ...state, step, lanes, curves };
}

function pointOf(step: number, lanes: readonly Lane[]): Point<CurveName> {
  const values = Object.fromEntries(curveNames.map((name) => [name, NaN]));
  for (const lane of lanes) {
    if (lane.hasDiverged) continue;
    values[`loss ${lane.rectifier}`] = lane.view.loss;
    values[`gradient ${lane.rectifier}`] = Math.log10(shownGradient(lane));
    values[`dead ${lane.rectifier}`] = deadUnits(lane);
  }
  return { step, ...values } as Point<CurveName>;
}

/** Sliders add their steps up, and 0.1 + 0.2 is not 0.3. */
function rounded(settings: RectifierCellSettings): RectifierCellSettings {
  const { x, alpha } = settings;
  return { ...settings, x: Number(x.toFixed(2)), alpha: Number(alpha.toFixed(2)) };
}
