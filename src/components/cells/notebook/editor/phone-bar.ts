/** Keys that a phone's keyboard hides, above it, while the reader types with a finger. */
import { indentMore, undo } from '@codemirror/commands';
import type { Extension } from '@codemirror/state';
import { type EditorView, ViewPlugin } from '@codemirror/view';
import type { EditorOptions } from './contract';

type Act = (view: EditorView) => void;

/** Around what is selected. */
function pair(open: string, close: string): Act {
  return (view) => {
    const { from, to } = view.state.selection.main;
    const selected = view.state.sliceDoc(from, to);
    view.dispatch({
      changes: { from, to, insert: `${open}${selected}${close}` },
      selection: { anchor: from + open.length, head: to + open.length },
    });
  };
}

function insert(text: string): Act {
  return (view) => {
    view.dispatch(view.state.replaceSelection(text));
  };
}

export function phoneBar({ run }: Pick<EditorOptions, 'run'>): Extension {
  const keys: readonly (readonly [label: string, name: string, act: Act])[] = [
    ['実行', '実行', run],
    ['⇥', '字下げ', indentMore],
    ['{}', '波括弧', pair('{', '}')],
    ['[]', '角括弧', pair('[', ']')],
    ['()', '丸括弧', pair('(', ')')],
    ['=>', '矢印', insert(' => ')],
    ['↶', '取り消す', undo],
  ];
  return ViewPlugin.define((view) => new Bar(view, keys), {
    eventObservers: {
      focus() {
        this.show(true);
      },
      blur() {
        this.show(false);
      },
    },
  });
}

const sheet = `
  div {
    position: fixed;
    z-index: 10;
    inset-inline: 0;
    display: flex;
    gap: 0.3rem;
    padding: 0.3rem 0.5rem;
    border-block-start: 1px solid var(--color-border);
    background: var(--color-paper);
  }
  button {
    flex: 1;
    min-block-size: 2.5rem;
    border: 1px solid var(--color-border);
    border-radius: var(--radius);
    background: var(--color-surface);
    color: var(--color-ink);
    font: 0.9375rem var(--font-mono);
  }
`;

class Bar {
  /** In the page, since within the cell, a container, nothing can be fixed to the window. */
  private readonly host = document.createElement('div');
  private readonly bar = document.createElement('div');
  private readonly listening = new AbortController();

  constructor(
    view: EditorView,
    keys: readonly (readonly [label: string, name: string, act: Act])[],
  ) {
    const root = this.host.attachShadow({ mode: 'open' });
    const styles = new CSSStyleSheet();
    styles.replaceSync(sheet);
    root.adoptedStyleSheets = [styles];
    root.append(this.bar);
    this.host.hidden = !view.hasFocus;
    this.bar.role = 'toolbar';
    this.bar.ariaLabel = '入力を助けるキー';
    for (const [label, name, act] of keys) this.bar.append(key(label, name, () => void act(view)));
    document.body.append(this.host);
    const { signal } = this.listening;
    const place = () => {
      this.place();
    };
    for (const type of ['resize', 'scroll'])
      visualViewport?.addEventListener(type, place, { signal });
    place();
  }

  destroy(): void {
    this.listening.abort();
    this.host.remove();
  }

  show(isShown: boolean): void {
    this.host.hidden = !isShown;
    this.place();
  }

  /** At the lower edge of what the keyboard leaves free. */
  private place(): void {
    if (!visualViewport) return;
    const { offsetTop, height } = visualViewport;
    this.bar.style.insetBlockEnd = `${Math.max(0, innerHeight - offsetTop - height)}px`;
  }
}

function key(label: string, name: string, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = label;
  button.ariaLabel = name;
  // The text keeps the focus, and the keyboard stays.
  button.addEventListener('pointerdown', (event) => {
    event.preventDefault();
  });
  button.addEventListener('click', act);
  return button;
}
