import { type CSSResultGroup, nothing } from 'lit';
import '../../charts/line-chart';
import { ComputingSign } from '@lib/offline/computing';
import type { Slot } from '@lib/storage/database/checkpoints';
import { CellElement } from './cell-element';
import { CellController } from './controller';
import type { CellAction, CellState, CellTypes, Preview } from './cell-state';
import type { CellDeclaration, CellExtension } from './declaration';
import { DropTarget } from './drop-target';
import type { ExperimentalCell } from './experiments';
import { keptRunOffer, type Offer } from './kept-run';
import { lostRuns, RunAtStake } from './leaving';
import { spokenPhases } from './phase';
import { RunKeeper, runStore } from './run-keeper';
import { Share } from './share';
import type { SharedValues } from './share-link';
import { initialState, reduce, shareOf } from './state';
import { cellStyles } from './styles';
import { charts } from './styles/charts';
import { compactForm } from './styles/compact-form';
import { cellView } from './view';
import { approachEvents, isApproach, warm } from './warm';

/**
 * A cell that trains, in its page: the declaration's element. The server renders it with the preview,
 * which the element replaces.
 */
export abstract class TrainingCell<T extends CellTypes>
  extends CellElement
  implements ExperimentalCell
{
  static override properties = { state: { state: true }, offer: { state: true } };
  static override styles: CSSResultGroup = [cellStyles, charts, compactForm];

  declare protected state: CellState<T>;
  declare protected offer: Offer | null;
  protected readonly runner: CellController<T>;
  private readonly extension: CellExtension<T> | null;
  private readonly share: Share;
  private readonly drop: DropTarget | null;
  private readonly atStake = new RunAtStake();
  private readonly computing = new ComputingSign();
  private readonly keeper: RunKeeper<T>;

  constructor(
    private readonly declaration: CellDeclaration<T>,
    preview: Preview<T> | null,
  ) {
    super();
    this.state = initialState(declaration, preview);
    this.offer = null;
    this.runner = new CellController<T>({
      declaration,
      getState: () => this.state,
      dispatch: (action) => {
        this.dispatch(action);
      },
      createClient: async (onEvent) => {
        const [{ SessionClient }, { fetchComputeProgram, startComputeWorker }] = await Promise.all([
          import('@lib/session/client'),
          import('@lib/compute'),
        ]);
        await fetchComputeProgram();
        return new SessionClient({ onEvent, createWorker: () => startComputeWorker('session') });
      },
      focusProblem: () => void this.focusProblem(),
      focusRun: () => void this.focusRun(),
      requestUpdate: () => {
        this.requestUpdate();
      },
    });
    this.extension = declaration.extend?.(this.runner) ?? null;
    this.keeper = new RunKeeper<T>({
      element: declaration.element,
      title: declaration.title,
      store: runStore,
      getState: () => this.state,
      states: () => this.runner.states(),
      atStake: this.atStake,
      health: declaration.health,
      onOffer: (offer) => {
        this.offer = offer;
      },
      inform: (text) => {
        this.runner.inform(text);
      },
    });
    this.share = new Share(this, {
      cell: declaration.element,
      values: () => shareOf(declaration, this.state),
      onShared: (values) => {
        if (this.runner.takeShared(values)) void this.runner.apply();
      },
    });
    const { takeFiles } = this.extension ?? {};
    this.drop = takeFiles ? new DropTarget(this, takeFiles) : null;
  }

  /** Set the cell up as an experiment says, from fresh weights, and run it. */
  runExperiment(values: SharedValues): void {
    if (this.runner.takeShared(values)) void this.runner.restart();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.welcome();
  }

  protected override render() {
    const { declaration, state } = this;
    return cellView(
      {
        declaration,
        state,
        commands: { ...this.runner.shared, ...(this.extension?.commands as T['commands']) },
      },
      {
        announcement: this.announcer.next(state.phase, this.summary(), performance.now()),
        shareButton: this.share.button(),
        dropHint: this.drop?.hint(this.extension?.dropHint ?? '') ?? nothing,
        keptRun: keptRunOffer(this.offer, this.offerCommands),
      },
    );
  }

  private readonly offerCommands = {
    onContinue: (slot: Slot) => {
      void this.focusRun();
      void this.runner.guarded(async () => {
        const run = await this.keeper.take(slot);
        if (run) await this.runner.goOn(run);
      });
    },
    onBegin: () => {
      void this.focusRun();
      this.runner.shared.run();
    },
    onForget: () => {
      void this.focusRun();
      void this.keeper.forget();
    },
  };

  /** The run in a sentence or two, for screen readers; empty where something else speaks for it. */
  private summary(): string {
    const { declaration, state } = this;
    if (state.preparation) return state.preparation.message;
    const what = spokenPhases[state.phase];
    const numbers = what && !state.isPreview ? declaration.summary(state) : '';
    return numbers && `${what}。${numbers}`;
  }

  protected override shouldUpdate(): boolean {
    // Training goes on in a hidden tab; drawing what no one sees would only slow it down.
    return !this.hasUpdated || document.visibilityState === 'visible';
  }

  protected override listen(signal: AbortSignal): void {
    super.listen(signal);
    const onVisibility = () => {
      if (document.visibilityState === 'hidden') this.hide();
      this.requestUpdate();
    };
    document.addEventListener('visibilitychange', onVisibility, { signal });
    const onLeave = (event: BeforeUnloadEvent) => {
      // While the reader thinks about the question, there is time to keep what there is.
      this.keeper.hidden();
      if (this.atStake.isWorthKeeping(this.state)) event.preventDefault();
    };
    window.addEventListener('beforeunload', onLeave, { signal });
    for (const type of approachEvents)
      this.renderRoot.addEventListener(type, this.onApproach, { signal, passive: true });
  }

  private readonly onApproach = (event: Event): void => {
    if (isApproach(event)) void warm(this.runner);
  };

  protected override onShortcut(): void {
    const { phase } = this.state;
    if (phase === 'running') this.runner.shared.pause();
    else if (phase === 'idle' || phase === 'paused' || phase === 'finished')
      this.runner.shared.run();
  }

  protected override onPageHide({ persisted }: PageTransitionEvent): void {
    this.hide();
    // A page that may come back keeps its networks; one that goes for good frees them.
    if (persisted) void this.runner.pause();
    else this.runner.close();
  }

  /** The reader may not come back. */
  private hide(): void {
    const { session, step } = this.state;
    const isLost = this.atStake.isWorthKeeping(this.state) && !this.keeper.hasKept;
    // A page that goes for good is hidden once more after that, without its run.
    if (session) lostRuns.note(this.declaration.element, isLost ? step : null);
    this.keeper.hidden();
    this.extension?.hidden?.();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.keeper.close();
  }

  /** Say what is left of the reader's last visit. */
  private async welcome(): Promise<void> {
    const lost = lostRuns.tell(this.declaration.element);
    const isOffered = await this.keeper.look();
    const kept = (await this.extension?.kept?.()) ?? null;
    const text = [lost, kept].filter((part) => part !== null).join('');
    const { phase, notice } = this.state;
    if (text !== '' && !isOffered && phase === 'idle' && !notice) this.runner.inform(text);
  }

  private dispatch(action: CellAction<T>): void {
    const before = this.state;
    this.state = reduce(this.declaration, before, action);
    this.atStake.follow(action, this.state);
    this.computing.show(this.state.phase === 'running' || this.state.phase === 'preparing');
    this.keeper.follow(action, before);
    this.extension?.onAction?.(action, before);
  }

  private async focusRun(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.controls .primary')?.focus();
  }

  private async focusProblem(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
  }
}
