/** What the cell of the five refiners consists of, in its form and in links. */
import type { RefinedDigits, RefiningApi } from '@lib/lookups/refining';
import { shippedLambdas, shown } from '@lib/models/simgan-settings';
import type { WidgetState, WidgetView } from '../kit/widget-declaration';

export const lambdaControls = {
  place: {
    type: 'integer',
    label: '自己正則化の重みλ',
    help: '',
    min: 0,
    max: shippedLambdas.length - 1,
    scale: 'linear',
    step: 1,
    default: 2,
    unit: '',
  },
  seed: {
    type: 'integer',
    label: '合成する数字（シード）',
    help: '',
    min: 0,
    max: 9999,
    scale: 'linear',
    step: 1,
    default: shown.seed,
    unit: '',
  },
} as const;

export interface LambdaTypes {
  readonly controls: typeof lambdaControls;
  readonly own: null;
  readonly ownAction: never;
  readonly commands: object;
  readonly api: RefiningApi;
  readonly opened: unknown;
  readonly answer: RefinedDigits;
}

export type LambdaView = WidgetView<LambdaTypes>;

/** The λ of a place on the slider. */
export const lambdaAt = (place: number): number => shippedLambdas[place] ?? NaN;

export const chosenLambda = ({ values }: WidgetState<LambdaTypes>) => lambdaAt(values.place);
