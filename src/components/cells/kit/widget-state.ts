/** The one state of a cell that does not train, and the pure function that carries it on. */
import { defaultSettings, parseSettings, type SettingsOf } from '@lib/controls';
import type { Draft } from './cell-state';
import { settingsFromShare, sharedValues, type SharedValues } from './share-link';
import type {
  WidgetAction,
  WidgetDeclaration,
  WidgetPreview,
  WidgetState,
  WidgetTypes,
  Wish,
} from './widget-declaration';

/** The state before anything happens: the preview's, if there is one. */
export function initialWidget<T extends WidgetTypes>(
  { controls, own }: WidgetDeclaration<T>,
  preview: WidgetPreview<T> | null,
): WidgetState<T> {
  const values = defaultSettings<T['controls']>(controls);
  return {
    phase: 'idle',
    draft: sharedValues(values),
    editing: null,
    values,
    own: preview ? preview.own : own.initial,
    answer: preview ? preview.answer : null,
    isPreview: preview !== null,
    preview,
    notice: null,
  };
}

export function reduceWidget<T extends WidgetTypes>(
  declaration: WidgetDeclaration<T>,
  state: WidgetState<T>,
  action: WidgetAction<T>,
): WidgetState<T> {
  const shared = reduceShared(declaration, state, action);
  const isUnusable = action.type === 'shared' && shared.notice !== null;
  const told = isUnusable ? ({ type: 'shared', values: {} } as const) : action;
  const own = declaration.own.reduce(shared.own, told, shared, state);
  const next = own === shared.own ? shared : { ...shared, own };
  return action.type === 'shared' ? withItsAnswer(declaration, next) : next;
}

/** All that a link holds. */
export function widgetShare<T extends WidgetTypes>(
  { own }: WidgetDeclaration<T>,
  state: WidgetState<T>,
): SharedValues {
  return { ...sharedValues(state.values), ...own.share?.(state) };
}

export function isSameWish(a: Wish, b: Wish | null): boolean {
  return b !== null && a.every((part, i) => part === b[i]);
}

function reduceShared<T extends WidgetTypes>(
  declaration: WidgetDeclaration<T>,
  state: WidgetState<T>,
  action: WidgetAction<T>,
): WidgetState<T> {
  switch (action.type) {
    case 'edit':
      return {
        ...state,
        draft: { ...state.draft, [action.name]: action.value },
        editing: action.name,
      };
    case 'set':
      return withDraft(declaration, state, {
        ...state.draft,
        ...declaration.implies?.(action.values),
        ...action.values,
      });
    case 'shared':
      return withShared(declaration, state, action.values);
    case 'phase':
      return { ...state, phase: action.phase };
    case 'answered':
      return { ...state, answer: action.answer, isPreview: false };
    case 'failed':
      return { ...state, notice: { tone: 'error', text: action.text, mayRetry: true } };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'opened':
    case 'own':
      return state;
  }
}

function withDraft<T extends WidgetTypes>(
  { controls, consistent }: WidgetDeclaration<T>,
  state: WidgetState<T>,
  draft: Draft,
): WidgetState<T> {
  const parsed = parseSettings<T['controls']>(controls, draft as never);
  const usable = parsed.ok
    ? parsed.settings
    : usableOf(controls, draft, {
        names: parsed.problems.map(({ name }) => name),
        before: state.values,
      });
  const values = consistent?.(usable) ?? usable;
  const moved = Object.entries<string | number>(values).filter(
    ([name, value]) => value !== usable[name],
  );
  return {
    ...state,
    values,
    draft: { ...draft, ...sharedValues(Object.fromEntries(moved)) },
    editing: null,
  };
}

/** The settings of a form some of whose fields hold something unusable. */
function usableOf<Declared extends WidgetTypes['controls']>(
  controls: Declared,
  draft: Draft,
  unusable: { readonly names: readonly string[]; readonly before: SettingsOf<Declared> },
): SettingsOf<Declared> {
  const kept = unusable.names.map((name) => [name, unusable.before[name] ?? '']);
  const mended = { ...draft, ...sharedValues(Object.fromEntries(kept)) };
  const parsed = parseSettings<Declared>(controls, mended as never);
  return parsed.ok ? parsed.settings : unusable.before;
}

function withShared<T extends WidgetTypes>(
  declaration: WidgetDeclaration<T>,
  state: WidgetState<T>,
  values: SharedValues,
): WidgetState<T> {
  const { controls, implies, refusesShared } = declaration;
  const given = { ...implies?.(values), ...values };
  const read = settingsFromShare<T['controls']>(controls, given);
  const problem = read.message ?? refusesShared?.(given, read.settings) ?? null;
  const settings = problem === null ? read.settings : defaultSettings<T['controls']>(controls);
  return {
    ...withDraft(declaration, state, sharedValues(settings)),
    notice: problem === null ? null : { tone: 'error', text: problem },
  };
}

/** The preview's answer is that of the defaults. Of others there is none yet, but where a worker gives it at once. */
function withItsAnswer<T extends WidgetTypes>(
  declaration: WidgetDeclaration<T>,
  state: WidgetState<T>,
): WidgetState<T> {
  const { lookup } = declaration;
  if (!lookup || state.phase !== 'idle') return state;
  const initial = initialWidget(declaration, state.preview);
  const isInitial =
    isSameWish(lookup.opens(state), lookup.opens(initial)) &&
    isSameWish(lookup.asks(state), lookup.asks(initial));
  return {
    ...state,
    answer: isInitial ? initial.answer : null,
    isPreview: isInitial && initial.isPreview,
  };
}
