/** The one state of a cell that trains, and the pure function that carries it from action to action. */
import { type Controls, defaultSettings, parseSettings, type SettingsOf } from '@lib/controls';
import type { Frame, RunEvent } from '@lib/session/protocol';
import { appendPoints, emptySeries, type Point, truncateAfter } from '../../charts/series';
import type {
  CellAction,
  CellState,
  CellTypes,
  Draft,
  LaneState,
  Preview,
  RunState,
} from './cell-state';
import type { CellDeclaration } from './declaration';
import type { Phase } from './phase';
import { knownCurves } from './kept-run';
import { settingsFromShare, sharedValues, type SharedValues } from './share-link';
import type { ShownRun } from './shown-run';
import type { SpeedName } from './speed';
import { nothingTaken } from './take-home-state';

/** The state before anything happens: the preview's, if there is one. */
export function initialState<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  preview: Preview<T> | null,
): CellState<T> {
  return {
    ...freshRun(declaration),
    ...preview,
    phase: 'idle',
    draft: sharedValues(defaultSettings(declaration.controls)),
    editing: null,
    speed: declaration.speeds?.default ?? 'full',
    surroundings: { backend: 'auto', source: { kind: 'shipped' } },
    used: null,
    session: null,
    opening: null,
    preparation: null,
    hasLoadedWeights: false,
    isPreview: preview !== null,
    roundsPerSecond: 0,
    elapsedMs: 0,
    remainingMs: null,
    earlierMs: 0,
    failure: null,
    notice: null,
    takeHome: nothingTaken,
    own: preview?.own ?? declaration.own?.initial ?? null,
  };
}

export function reduce<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  action: CellAction<T>,
): CellState<T> {
  const { opening } = state;
  if (action.type === 'event' && opening && mustWait(action.event)) {
    return { ...state, opening: { ...opening, events: [...opening.events, action.event] } };
  }
  const shared = reduceShared(declaration, state, action);
  const own = declaration.own?.reduce(shared.own, action, shared) ?? shared.own;
  const next = own === shared.own ? shared : { ...shared, own };
  if (action.type !== 'opened' || !opening) return next;
  return opening.events.reduce<CellState<T>>(
    (later, event) => reduce(declaration, later, { type: 'event', event }),
    next,
  );
}

/** What a session shows before it is open is shown once it is: until then the older run is. */
function mustWait({ type }: RunEvent): boolean {
  return type === 'frame' || type === 'watch' || type === 'diverged';
}

function reduceShared<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  action: CellAction<T>,
): CellState<T> {
  switch (action.type) {
    case 'edit':
      return {
        ...state,
        draft: { ...state.draft, ...action.values },
        editing: Object.keys(action.values)[0] ?? null,
      };
    case 'commit':
      return { ...state, editing: null };
    case 'speed':
      return { ...state, speed: action.speed };
    case 'shared':
      return withShared(declaration, state, action.values);
    case 'surroundings':
      return { ...state, surroundings: action.surroundings };
    case 'opening':
      return {
        ...state,
        opening: { ...action, events: [] },
        preparation: { message: '学習の準備をしています', ratio: null },
        notice: null,
      };
    case 'opened':
      return opened(declaration, state, action);
    case 'updated': {
      const { values: used, session } = action;
      return { ...state, used, session, info: session.family };
    }
    case 'loaded':
      return { ...state, hasLoadedWeights: true };
    case 'returning':
      return returning(declaration, state, action.run);
    case 'phase':
      return withPhase(state, action.phase);
    case 'event':
      return withEvent(declaration, state, action.event);
    case 'notice':
      return { ...state, notice: action.notice };
    case 'take-home':
      return { ...state, takeHome: { ...state.takeHome, ...action.takeHome } };
    case 'closed':
      return {
        ...state,
        used: null,
        session: null,
        opening: null,
        preparation: null,
        failure: null,
      };
    case 'own':
      return state;
  }
}

