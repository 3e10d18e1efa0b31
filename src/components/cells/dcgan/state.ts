/** The one state of the DCGAN cell and the pure function that carries it from event to event. */
import type {
  BestSamples,
  DcganSettings,
  FailureEvent,
  MnistSource,
  QualityReading,
  RuntimeEvent,
  SampleInspection,
  SamplesEvent,
  SessionInfo,
  StepMetrics,
} from '@lib/runtime/protocol';
import { appendPoints, emptySeries, type Series, truncateAfter } from '../../charts/series';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';
import type { SharedValues } from '../shared/share-link';
import {
  type BackendChoiceName,
  type DcganSettingName,
  type Draft,
  initialDraft,
  type PresetName,
  withPreset,
} from './controls';
import { withShared } from './sharing';

export type CurveName = Exclude<keyof StepMetrics, 'step'>;
export const curveNames = [
  'discriminatorLoss',
  'generatorLoss',
  'realScore',
  'fakeScore',
] as const satisfies readonly CurveName[];

/** Where a run stands; the numbers of the protocol's metrics event. */
export interface Progress {
  readonly epoch: number;
  readonly batch: number;
  readonly stepsPerSecond: number;
  readonly elapsedMs: number;
  readonly remainingMs: number;
}

/** What a session is opened with besides the settings. */
export interface Surroundings {
  readonly backend: BackendChoiceName;
  readonly source: MnistSource;
}

/** What is known about the session in use. */
export interface OpenSession {
  readonly info: SessionInfo;
  /** As the session was opened with or last updated to. */
  readonly settings: DcganSettings;
}

interface Opening {
  readonly surroundings: Surroundings;
  /** Step of the checkpoint that the session goes on from; `null` for a fresh run. */
  readonly fromStep: number | null;
}

/** What was measured and looked at of the run, last. */
export interface Quality {
  readonly reading: QualityReading | null;
  readonly inspected: SampleInspection | null;
  readonly best: BestSamples | null;
  /** Whether something that the reader asked for is under way. */
  readonly isBusy: boolean;
}

const nothingMeasured: Quality = { reading: null, inspected: null, best: null, isBusy: false };

export interface DcganState {
  readonly phase: Phase;
  readonly draft: Draft;
  /** The field that the reader is typing in: half-typed, it is not wrong yet. */
  readonly editing: DcganSettingName | null;
  /** In use, or to be used by the next session. */
  readonly surroundings: Surroundings;
  readonly session: OpenSession | null;
  /** What the session that is being opened will have, and the phase to fall back to. */
  readonly opening: (Opening & { readonly fallback: Phase }) | null;
  readonly preparation: { readonly message: string; readonly ratio: number | null } | null;
  /** Steps that the run has done. */
  readonly step: number;
  readonly samples: Pick<SamplesEvent, 'step' | 'tiles'> | null;
  readonly curves: Series<CurveName>;
  readonly latest: StepMetrics | null;
  readonly progress: Progress | null;
  /** Milliseconds that earlier sessions of the same run took. */
  readonly earlierMs: number;
  readonly quality: Quality;
  readonly failure: Pick<FailureEvent, 'kind' | 'message' | 'lastGoodStep'> | null;
  readonly notice: Notice | null;
}

export type Action =
  | { readonly type: 'edit'; readonly name: DcganSettingName; readonly value: string }
  /** The reader is done with the field. */
  | { readonly type: 'commit' }
  | { readonly type: 'preset'; readonly preset: PresetName }
  | { readonly type: 'shared'; readonly values: SharedValues }
  | { readonly type: 'surroundings'; readonly surroundings: Surroundings }
  | ({ readonly type: 'opening' } & Opening)
  | { readonly type: 'opened'; readonly info: SessionInfo; readonly settings: DcganSettings }
  | { readonly type: 'open-failed'; readonly message: string }
  | { readonly type: 'updated'; readonly settings: DcganSettings }
  | { readonly type: 'stepping' }
  | { readonly type: 'stopping' }
  | { readonly type: 'event'; readonly event: RuntimeEvent }
  | { readonly type: 'looked'; readonly quality: Partial<Quality> }
  | { readonly type: 'notice'; readonly notice: Notice | null }
  /** The worker is gone by our own doing; what was drawn stays. */
  | { readonly type: 'closed'; readonly notice: Notice | null };

export const initialState: DcganState = {
  phase: 'idle',
  draft: initialDraft,
  editing: null,
  surroundings: { backend: 'auto', source: { kind: 'shipped' } },
  session: null,
  opening: null,
  preparation: null,
  step: 0,
  samples: null,
  curves: emptySeries(curveNames),
  latest: null,
  progress: null,
  earlierMs: 0,
  quality: nothingMeasured,
  failure: null,
  notice: null,
};

