/** `<code-cell>`: a listing of the text that the reader can run and edit. */
import type { Version } from '@lib/storage/database/history';
import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import '../kit/translated';
import { cellFoot, offerView, spoken } from './cell-foot';
import { type CellCommands, cellHead } from './cell-head';
import { isBusy, type NotebookCell, showsNothing } from './cell-state';
import { completionChoice } from './completion-choice';
import type { ErrorPlace } from './failures';
import type { CaretPlace, CellEditor } from './editor/contract';
import { keyHelp } from './key-help';
import { type PageNotebook, pageNotebook } from './page-notebook';
import type { PressHow } from './runner';
import { codeCellStyles } from './styles';
import { takeHomeCommands } from './take-home';
import { versionList } from './version-list';

/**
 * Attributes: `cell`, its id; `heading`; `file`. The listing is its content, so that it is there without
 * script, for search and for copying.
 */
export class CodeCell extends LitElement {
  static override properties = {
    cell: {},
    heading: {},
    file: {},
    example: { attribute: false },
    state: { state: true },
    isMenuOpen: { state: true },
    said: { state: true },
    hasEditor: { state: true },
    isHelpOpen: { state: true },
    isLocked: { state: true },
    versions: { state: true },
  };

  static override styles = codeCellStyles;

  declare cell: string;
  declare heading: string;
  declare file: string;
  /** What it opens with: of the server, and then as it has been drawn there. */
  declare example: TemplateResult | Element | null | undefined;
  declare private state: NotebookCell | null;
  declare private isMenuOpen: boolean;
  /** For screen readers. */
  declare private said: string;
  declare private hasEditor: boolean;
  declare private isHelpOpen: boolean;
  /** Whether another tab edits. */
  declare isLocked: boolean;
  /** Earlier texts, while they are shown. */
  declare private versions: readonly Version[] | null;

  /** `null` in the server's rendering. */
  private page: PageNotebook | null = null;
  private editor: CellEditor | null = null;
  private opening: Promise<CellEditor | null> | null = null;
  /** The text that the editor shows differences from. */
  private comparedTo: string | null = null;
  private listening: AbortController | null = null;
  private unsubscribe: (() => void) | null = null;