/** The form's values, if all of them can be used. */
export function valuesOf<T extends CellTypes>(
  { controls }: CellDeclaration<T>,
  draft: Draft,
): SettingsOf<T['controls']> | null {
  const parsed = parseSettings<T['controls']>(controls, draft as never);
  return parsed.ok ? parsed.settings : null;
}

/** What is wrong with the form's values, by name; of the field that is being edited, nothing yet. */
export function problemsOf(
  { controls }: { readonly controls: Controls },
  { draft, editing }: { readonly draft: Draft; readonly editing: string | null },
): ReadonlyMap<string, string> {
  const parsed = parseSettings(controls, draft);
  const problems = parsed.ok ? [] : parsed.problems.filter(({ name }) => name !== editing);
  return new Map(problems.map(({ name, message }) => [name, message]));
}

/** The settings whose typed value is not the one in force, and that a run cannot take up. */
export function waitingNames<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  { draft, used }: CellState<T>,
): readonly string[] {
  const values = valuesOf(declaration, draft);
  if (!used || !values) return [];
  const names = declaration.fixed === 'all' ? Object.keys(declaration.controls) : declaration.fixed;
  return names.filter((name) => values[name] !== used[name]);
}

/** Whether fixed settings that have changed make the next run begin anew by itself. */
export function restartsByItself<T extends CellTypes>(declaration: CellDeclaration<T>): boolean {
  const { fixed, whenFixedChanges = fixed === 'all' ? 'restart' : 'wait' } = declaration;
  return whenFixedChanges === 'restart';
}

/** All that a link holds. */
export function shareOf<T extends CellTypes>(
  { speeds, own }: CellDeclaration<T>,
  state: CellState<T>,
): SharedValues {
  return {
    ...state.draft,
    ...(speeds ? { speed: state.speed } : {}),
    ...own?.share?.(state),
  };
}

function freshRun<T extends CellTypes>(declaration: CellDeclaration<T>): RunState<T> {
  const watchCurves = Object.entries(declaration.watchCurves ?? {}).map(
    ([name, curves]) => [name, emptySeries(Object.keys(curves))] as const,
  );
  return {
    step: 0,
    pictureStep: 0,
    cause: 'open',
    headStart: 0,
    lanes: [],
    curves: emptySeries(Object.keys(declaration.curves)),
    watchCurves: Object.fromEntries(watchCurves),
    watched: {},
    info: null,
  };
}

function withShared<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  values: SharedValues,
): CellState<T> {
  const { controls, speeds } = declaration;
  const declared: Controls = speeds ? { ...controls, speed: speeds.control } : controls;
  const read = settingsFromShare(declared, values);
  const problem = read.message ?? declaration.own?.refusesShared?.(values) ?? null;
  const settings = problem === null ? read.settings : settingsFromShare(declared, {}).settings;
  const { speed, ...rest } = settings as Record<string, string | number>;
  return {
    ...state,
    draft: sharedValues(speeds ? rest : settings),
    speed: speeds ? (speed as SpeedName) : state.speed,
    editing: null,
    notice: problem === null ? null : { tone: 'error', text: problem },
  };
}

function withPhase<T extends CellTypes>(state: CellState<T>, phase: Phase): CellState<T> {
  const isOpening = phase === 'preparing';
  return {
    ...state,
    phase,
    opening: isOpening ? state.opening : null,
    preparation: isOpening ? state.preparation : null,
    failure: phase === 'failed' || isOpening ? state.failure : null,
  };
}

function opened<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  { session, fromStep }: Extract<CellAction<T>, { type: 'opened' }>,
): CellState<T> {
  const { opening } = state;
  if (!opening) return state;
  const { values, surroundings } = opening;
  return {
    ...state,
    ...(fromStep === null ? freshRun(declaration) : continuedRun(state, fromStep)),
    roundsPerSecond: 0,
    earlierMs: fromStep === null ? 0 : state.elapsedMs,
    elapsedMs: fromStep === null ? 0 : state.elapsedMs,
    remainingMs: null,
    used: values,
    surroundings,
    session,
    info: session.family,
    hasLoadedWeights: fromStep !== null && state.hasLoadedWeights,
    isPreview: false,
    opening: null,
    preparation: null,
    failure: null,
  };
}

