import { html, nothing, type TemplateResult } from 'lit';
import { CellElement } from './cell-element';
import { DropTarget } from './drop-target';
import type { ExperimentalCell } from './experiments';
import { heading } from './heading';
import { noticeArea } from './notice';
import { Share } from './share';
import type { SharedValues } from './share-link';
import { type LookupClient, WidgetController } from './widget-controller';
import type {
  WidgetAction,
  WidgetDeclaration,
  WidgetExtension,
  WidgetPreview,
  WidgetState,
  WidgetTypes,
} from './widget-declaration';
import { initialWidget, reduceWidget, widgetShare } from './widget-state';

/** A cell that does not train, in its page: the declaration's element. */
export abstract class WidgetElement<T extends WidgetTypes>
  extends CellElement
  implements ExperimentalCell
{
  static override properties = { state: { state: true } };

  declare protected state: WidgetState<T>;
  protected readonly runner: WidgetController<T>;
  private readonly extension: WidgetExtension<T> | null;
  private readonly share: Share;
  private readonly drop: DropTarget | null;

  constructor(
    private readonly declaration: WidgetDeclaration<T>,
    preview: WidgetPreview<T> | null,
  ) {
    super();
    this.state = initialWidget(declaration, preview);
    this.runner = new WidgetController<T>({
      declaration,
      getState: () => this.state,
      dispatch: (action) => {
        this.dispatch(action);
      },
      createClient: (onDeath) => this.connect(onDeath),
    });
    this.extension = declaration.extend?.(this.runner) ?? null;
    this.share = new Share(this, {
      cell: declaration.element,
      values: () => widgetShare(declaration, this.state),
      onShared: (values) => {
        const isUsable = this.take(values);
        if (this.state.phase === 'idle') return;
        // Of a refused link, what is shown is that of the defaults.
        void (isUsable ? this.runner.runAnew() : this.runner.catchUp());
      },
    });
    const { takeFiles } = this.extension ?? {};
    this.drop = takeFiles ? new DropTarget(this, takeFiles) : null;
  }

  runExperiment(values: SharedValues): void {
    if (this.take(values)) void this.runner.runAnew();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.extension?.shown?.();
  }

  protected override listen(signal: AbortSignal): void {
    super.listen(signal);
    const shown = () => {
      if (document.visibilityState === 'visible') this.extension?.shown?.();
    };
    document.addEventListener('visibilitychange', shown, { signal });
    window.addEventListener('pageshow', shown, { signal });
  }

  protected override render(): TemplateResult {
    const { declaration, state, runner } = this;
    const { title, lookup, body, summary } = declaration;
    const { dismissNotice, run } = runner.shared;
    const commands = { ...runner.shared, ...(this.extension?.commands as T['commands']) };
    const [subject, text] = summary?.(state) ?? ['', ''];
    return html`<fieldset class="cell" aria-labelledby="title">
      ${heading(title, lookup ? state.phase : null)}
      ${noticeArea(state.notice, dismissNotice, runner.isBehind ? run : undefined)}
      ${body({ state, commands, declaration })}
      <div class="toolbar sharing">${this.share.button()}</div>
      <p class="visually-hidden" role="status">
        ${this.announcer.next(subject, text, performance.now())}
      </p>
      ${this.drop?.hint(this.extension?.dropHint ?? '') ?? nothing}
    </fieldset>`;
  }

  protected override onShortcut(): void {
    if (this.state.phase !== 'preparing') this.runner.shared.run();
  }

  protected override onPageHide(): void {
    // A page that may come back opens its lookup again when it is asked to.
    this.runner.close();
  }

  /** @returns whether the values could be used; if not, the reader has been told */
  private take(values: SharedValues): boolean {
    this.dispatch({ type: 'shared', values });
    return !this.state.notice;
  }

  private dispatch(action: WidgetAction<T>): void {
    this.state = reduceWidget(this.declaration, this.state, action);
  }

  private async connect(onDeath: (message: string) => void): Promise<LookupClient<T['api']>> {
    const { lookup } = this.declaration;
    if (!lookup) throw new Error(`<${this.localName}> looks nothing up`);
    const [{ WorkerConnection }, { fetchComputeProgram, startComputeWorker }] = await Promise.all([
      import('@lib/session/worker-connection'),
      import('@lib/compute'),
    ]);
    await fetchComputeProgram();
    const connection = new WorkerConnection<T['api']>({
      createWorker: () => startComputeWorker(lookup.role),
      onDeath,
    });
    // Comlink’s type of an API whose methods all answer with promises, which is the API's own.
    return connection as unknown as LookupClient<T['api']>;
  }
}
