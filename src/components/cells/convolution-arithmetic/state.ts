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
import { inputOf, kernelOf } from './pictures';
import {
  type ArithmeticSettings,
  consistent,
  defaults,
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
}

export type Action =
  | { readonly type: 'change'; readonly settings: Partial<ArithmeticSettings> }
  | { readonly type: 'scene'; readonly scene: SceneName }
  | { readonly type: 'point'; readonly at: Position }
  | { readonly type: 'show'; readonly shown: Shown };

export const initialState: ArithmeticState = {
  settings: defaults,
  at: { row: 2, column: 3 },
  shown: 'values',
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