/** A run of an earlier visit as far as the page shows it; its session is still to be opened. */
function returning<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  run: ShownRun,
): CellState<T> {
  const { settings, speed, headStart, elapsedMs } = run;
  const draft = { ...state.draft, ...settings };
  return {
    ...state,
    ...freshRun(declaration),
    ...knownCurves(declaration, run),
    draft,
    editing: null,
    speed: declaration.speeds ? speed : state.speed,
    used: valuesOf(declaration, draft),
    headStart,
    elapsedMs,
    isPreview: false,
  };
}

function continuedRun<T extends CellTypes>(state: CellState<T>, step: number): RunState<T> {
  const watchCurves = Object.entries(state.watchCurves).map(
    ([name, series]) => [name, truncateAfter(series, step)] as const,
  );
  return {
    step,
    pictureStep: step,
    cause: 'open',
    headStart: state.headStart,
    lanes: state.lanes.map((lane) => ({ ...lane, divergedAt: null })),
    curves: truncateAfter(state.curves, step),
    watchCurves: Object.fromEntries(watchCurves),
    watched: {},
    info: state.info,
  };
}

function withEvent<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  event: RunEvent,
): CellState<T> {
  switch (event.type) {
    case 'progress':
      return state.opening
        ? { ...state, preparation: { message: event.message, ratio: event.ratio } }
        : state;
    case 'frame':
      return withFrame(declaration, state, event as Frame<T['picture']>);
    case 'watch':
      return withWatch(declaration, state, event);
    case 'diverged':
      return {
        ...state,
        lanes: state.lanes.map((lane, i) =>
          i === event.lane ? { ...lane, divergedAt: event.step } : lane,
        ),
      };
    case 'failure':
      return { ...state, failure: event };
    case 'status':
      // The runner says where the run stands.
      return state;
  }
}

function withFrame<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  frame: Frame<T['picture']>,
): CellState<T> {
  const { metrics, pictures, rounds } = frame;
  const lanes = metrics.map((numbers, i): LaneState<T['picture']> => {
    const before = state.lanes[i];
    return {
      metrics: numbers ?? before?.metrics ?? null,
      picture: pictures?.[i] ?? before?.picture ?? null,
      divergedAt: before?.divergedAt ?? null,
    };
  });
  const last = state.curves.steps.at(-1) ?? 0;
  const points = rounds
    .filter(({ step }) => step > last)
    .map((round) => pointOf(round.step, declaration.curves, round.lanes));
  return {
    ...state,
    step: frame.step,
    pictureStep: pictures ? frame.step : state.pictureStep,
    cause: frame.cause,
    headStart: frame.headStart,
    lanes,
    curves: points.length > 0 ? appendPoints(state.curves, points) : state.curves,
    roundsPerSecond: frame.roundsPerSecond,
    elapsedMs: state.earlierMs + frame.elapsedMs,
    remainingMs: frame.remainingMs,
  };
}

function withWatch<T extends CellTypes>(
  declaration: CellDeclaration<T>,
  state: CellState<T>,
  { name, step, value }: Extract<RunEvent, { type: 'watch' }>,
): CellState<T> {
  const watched = { ...state.watched, [name]: { step, value } };
  const series = state.watchCurves[name];
  const curves = declaration.watchCurves?.[name];
  if (!series || !curves || step <= (series.steps.at(-1) ?? -1)) return { ...state, watched };
  const longer = appendPoints(series, [pointOf(step, curves, value as never)]);
  return { ...state, watched, watchCurves: { ...state.watchCurves, [name]: longer } };
}

function pointOf<Value>(
  step: number,
  curves: Readonly<Record<string, (value: Value) => number>>,
  value: Value,
): Point<string> {
  const entries = Object.entries(curves).map(([name, numberOf]) => [name, numberOf(value)]);
  return { ...Object.fromEntries(entries), step } as Point<string>;
}
