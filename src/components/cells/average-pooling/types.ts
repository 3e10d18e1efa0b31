import type { Drawing } from '@lib/data/strokes';
import type { ClassActivation } from '@lib/inspection/class-activation-map';
import type { ClassMapApi } from '@lib/lookups/class-map';
import type { WidgetState, WidgetView } from '../kit/widget-declaration';
import type { poolingControls } from './settings';

/** What the classifier made of an image. */
export interface Reading {
  readonly image: Uint8Array;
  /** What MNIST says that it is; `null` of the reader's own. */
  readonly label: number | null;
  readonly activation: ClassActivation;
}

export interface PoolingTypes {
  readonly controls: typeof poolingControls;
  readonly own: {
    /** The reader's strokes. */
    readonly drawing: Drawing;
    /** Whether these are looked at, rather than a digit of MNIST. */
    readonly isDrawn: boolean;
  };
  readonly ownAction: Drawing;
  readonly commands: { draw(drawing: Drawing): void };
  readonly api: ClassMapApi;
  readonly opened: unknown;
  readonly answer: Reading;
}

export type PoolingState = WidgetState<PoolingTypes>;
export type PoolingView = WidgetView<PoolingTypes>;

/** The class whose map is shown. */
export function chosenDigit({ values }: PoolingState, { activation }: Reading): number {
  return values.digit === 'best' ? bestDigit(activation) : Number(values.digit);
}

export function bestDigit({ logits }: ClassActivation): number {
  return logits.indexOf(logits.reduce((most, logit) => Math.max(most, logit), -Infinity));
}
