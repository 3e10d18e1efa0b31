/** What the pad's runner does in the cell of global average pooling. */
import type { Drawing } from '@lib/data/strokes';
import type { ActivationClient } from '@lib/runtime/activation/client';
import { imageOf } from '../digit-pad/picture';
import { PadRunner } from '../digit-pad/pad-runner';
import type { Action, PoolingState, Reading } from './state';

/** The part of the client that the cell needs; tests pass a fake. */
export type Client = Pick<ActivationClient, 'open' | 'read' | 'digit' | 'dispose'>;

export interface RunnerOptions {
  readonly getState: () => PoolingState;
  readonly dispatch: (action: Action) => void;
  readonly createClient: () => Promise<Client>;
}

/** The strokes; and the digit's seed where there are none. */
type Wish = readonly [drawing: Drawing | null, seed: number | null];

export function createRunner({ getState, dispatch, createClient }: RunnerOptions) {
  return new PadRunner<Client, Wish, Reading | null>({
    getPhase: () => getState().phase,
    onPhase: (phase) => {
      dispatch({ type: 'phase', phase });
    },
    createClient,
    open: async (client) => {
      await client.open();
      return undefined;
    },
    wish: () => {
      const { drawing, isDrawn, settings } = getState();
      return isDrawn ? [drawing, null] : [null, settings.seed];
    },
    fulfil: async (client, [drawing, seed]) => {
      const digit = drawing
        ? { image: imageOf(drawing), label: null }
        : await client.digit(seed ?? NaN);
      const { image, label } = digit;
      return image && { image, label, activation: await client.read(image) };
    },
    onResult: (reading) => {
      dispatch({ type: 'read', reading });
    },
    onFailure: (text) => {
      dispatch({ type: 'problem', text });
    },
  });
}
