/** What the function takes in whose call the caret stands: shown above the line, and said politely. */
import { type EditorState, type Extension, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  EditorView,
  keymap,
  showTooltip,
  type Tooltip,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { parametersOf } from '@lib/notebook/completions';
import { activeNames, bare, callAt, type KnownCall, lineOf } from './calls';

interface Hint {
  readonly call: KnownCall;
  /** By Escape, until the caret leaves the call. */
  readonly isHidden: boolean;
  readonly tooltip: Tooltip;
}

/** Milliseconds without a key until a hint is said. */
const pause = 600;

const hide = StateEffect.define<boolean>();

const hintField = StateField.define<Hint | null>({
  // The caret may be in a call when this comes: the editor is there before it.
  create(state) {
    const call = callAtCaret(state);
    return call && { call, isHidden: false, tooltip: tooltipFor(state, call) };
  },
  update(hint, { state, docChanged, selection, effects, changes }) {
    const asked = effects.find((effect) => effect.is(hide));
    if (!docChanged && !selection && !asked) return hint;
    const call = callAtCaret(state);
    if (!call) return null;
    const isSame = hint?.call.known === call.known && changes.mapPos(hint.call.from) === call.from;
    const wasHidden = isSame && (hint?.isHidden ?? false);
    return { call, isHidden: asked ? asked.value : wasHidden, tooltip: tooltipFor(state, call) };
  },
  provide: (field) =>
    showTooltip.from(field, (hint) => (hint?.isHidden ? null : (hint?.tooltip ?? null))),
});

function callAtCaret(state: EditorState): KnownCall | null {
  const { head, empty } = state.selection.main;
  return empty ? callAt(state, head) : null;
}

function tooltipFor(state: EditorState, call: KnownCall): Tooltip {
  // Where it began, but not lines above the caret.
  const pos = Math.max(call.from, state.doc.lineAt(state.selection.main.head).from);
  return { pos, above: true, create: () => ({ dom: hintDom(call) }) };
}

function hintDom(call: KnownCall): HTMLElement {
  const dom = element('div', 'cm-hint');
  const code = element('code');
  const active = activeNames(call);
  const { name } = call.known;
  code.append(`${name}(`);
  for (const [i, parameter] of parametersOf(call.known).entries()) {
    if (i > 0) code.append(', ');
    if (typeof parameter === 'string') code.append(parameterDom(parameter, active));
    else {
      code.append('{ ');
      for (const [j, option] of parameter.entries())
        code.append(j > 0 ? ', ' : '', parameterDom(option, active));
      code.append(' }');
    }
  }
  code.append(')');
  code.translate = false;
  dom.append(code);
  for (const line of linesOf(call)) {
    const text = element('div');
    text.textContent = line;
    dom.append(text);
  }
  return dom;
}

function parameterDom(parameter: string, active: readonly string[]): Node {
  if (!active.includes(parameter)) return document.createTextNode(parameter);
  const strong = element('strong');
  strong.textContent = parameter;
  return strong;
}

function element(name: string, className = ''): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  return made;
}

/** The parameter at the caret, then the function. */
function linesOf(call: KnownCall): readonly string[] {
  const parameters = activeNames(call).flatMap((name) => {
    const line = lineOf(call, name);
    return line === null ? [] : [`${bare(name)}：${line}`];
  });
  return [...parameters, call.known.line];
}

/** Says a call when the caret has come into it, then only its parameters. */
class Speaker {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private call: KnownCall | null = null;
  private said = '';

  constructor(private readonly view: EditorView) {
    this.wait(view.state);
  }

  update({ state, docChanged, selectionSet }: ViewUpdate): void {
    if (docChanged || selectionSet) this.wait(state);
  }

  private wait(state: EditorState): void {
    clearTimeout(this.timer);
    if (state.field(hintField)) this.timer = setTimeout(() => this.say(), pause);
    else this.call = null;
  }

  destroy(): void {
    clearTimeout(this.timer);
  }

  private say(): void {
    const { view } = this;
    const hint = view.state.field(hintField, false);
    if (!hint || hint.isHidden || !view.hasFocus) return;
    if (view.composing) {
      this.timer = setTimeout(() => this.say(), pause);
      return;
    }
    const { call } = hint;
    const isSame = this.call?.known === call.known && this.call.from === call.from;
    const lines = linesOf(call);
    const told = isSame ? lines.slice(0, -1) : [`${call.known.name}の引数`, ...lines];
    this.call = call;
    const text = told.join('。');
    if (text === '' || text === this.said) return;
    this.said = text;
    view.dispatch({ effects: EditorView.announce.of(text) });
  }
}

const keys = keymap.of([
  {
    key: 'Escape',
    run: (view) => {
      const hint = view.state.field(hintField, false);
      if (!hint || hint.isHidden) return false;
      view.dispatch({ effects: hide.of(true) });
      return true;
    },
  },
  {
    key: 'Mod-Shift-Space',
    run: (view) => {
      view.dispatch({ effects: hide.of(false) });
      return true;
    },
  },
]);

/** The list of completions closes first; then the hint, and only then Escape leaves the editor. */
export const hints: Extension = [
  hintField,
  ViewPlugin.define((view) => new Speaker(view)),
  Prec.high(keys),
];