  constructor() {
    super();
    this.cell = '';
    this.heading = '';
    this.file = '';
    this.state = null;
    this.isMenuOpen = false;
    this.said = '';
    this.hasEditor = false;
    this.isHelpOpen = false;
    this.isLocked = false;
    this.versions = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listening = new AbortController();
    void this.join(this.listening.signal);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.unsubscribe?.();
    this.editor?.destroy();
    this.editor = null;
    this.opening = null;
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work, but for what stands there without a program.
    this.example = this.shadowRoot?.querySelector('.example') ?? null;
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  // The page's other parts.

  /** Go to the cell, without the editor. */
  focusRun(): void {
    this.renderRoot.querySelector<HTMLElement>('.primary')?.focus();
  }

  /** Open the editor, or go back to it. */
  async edit(place: CaretPlace = {}): Promise<CellEditor | null> {
    this.opening ??= this.openEditor().catch((error: unknown) => {
      this.opening = null;
      this.page?.tellProblem(this.cell, error);
      return null;
    });
    const editor = await this.opening;
    editor?.focus(place);
    // The caret is there meanwhile; what another tab holds cannot be typed into.
    if (editor) editor.setLocked(!(await this.page?.mayEdit(this.cell)));
    return editor;
  }

  private async openEditor(): Promise<CellEditor | null> {
    const { page, state, listening } = this;
    if (!page || !state) return null;
    const { openEditor } = await import('./editor/cell-editor');
    const parent = this.renderRoot.querySelector<HTMLElement>('.editor');
    if (!parent || listening?.signal.aborted) return null;
    const editor = openEditor({
      parent,
      root: this.renderRoot as ShadowRoot,
      text: this.state?.text ?? state.text,
      label: `${this.heading}のコード`,
      onEdit: (text) => {
        page.notebook.edit(this.cell, text, { isTyped: true });
      },
      onRefused: (words) => page.tellProblem(this.cell, words),
      onPause: () => void page.notebook.lint(this.cell),
      names: () => page.notebook.namesFor(this.cell),
      isQuiet: completionChoice.isOff,
      toggleQuiet: this.commands.toggleCompletion,
      run: () => this.run(),
      runAndGoOn: () => {
        this.run();
        page.goOn(this);
      },
      leave: () => {
        this.renderRoot.querySelector<HTMLElement>('[data-label="編集"]')?.focus();
      },
    });
    this.editor = editor;
    this.hasEditor = true;
    await this.updateComplete;
    // Who edits code will run it.
    page.warmSoon();
    return editor;
  }

  private run(how: PressHow = {}): void {
    this.page?.run(this.cell, how);
  }

  private async join(signal: AbortSignal): Promise<void> {
    const page = pageNotebook();
    this.page = page;
    const follow = () => {
      this.state = page.notebook.cells.get(this.cell);
    };
    this.unsubscribe = page.notebook.cells.subscribe(follow);
    completionChoice.subscribe(signal, () => this.editor?.setQuiet(completionChoice.isOff));
    follow();
    this.addEventListener('keydown', this.onKey, { signal });
    this.addEventListener('dblclick', this.onDoubleClick, { signal });
    for (const type of ['pointerover', 'focusin'])
      this.addEventListener(type, this.onApproach, { signal, passive: true });
    document.addEventListener('pointerdown', this.onElsewhere, { signal, passive: true });
    await this.updateComplete;
    if (this.state && this.listing === null) void this.edit();
  }

  /** `null` for a cell of the reader's. */
  private get listing(): HTMLPreElement | null {
    return this.querySelector('pre');
  }

  /** Show how the code differs from another one; `null`: no more. */
  async compareTo(text: string | null): Promise<void> {
    this.comparedTo = text;
    if (text !== null) this.opening ??= this.openEditor();
    await (await this.opening)?.compare(text);
  }

  // Drawing.

  protected override render(): TemplateResult {
    const { state, heading, file, isMenuOpen, commands } = this;
    const isEdited = this.hasEditor || (state !== null && state.text !== state.original);
    return html`<section class="cell" aria-labelledby="title">
      ${cellHead({ heading, file, isMenuOpen, commands, state })}
      ${state?.offer ? offerView(state, commands) : nothing}
      <div class="code" ?data-edited=${isEdited}>
        <slot></slot>
        ${
          isEdited && !this.hasEditor
            ? html`<pre class="draft" tabindex="0" translate="no">${state?.text}</pre>`
            : nothing
        }
        <div class="editor" ?hidden=${!this.hasEditor}></div>
      </div>
      ${this.versions ? versionList(this.versions, this.useVersion) : nothing}
      ${this.isHelpOpen ? keyHelp() : nothing} ${state ? cellFoot(state, commands) : nothing}
      ${state === null || showsNothing(state) ? this.example : nothing}
      <p class="visually-hidden" role="status">${this.said}</p>
    </section>`;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('state') as NotebookCell | null | undefined;
    const { state } = this;
    if (before && state && isBusy(before) && !isBusy(state)) this.said = spoken(state);
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('state') as NotebookCell | null | undefined;
    const { state, editor } = this;
    if (changed.has('isLocked')) editor?.setLocked(this.isLocked);
    if (!state || !changed.has('state')) return;
    editor?.setText(state.text);
    void this.showDifferences(before ?? null, state);
    if (before?.faults !== state.faults || before?.failure !== state.failure)
      editor?.showMarks({ faults: state.faults, failed: failedAt(state) });
  }

  private readonly commands: CellCommands = {
    run: () => {
      this.run();
    },
    runAll: () => void this.page?.notebook.runAll(this.cell),
    stop: () => void this.page?.notebook.stop(),
    edit: () => void this.edit(),
    copy: () => void this.page?.copy(this.cell),
    restore: () => this.page?.notebook.restore(this.cell),
    compare: () => void this.compare(),
    add: () => void this.page?.add(this),
    remove: () => this.page?.remove(this),
    clear: () => this.page?.notebook.clear(this.cell),
    share: () => void this.page?.share(this.cell),
    saveFile: () => void this.page?.saveFile(this.cell),
    openFile: () => this.page?.openFile(this.cell),
    takeHome: takeHomeCommands(
      () => this.page?.takeHome,
      () => this.cell,
    ),
    help: () => {
      this.isHelpOpen = !this.isHelpOpen;
    },
    toggleCompletion: () => {
      this.said = completionChoice.toggle();
    },
    resume: (from) => {
      this.run({ resume: from });
    },
    forgetRuns: () => void this.page?.forgetRuns(this.cell),
    compareKept: () => void this.page?.compareKept(this.cell),
    takeKept: () => void this.page?.takeKept(this.cell),
    answerLink: (isTaken) => this.page?.answerLink(this.cell, isTaken),
    nextOffer: () => this.page?.nextOffer(this.cell),
    dismiss: () => this.page?.notebook.cells.tell(this.cell, null),
    goTo: (place) => void this.page?.goTo(place),
    versions: () => void this.showVersions(),
    toggleMenu: () => {
      this.isMenuOpen = !this.isMenuOpen;
    },
  };

  /** A link's code stands there with what differs from the code before it. */
  private async showDifferences(before: NotebookCell | null, state: NotebookCell): Promise<void> {
    if (state.offer && !before?.offer) {
      await this.compareTo(state.before ?? state.original ?? '');
    } else if ((before?.offer && !state.offer) || state.text === this.comparedTo) {
      await this.compareTo(null);
    }
  }

  private async compare(): Promise<void> {
    await this.edit();
    await this.compareTo(this.comparedTo === null ? (this.state?.original ?? null) : null);
  }

  private async showVersions(): Promise<void> {
    this.versions = this.versions ? null : ((await this.page?.versions(this.cell)) ?? []);
  }

  private readonly useVersion = (text: string): void => {
    this.versions = null;
    this.page?.useVersion(this.cell, text);
  };

  // What the reader's hands do.

  private readonly onKey = (event: KeyboardEvent): void => {
    const { key, shiftKey, ctrlKey, metaKey, isComposing } = event;
    // The editor has keys of its own, which wait for what is being composed.
    if (isComposing || event.defaultPrevented || this.isInEditor(event)) return;
    if (key === 'Escape' && this.isMenuOpen) {
      this.isMenuOpen = false;
      this.renderRoot.querySelector<HTMLElement>('.more > button')?.focus();
    } else if (key === 'Enter' && shiftKey) {
      event.preventDefault();
      this.run();
      this.page?.goOn(this);
    } else if (key === 'Enter' && (ctrlKey || metaKey)) {
      event.preventDefault();
      this.run();
    } else if (key === 'Enter' && event.target === this.listing) {
      event.preventDefault();
      void this.edit();
    }
  };

  private readonly onDoubleClick = (event: MouseEvent): void => {
    const isCode = event.target instanceof Node && (this.listing?.contains(event.target) ?? false);
    if (isCode) void this.edit({ point: { x: event.clientX, y: event.clientY } });
  };

  /** The editor and what runs cells come before they are asked for. */
  private readonly onApproach = (event: Event): void => {
    const path = event.composedPath();
    const isAt = (label: string) =>
      path.some((part) => part instanceof HTMLElement && part.dataset['label'] === label);
    if (isAt('実行') || isAt('すべて実行')) this.page?.notebook.runner.warm();
    const isNearCode = isAt('編集') || (this.listing !== null && path.includes(this.listing));
    if (isNearCode && !this.opening) void import('./editor/cell-editor').catch(() => null);
  };

  private readonly onElsewhere = (event: Event): void => {
    if (!this.isMenuOpen) return;
    const menu = this.renderRoot.querySelector('.more');
    if (menu && !event.composedPath().includes(menu)) this.isMenuOpen = false;
  };

  private isInEditor(event: Event): boolean {
    return this.editor !== null && event.composedPath().includes(this.editor.dom);
  }
}

/** The nearest place of an error in the cell's own code. */
function failedAt({ id, failure }: NotebookCell): ErrorPlace['at'] | null {
  return failure?.frames.find(({ place }) => place?.cell === id)?.place?.at ?? null;
}

/** Makes the element known to the page. */
export function defineCodeCell(): void {
  if (!customElements.get('code-cell')) customElements.define('code-cell', CodeCell);
}

declare global {
  interface HTMLElementTagNameMap {
    'code-cell': CodeCell;
  }
}
