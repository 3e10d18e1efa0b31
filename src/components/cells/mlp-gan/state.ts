/** The cell's one state: that of the DCGAN's run, which it shares, and what it adds to it. */
import { defaultSettings } from '@lib/controls';
import type { NearestSamples } from '@lib/runtime/protocol';
import {
  type Action as RunAction,
  type DcganState,
  initialState as initialRun,
  reduce as reduceRun,
} from '../dcgan/state';
import { settingsFromShare, type SharedValues } from '../shared/share-link';
import type { SpeedName } from '../shared/speed';
import { draftFor, type Dropout, mlpControls, trainedNames } from './settings';

export interface MlpState {
  readonly run: DcganState;
  /** As the form has it. */
  readonly dropout: Dropout;
  /** Of the networks that are trained; `null` without any. */
  readonly usedDropout: Dropout | null;
  /** Of those that are being made. */
  readonly nextDropout: Dropout;
  readonly speed: SpeedName;
  /** The newest samples with their neighbours; `null` before there were any. */
  readonly pairs: NearestSamples | null;
}

export type Action =
  | RunAction
  | { readonly type: 'dropout'; readonly dropout: Dropout }
  | { readonly type: 'speed'; readonly speed: SpeedName }
  | { readonly type: 'pairs'; readonly pairs: NearestSamples };

const defaults = defaultSettings(mlpControls);

export const initialState: MlpState = {
  run: { ...initialRun, draft: draftFor(defaults) },
  dropout: defaults.dropout,
  usedDropout: null,
  nextDropout: defaults.dropout,
  speed: defaults.speed,
  pairs: null,
};

export function reduce(state: MlpState, action: Action): MlpState {
  switch (action.type) {
    case 'dropout':
      return { ...state, dropout: action.dropout };
    case 'speed':
      return { ...state, speed: action.speed };
    case 'pairs':
      return { ...state, pairs: action.pairs };
    case 'shared':
      return withShared(state, action.values);
    case 'opening':
      return {
        ...withRun(state, action),
        // A run that goes on has the networks that it had.
        nextDropout:
          action.fromStep === null ? state.dropout : (state.usedDropout ?? state.dropout),
      };
    case 'opened':
      return { ...withRun(state, action), usedDropout: state.nextDropout };
    case 'closed':
      return { ...withRun(state, action), usedDropout: null };
    default:
      return withRun(state, action);
  }
}

/** All that a link holds. */
export function shareOf({ run, dropout, speed }: MlpState): SharedValues {
  const trained = trainedNames.map((name) => [name, run.draft[name]] as const);
  return { ...Object.fromEntries(trained), dropout, speed };
}

/** Whether another dropout was chosen than the networks have: it needs new ones. */
export function isDropoutWaiting({ run, dropout, usedDropout }: MlpState): boolean {
  return run.session !== null && usedDropout !== null && usedDropout !== dropout;
}

/** Mean distance of the samples to their neighbours. */
export function meanDistance({ distances }: Pick<NearestSamples, 'distances'>): number {
  return distances.reduce((sum, distance) => sum + distance, 0) / distances.length;
}

function withRun(state: MlpState, action: RunAction): MlpState {
  return { ...state, run: reduceRun(state.run, action) };
}

function withShared(state: MlpState, values: SharedValues): MlpState {
  const { settings, message } = settingsFromShare(mlpControls, values);
  const { dropout, speed } = settings;
  const notice = message === null ? null : ({ tone: 'error', text: message } as const);
  return {
    ...state,
    dropout,
    speed,
    run: { ...state.run, draft: draftFor(settings), editing: null, notice },
  };
}
