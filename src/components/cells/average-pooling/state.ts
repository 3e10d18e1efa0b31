/** What the cell of global average pooling shows, and how it changes. */
import type { Drawing } from '@lib/data/strokes';
import type { ClassActivation } from '@lib/inspection/class-activation-map';
import { drawingFromShare, drawingToShare } from '../digit-pad/picture';
import type { PadPhase } from '../digit-pad/pad-runner';
import type { Notice } from '../shared/notice';
import { settingsFromShare, sharedValues, type SharedValues } from '../shared/share-link';
import { opening } from './opening';
import { defaults, poolingControls, type PoolingSettings } from './settings';

/** What the classifier made of an image. */
export interface Reading {
  readonly image: Uint8Array;
  /** What MNIST says that it is; `null` of the reader's own. */
  readonly label: number | null;
  readonly activation: ClassActivation;
}

export interface PoolingState {
  readonly phase: PadPhase;
  readonly settings: PoolingSettings;
  /** The reader's strokes. */
  readonly drawing: Drawing;
  /** Whether these are looked at, rather than a digit of MNIST. */
  readonly isDrawn: boolean;
  /** `null` while there is nothing to read. */
  readonly reading: Reading | null;
  /** Whether the reading is the one that the cell opened with. */
  readonly isOpening: boolean;
  readonly notice: Notice | null;
}

export const initialState: PoolingState = {
  phase: 'idle',
  settings: defaults,
  drawing: [],
  isDrawn: false,
  reading: opening,
  isOpening: true,
  notice: null,
};

export type Action =
  | { readonly type: 'change'; readonly settings: Partial<PoolingSettings> }
  | { readonly type: 'draw'; readonly drawing: Drawing }
  /** Look at a digit of MNIST instead of the drawing. */
  | { readonly type: 'digit'; readonly seed: number }
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'phase'; readonly phase: PadPhase }
  | { readonly type: 'read'; readonly reading: Reading | null }
  /** Something that went wrong or cannot be used; nothing else changes. */
  | { readonly type: 'problem'; readonly text: string }
  | { readonly type: 'dismiss' };

export function reduce(state: PoolingState, action: Action): PoolingState {
  switch (action.type) {
    case 'change':
      return { ...state, settings: { ...state.settings, ...action.settings } };
    case 'draw':
      return { ...state, drawing: action.drawing, isDrawn: true };
    case 'digit':
      return { ...state, isDrawn: false, settings: { ...state.settings, seed: action.seed } };
    case 'shared':
      return withShared(state, action.values);
    case 'phase':
      return { ...state, phase: action.phase };
    case 'read':
      return { ...state, reading: action.reading, isOpening: false };
    case 'problem':
      return { ...state, notice: { tone: 'error', text: action.text } };
    case 'dismiss':
      return { ...state, notice: null };
  }
}

/** All that a link holds. */
export function shareOf({ settings, drawing, isDrawn }: PoolingState): SharedValues {
  return { ...sharedValues(settings), ...drawingToShare(isDrawn ? drawing : null) };
}

/** The class whose map is shown. */
export function chosenDigit({ settings }: PoolingState, { activation }: Reading): number {
  return settings.digit === 'best' ? bestDigit(activation) : Number(settings.digit);
}

export function bestDigit({ logits }: ClassActivation): number {
  return logits.indexOf(logits.reduce((most, logit) => Math.max(most, logit), -Infinity));
}

function withShared(state: PoolingState, values: SharedValues): PoolingState {
  const { phase, drawing } = state;
  const { settings, message } = settingsFromShare(poolingControls, values);
  const drawn = drawingFromShare(values);
  const problem = message ?? drawn.message;
  // Half of what was shared would be taken for all of it.
  if (problem !== null) {
    const notice = { tone: 'error', text: problem } as const;
    return { ...initialState, phase, drawing, notice };
  }
  const isDrawn = drawn.drawing !== null;
  const isOpening = !isDrawn && settings.seed === defaults.seed;
  return {
    ...{ phase, settings, isDrawn, isOpening, notice: null },
    drawing: drawn.drawing ?? drawing,
    reading: isOpening ? opening : null,
  };
}
