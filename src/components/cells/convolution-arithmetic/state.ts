/** The cell's one state, what follows from it, and the pure function that carries it on. */
import {
  type Origin,
  outputSize,
  resample,
  type Square,
  stageOf,
  type Tap,
  tapsOf,
} from '@lib/convolution-arithmetic';
import type { Notice } from '../shared/notice';
import type { SharedValues } from '../shared/share-link';
import { inputOf, kernelOf } from './pictures';
import {
  type ArithmeticSettings,
  consistent,
  defaults,
  parseShared,
  resamplingOf,
  type SceneName,
  scenes,
} from './settings';

export interface Position {
  readonly row: number;
  readonly column: number;
}

/** What the output's colours stand for: its values, or how many pixels of the input meet in each. */
export type Shown = 'values' | 'overlaps';

export interface ArithmeticState {
  readonly settings: ArithmeticSettings;
  /** The output that the reader looks at. */
  readonly at: Position;
  readonly shown: Shown;
  readonly notice: Notice | null;
}

export type Action =
  | { readonly type: 'change'; readonly settings: Partial<ArithmeticSettings> }
  | { readonly type: 'scene'; readonly scene: SceneName }
  | { readonly type: 'point'; readonly at: Position }
  | { readonly type: 'show'; readonly shown: Shown }
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'dismiss' };

export const initialState: ArithmeticState = {
  settings: defaults,
  at: { row: 2, column: 3 },
  shown: 'values',
  notice: null,
};

export function reduce(state: ArithmeticState, action: Action): ArithmeticState {
  switch (action.type) {
    case 'change':
      return withSettings(state, consistent({ ...state.settings, ...action.settings }));
    case 'scene':
      return withSettings(state, scenes[action.scene].settings);
    case 'point':
      return { ...state, at: within(action.at, sizeOf(state.settings)) };
    case 'show':
      return { ...state, shown: action.shown };
    case 'shared': {
      const { settings, message } = parseShared(action.values);
      const notice = message === null ? null : ({ tone: 'error', text: message } as const);
      return { ...withSettings(state, settings), notice };
    }
    case 'dismiss':
      return { ...state, notice: null };
  }
}

function withSettings(state: ArithmeticState, settings: ArithmeticSettings): ArithmeticState {
  return { ...state, settings, at: within(state.at, sizeOf(settings)) };
}

function within({ row, column }: Position, size: number): Position {
  const clamp = (i: number) => Math.min(Math.max(0, size - 1), Math.max(0, i));
  return { row: clamp(row), column: clamp(column) };
}

/** The output's side; 0 or less if the window does not fit. */
export function sizeOf(settings: ArithmeticSettings): number {
  return outputSize(resamplingOf(settings), settings.inputSize);
}

export interface Worked {
  readonly stage: readonly (readonly Origin[])[];
  readonly input: Square;
  readonly kernel: Square;
  readonly values: Square;
  readonly overlaps: Square;
  /** Of the output that the reader looks at; none without an output. */
  readonly taps: readonly Tap[];
}

/** All the numbers that a state shows. */
export function worked({ settings, at }: ArithmeticState): Worked {
  const resampling = resamplingOf(settings);
  const [input, kernel] = [inputOf(settings), kernelOf(settings)];
  const stage = stageOf(resampling, settings.inputSize);
  const taps = sizeOf(settings) < 1 ? [] : tapsOf(resampling, stage, at);
  return { stage, input, kernel, taps, ...resample({ resampling, input, kernel }) };
}
