/** What the cell keeps beside its settings, and the numbers that follow from both. */
import {
  type Origin,
  outputSize,
  resample,
  type Square,
  stageOf,
  type Tap,
  tapsOf,
} from '@lib/convolution-arithmetic';
import type { WidgetState, WidgetView } from '../kit/widget-declaration';
import { inputOf, kernelOf } from './pictures';
import type { ArithmeticSettings, arithmeticControls } from './settings';

export interface Position {
  readonly row: number;
  readonly column: number;
}

interface Own {
  /** The output that the reader looks at. */
  readonly at: Position;
  /** What the output's colours stand for: its values, or how many pixels of the input meet in each. */
  readonly shown: 'values' | 'overlaps';
}

export interface ArithmeticTypes {
  readonly controls: typeof arithmeticControls;
  readonly own: Own;
  readonly ownAction: Partial<Own>;
  readonly commands: { look(change: Partial<Own>): void };
  readonly api: never;
  readonly opened: never;
  readonly answer: never;
}

export type ArithmeticView = WidgetView<ArithmeticTypes>;

/** The output's side; 0 or less if the window does not fit. */
export function sizeOf(settings: ArithmeticSettings): number {
  return outputSize(settings, settings.inputSize);
}

/** The output nearest to a place; the same object for one that there is. */
export function within(at: Position, settings: ArithmeticSettings): Position {
  const clamp = (i: number) => Math.min(Math.max(0, sizeOf(settings) - 1), Math.max(0, i));
  const [row, column] = [clamp(at.row), clamp(at.column)];
  return row === at.row && column === at.column ? at : { row, column };
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
export function worked(state: Pick<WidgetState<ArithmeticTypes>, 'values' | 'own'>): Worked {
  const { values: settings, own } = state;
  const [input, kernel] = [inputOf(settings), kernelOf(settings)];
  const stage = stageOf(settings, settings.inputSize);
  const taps = sizeOf(settings) < 1 ? [] : tapsOf(settings, stage, own.at);
  return { stage, input, kernel, taps, ...resample({ resampling: settings, input, kernel }) };
}
