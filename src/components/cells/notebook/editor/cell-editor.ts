/** A cell's editor: CodeMirror in the cell's shadow root. Loaded when the reader comes to edit. */
import { history } from '@codemirror/commands';
import { typescriptLanguage } from '@codemirror/lang-javascript';
import { indentUnit } from '@codemirror/language';
import { Compartment, EditorState, type Extension, Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { CaretPlace, CellEditor, EditorMarks, EditorOptions } from './contract';
import { keys } from './keys';
import { look } from './look';
import { marks, offsetOf, setMarks } from './marks';

/** Characters of a cell: what is kept, and what the compiler looks through while the reader types. */
const longestText = 200_000;
const tooLong = `1つのセルは${longestText.toLocaleString('ja-JP')}文字までです。長すぎるので、入力しませんでした。`;

/** Milliseconds after the last key until the text is looked through. */
const pause = 300;

/** Of the programs that come later, too. */
const phrases = {
  Completions: '補完の候補',
  '$ unchanged lines': '同じ行が$行あります',
  'Control character': '見えない文字',
} as const;

class PhoneSafeView extends EditorView {
  /** Android's way of typing into something that is no field: not proven with Japanese keyboards. */
  static EDIT_CONTEXT = false;
}

export function openEditor(options: EditorOptions): CellEditor {
  return new OpenEditor(options);
}

class OpenEditor implements CellEditor {
  private readonly view: EditorView;
  private readonly late = new Compartment();
  private readonly differences = new Compartment();
  private readonly locked = new Compartment();
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What must wait for the end of a composition. */
  private waiting: (() => void)[] = [];

  private help: ((isQuiet: boolean) => Extension) | null = null;
  private isQuiet: boolean;

  constructor(private readonly options: EditorOptions) {
    const { parent, root, text } = options;
    this.isQuiet = options.isQuiet;
    this.view = new PhoneSafeView({
      parent,
      root,
      state: EditorState.create({ doc: text, extensions: this.extensions() }),
    });
    this.view.contentDOM.addEventListener('compositionend', this.onComposed);
    requestAnimationFrame(() => void this.addHelp());
  }

  get dom(): HTMLElement {
    return this.view.dom;
  }

  focus({ at, point }: CaretPlace = {}): void {
    const { view } = this;
    const offset = at ? offsetOf(view.state, at) : point ? view.posAtCoords(point, false) : null;
    if (offset !== null) {
      this.whenComposed(() => {
        view.dispatch({
          selection: { anchor: offset },
          effects: at ? EditorView.scrollIntoView(offset, { y: 'center' }) : [],
        });
      });
    }
    view.focus();
  }

  setText(text: string): void {
    if (text === this.text) return;
    this.whenComposed(() => {
      const { view } = this;
      if (text === this.text) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        annotations: Transaction.userEvent.of('restore'),
      });
    });
  }

  showMarks(shown: EditorMarks): void {
    this.whenComposed(() => {
      const effects = [setMarks.of(shown)];
      const [first] = shown.faults;
      const told = first && EditorView.announce.of(`${first.from.line}行目：${first.message}`);
      this.view.dispatch({ effects: told && this.view.hasFocus ? [...effects, told] : effects });
    });
  }

  async compare(original: string | null): Promise<void> {
    const shown = original === null ? [] : (await import('./differences')).differencesTo(original);
    this.whenComposed(() => {
      this.view.dispatch({ effects: this.differences.reconfigure(shown) });
    });
  }

  setLocked(isLocked: boolean): void {
    if (isLocked === this.view.state.readOnly) return;
    this.whenComposed(() => {
      const extension = isLocked ? EditorState.readOnly.of(true) : [];
      this.view.dispatch({ effects: this.locked.reconfigure(extension) });
    });
  }

  setQuiet(isQuiet: boolean): void {
    this.isQuiet = isQuiet;
    this.showHelp();
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.view.destroy();
  }

  private get text(): string {
    return this.view.state.doc.toString();
  }

  private extensions() {
    const { options } = this;
    return [
      keys(options),
      history(),
      typescriptLanguage,
      indentUnit.of('  '),
      marks,
      look,
      this.late.of([]),
      this.differences.of([]),
      this.locked.of([]),
      // Coming later they would make the whole view anew.
      EditorState.phrases.of(phrases),
      EditorState.transactionFilter.of((change) => {
        const { startState, newDoc } = change;
        if (newDoc.length <= Math.max(longestText, startState.doc.length)) return change;
        // The change is not over yet.
        queueMicrotask(() => options.onRefused(tooLong));
        return [];
      }),
      EditorView.contentAttributes.of({
        'aria-label': options.label,
        tabindex: '0',
        'aria-description': 'Shift+Enterで実行して次へ、Ctrl+Enterで実行、Escで編集を終えます。',
      }),
      EditorView.updateListener.of(({ docChanged }) => {
        if (docChanged) this.onChange();
      }),
    ];
  }

  private onChange(): void {
    this.options.onEdit(this.text);
    this.waitForPause();
  }

  private waitForPause(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.view.composing) this.waitForPause();
      else this.options.onPause();
    }, pause);
  }

  /** What comes once the editor stands there. */
  private async addHelp(): Promise<void> {
    const { options } = this;
    const isTouched = matchMedia('(pointer: coarse)').matches;
    const [help, phone] = await Promise.all([
      import('./help').catch(() => null),
      isTouched ? import('./phone-bar').catch(() => null) : null,
    ]);
    const bar = phone?.phoneBar(options) ?? [];
    this.help = help && ((isQuiet) => [bar, help.help(options, isQuiet)]);
    this.showHelp();
  }

  private showHelp(): void {
    this.whenComposed(() => {
      const extension = this.help?.(this.isQuiet);
      if (extension) this.view.dispatch({ effects: this.late.reconfigure(extension) });
    });
  }

  /** An input method loses its place when the document is changed under it. */
  private whenComposed(act: () => void): void {
    if (this.view.composing) this.waiting.push(act);
    else act();
  }

  private readonly onComposed = (): void => {
    // The view has not taken the text yet.
    setTimeout(() => {
      if (this.view.composing) return;
      const acts = this.waiting;
      this.waiting = [];
      for (const act of acts) act();
    });
  };
}
