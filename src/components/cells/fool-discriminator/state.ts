/** What the cell of the fooled discriminators shows, and how it changes. */
import type { Drawing } from '@lib/data/strokes';
import type { JudgeAccounts, Judgement, JudgeName } from '@lib/runtime/judging/protocol';
import type { PadPhase } from '../digit-pad/pad-runner';
import { drawingFromShare, drawingToShare } from '../digit-pad/picture';
import type { Notice } from '../shared/notice';
import { settingsFromShare, sharedValues, type SharedValues } from '../shared/share-link';
import { opening } from './opening';
import {
  defaults,
  encodeSteps,
  foolControls,
  type FoolSettings,
  mostSteps,
  stepsFromShare,
} from './settings';

/** What the judges made of an image. */
export interface Hearing {
  /** What they were shown, before any steps. */
  readonly original: Uint8Array;
  /** What that is, for the reader. */
  readonly name: string;
  readonly judgement: Judgement;
}

export interface FoolState {
  readonly phase: PadPhase;
  readonly settings: FoolSettings;
  /** The reader's strokes; they stay while another image is shown. */
  readonly drawing: Drawing;
  /** Steps taken from the image, each up the named judge's logit. */
  readonly steps: readonly JudgeName[];
  /** What the judges make of images that they know. */
  readonly accounts: JudgeAccounts;
  /** The file that the late judge came from; `null` for the site's. */
  readonly fileName: string | null;
  /** `null` while there is nothing to judge. */
  readonly hearing: Hearing | null;
  /** Whether the hearing is the one that the cell opened with. */
  readonly isOpening: boolean;
  readonly notice: Notice | null;
}

export const initialState: FoolState = {
  phase: 'idle',
  settings: defaults,
  drawing: [],
  steps: [],
  accounts: opening.accounts,
  fileName: null,
  hearing: opening.hearing,
  isOpening: true,
  notice: null,
};

export type Action =
  /** Show another image. */
  | { readonly type: 'change'; readonly settings: Partial<FoolSettings> }
  | { readonly type: 'draw'; readonly drawing: Drawing }
  | { readonly type: 'step'; readonly name: JudgeName; readonly count: number }
  | { readonly type: 'back'; readonly to: number }
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'phase'; readonly phase: PadPhase }
  | {
      readonly type: 'opened';
      readonly accounts: JudgeAccounts;
      readonly fileName: string | null;
    }
  | { readonly type: 'judged'; readonly hearing: Hearing | null }
  | { readonly type: 'problem'; readonly text: string }
  | { readonly type: 'dismiss' };

export function reduce(state: FoolState, action: Action): FoolState {
  switch (action.type) {
    case 'change':
      return { ...state, steps: [], settings: { ...state.settings, ...action.settings } };
    case 'draw':
      return {
        ...state,
        ...{ drawing: action.drawing, steps: [] },
        settings: { ...state.settings, source: 'drawn' },
      };
    case 'step':
      return withSteps(state, [
        ...state.steps,
        ...Array.from({ length: action.count }, () => action.name),
      ]);
    case 'back':
      return { ...state, steps: state.steps.slice(0, action.to) };
    case 'shared':
      return withShared(state, action.values);
    case 'phase':
      return { ...state, phase: action.phase };
    case 'opened':
      return { ...state, accounts: action.accounts, fileName: action.fileName };
    case 'judged':
      return { ...state, hearing: action.hearing, isOpening: false };
    case 'problem':
      return { ...state, notice: { tone: 'error', text: action.text } };
    case 'dismiss':
      return { ...state, notice: null };
  }
}

/** All that a link holds; the reader's own networks stay with the reader. */
export function shareOf({ settings, drawing, steps }: FoolState): SharedValues {
  const shared = settings.source === 'drawn' ? drawing : null;
  return { ...sharedValues(settings), ...drawingToShare(shared), steps: encodeSteps(steps) };
}

function withSteps(state: FoolState, steps: readonly JudgeName[]): FoolState {
  if (steps.length <= mostSteps) return { ...state, steps };
  const text = `1枚の画像から進めるのは${mostSteps}ステップまでです。`;
  return { ...state, steps: steps.slice(0, mostSteps), notice: { tone: 'info', text } };
}

function withShared(state: FoolState, values: SharedValues): FoolState {
  const shared = settingsFromShare(foolControls, values);
  const [drawn, walked] = [drawingFromShare(values), stepsFromShare(values)];
  const problem = shared.message ?? drawn.message ?? walked.message;
  if (problem !== null) {
    const notice = { tone: 'error', text: problem } as const;
    return { ...initialState, ...ofWorker(state), drawing: state.drawing, notice };
  }
  // A drawing says by itself that it is to be shown.
  const settings = drawn.drawing
    ? { ...shared.settings, source: 'drawn' as const }
    : shared.settings;
  const isOpening =
    walked.steps.length === 0 &&
    settings.source === defaults.source &&
    settings.seed === defaults.seed &&
    state.fileName === null;
  return {
    ...{ settings, steps: walked.steps, isOpening, notice: null },
    ...ofWorker(state),
    drawing: drawn.drawing ?? state.drawing,
    hearing: isOpening ? opening.hearing : null,
  };
}

/** What a link does not change: the worker's networks. */
const ofWorker = ({ phase, accounts, fileName }: FoolState) => ({ phase, accounts, fileName });