export function reduce(state: DcganState, action: Action): DcganState {
  switch (action.type) {
    case 'edit':
      return {
        ...state,
        draft: { ...state.draft, [action.name]: action.value },
        editing: action.name,
      };
    case 'commit':
      return { ...state, editing: null };
    case 'preset':
      return { ...state, draft: withPreset(state.draft, action.preset), editing: null };
    case 'shared':
      return withShared(state, action.values);
    case 'surroundings':
      return { ...state, surroundings: action.surroundings };
    case 'opening':
      return opening(state, action);
    case 'opened':
      return opened(state, action);
    case 'open-failed':
      return openFailed(state, action.message);
    case 'updated':
      return state.session
        ? { ...state, session: { ...state.session, settings: action.settings } }
        : state;
    case 'stepping':
      return { ...state, phase: 'stepping' };
    case 'stopping':
      return state.phase === 'running' ? { ...state, phase: 'stopping' } : state;
    case 'event':
      return onEvent(state, action.event);
    case 'looked':
      return { ...state, quality: { ...state.quality, ...action.quality } };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'closed':
      return {
        ...state,
        phase: 'idle',
        session: null,
        opening: null,
        preparation: null,
        failure: null,
        notice: action.notice,
      };
  }
}

function opening(state: DcganState, { surroundings, fromStep }: Opening): DcganState {
  return {
    ...state,
    phase: 'preparing',
    opening: { surroundings, fromStep, fallback: fallbackOf(state) },
    preparation: { message: '学習の準備をしています', ratio: null },
    notice: null,
  };
}

/** The phase to return to if a session can't be opened: the older one is left as it was, paused. */
function fallbackOf({ phase, failure, session }: DcganState): Phase {
  if (failure) return 'failed';
  if (!session) return 'idle';
  return phase === 'finished' ? 'finished' : 'paused';
}

function opened(
  state: DcganState,
  { info, settings }: Extract<Action, { type: 'opened' }>,
): DcganState {
  const fromStep = state.opening?.fromStep ?? null;
  return {
    ...state,
    ...(fromStep === null ? freshRun : continuedRun(state, fromStep)),
    phase: 'paused',
    surroundings: state.opening?.surroundings ?? state.surroundings,
    session: { info, settings },
    opening: null,
    preparation: null,
    failure: null,
  };
}

const freshRun = {
  step: 0,
  curves: emptySeries(curveNames),
  latest: null,
  progress: null,
  earlierMs: 0,
  quality: nothingMeasured,
};

function continuedRun({ curves, latest, progress, earlierMs }: DcganState, step: number) {
  return {
    step,
    quality: nothingMeasured,
    curves: truncateAfter(curves, step),
    latest: latest?.step === step ? latest : null,
    progress,
    earlierMs: progress?.elapsedMs ?? earlierMs,
  };
}

function openFailed(state: DcganState, message: string): DcganState {
  // A worker that died has already been reported as a failure.
  if (!state.opening) return state;
  return {
    ...state,
    phase: state.opening.fallback,
    opening: null,
    preparation: null,
    notice: { tone: 'error', text: message },
  };
}

function onEvent(state: DcganState, event: RuntimeEvent): DcganState {
  switch (event.type) {
    case 'progress':
      return state.phase === 'preparing'
        ? { ...state, preparation: { message: event.message, ratio: event.ratio } }
        : state;
    case 'metrics':
      return onMetrics(state, event);
    case 'samples':
      return { ...state, samples: { step: event.step, tiles: event.tiles } };
    case 'quality':
      return { ...state, quality: { ...state.quality, reading: event.reading } };
    case 'status':
      return onStatus(state, event.status);
    case 'failure':
      return onFailure(state, event);
  }
}

function onStatus(state: DcganState, status: 'running' | 'paused' | 'finished'): DcganState {
  // While a session is being opened, the phase says more than the older one's status; and so it
  // does of a run of a single step.
  const saysMore =
    state.phase === 'preparing' || (state.phase === 'stepping' && status === 'running');
  return saysMore ? state : { ...state, phase: status };
}

function onMetrics(
  state: DcganState,
  { steps, elapsedMs, ...rest }: Extract<RuntimeEvent, { type: 'metrics' }>,
): DcganState {
  return {
    ...state,
    step: steps.at(-1)?.step ?? state.step,
    curves: appendPoints(state.curves, steps),
    latest: steps.at(-1) ?? state.latest,
    progress: { ...rest, elapsedMs: state.earlierMs + elapsedMs },
  };
}

function onFailure(state: DcganState, { kind, message, lastGoodStep }: FailureEvent): DcganState {
  return {
    ...state,
    phase: 'failed',
    opening: null,
    preparation: null,
    failure: { kind, message, lastGoodStep },
  };
}
