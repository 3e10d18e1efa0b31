import { LitElement, type PropertyValues } from 'lit';
import type { ImageGrid } from '../../charts/image-grid';
import '../../charts/image-grid';
import '../../charts/line-chart';
import { Announcer } from '../shared/announcer';
import { DropTarget } from '../shared/drop-target';
import type { ExperimentalCell } from '../shared/experiments';
import { generatorShelf } from '../shared/kept-generator';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { cellStyles } from '../shared/styles/index';
import { type Commands, createCommands, type Surface } from './commands';
import { presetNames, type PresetName } from './controls';
import { noFilms, record } from './film/films';
import { GeneratorKeeper } from './keeper';
import { DcganRunner } from './runner';
import { type Action, type DcganState, initialState, reduce } from './state';
import { summary } from './status';
import { dcganStyles } from './styles';
import { dcganView } from './view';

/** Milliseconds of training from which on leaving the page asks first. */
const worthKeeping = 30_000;

/**
 * `<dcgan-cell>`: a DCGAN that the reader trains.
 *
 * Attribute: `preset`, the set of values that the form begins with (`quick` if left out).
 *
 * The server renders it with everything but a way to start, as a declarative shadow root, which the
 * element replaces when its program has come.
 */
export class DcganCell extends LitElement implements Surface, ExperimentalCell {
  static override properties = { preset: {}, state: { state: true } };
  static override styles = [cellStyles, dcganStyles];

  declare preset: PresetName | null;
  declare private state: DcganState;

  private films = noFilms;
  private isInteractive = false;
  /** Whether a link or an experiment has filled the form, which then counts for more than the preset. */
  private isSetUp = false;
  private listening: AbortController | null = null;
  private announcement = '';
  private readonly announcer = new Announcer();
  private readonly commands: Commands;
  private readonly drop = new DropTarget(this, (files) => {
    this.commands.takeDropped(files);
  });
  private readonly runner = new DcganRunner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    loadArchive: async () => (await import('@lib/storage/archive')).archive,
    createClient: async () => {
      const { TrainingClient } = await import('@lib/runtime/client');
      return new TrainingClient({
        onEvent: (event) => {
          this.dispatch({ type: 'event', event });
        },
      });
    },
  });

  private readonly keeper = new GeneratorKeeper({
    shelf: generatorShelf,
    getState: () => this.state,
    networks: () => this.runner.networks(),
    onChange: () => {
      this.requestUpdate();
    },
  });
  private readonly share = new Share(this, {
    cell: 'dcgan-cell',
    values: () => this.state.draft,
    onShared: (values) => {
      if (this.setUp(values)) void this.runner.applySettings();
    },
  });

  constructor() {
    super();
    this.preset = null;
    this.state = initialState;
    this.commands = createCommands({
      runner: this.runner,
      getState: () => this.state,
      dispatch: (action) => {
        this.dispatch(action);
      },
      surface: this,
    });
  }

  runExperiment(values: SharedValues): void {
    if (this.setUp(values)) void this.runner.restart();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.isInteractive = true;
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.addEventListener('keydown', this.onKey, { signal });
    window.addEventListener('pagehide', this.onPageHide, { signal });
    window.addEventListener('beforeunload', this.onLeave, { signal });
    document.addEventListener('visibilitychange', this.onVisibility, { signal });
    void this.keeper.look();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.runner.close(null);
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override shouldUpdate(): boolean {
    // Training goes on in a hidden tab; drawing what no one sees would only slow it down.
    return !this.hasUpdated || document.visibilityState === 'visible';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { preset } = this;
    if (changed.has('preset') && preset && !this.isSetUp && presetNames.includes(preset)) {
      this.dispatch({ type: 'preset', preset });
    }
    const { phase } = this.state;
    this.announcement = this.announcer.next(phase, summary(this.state), performance.now());
  }

  protected override render() {
    return dcganView({
      state: this.state,
      films: this.films,
      commands: this.commands,
      kept: this.keeper.kept,
      onForget: () => void this.keeper.forget(),
      isInteractive: this.isInteractive,
      announcement: this.announcement,
      isFileOver: this.drop.isOver,
      shareButton: this.share.button(),
    });
  }

  /** The samples as drawn, in PNG. */
  async samplesPng(): Promise<Blob> {
    const grid = this.renderRoot.querySelector<ImageGrid>('#samples');
    if (!grid) throw new Error('dcgan-cell has not been rendered yet');
    return grid.toPng();
  }

  async focusRun(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.controls .primary')?.focus();
  }

  async focusProblem(): Promise<void> {
    await this.updateComplete;
    const field = this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]');
    field?.closest('details')?.setAttribute('open', '');
    field?.focus();
  }

  /** @returns whether the values could be used; if not, the reader has been told */
  private setUp(values: SharedValues): boolean {
    this.isSetUp = true;
    this.dispatch({ type: 'shared', values });
    return !this.state.notice;
  }

  private dispatch(action: Action): void {
    this.films = record(this.films, action);
    const before = this.state;
    this.state = reduce(before, action);
    this.keeper.follow(before);
    if (action.type === 'edit' || action.type === 'preset') this.share.clear();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const { phase } = this.state;
    if (phase === 'running') this.commands.pause();
    else if (phase !== 'preparing' && phase !== 'stopping' && phase !== 'failed')
      this.commands.run();
  };

  private readonly onVisibility = () => {
    if (document.visibilityState === 'hidden') this.keeper.hidden();
    this.requestUpdate();
  };

  private readonly onPageHide = ({ persisted }: PageTransitionEvent) => {
    // A page that may come back keeps its networks; one that goes for good frees them.
    if (persisted) void this.runner.pause();
    else this.runner.close(null);
  };

  private readonly onLeave = (event: BeforeUnloadEvent) => {
    const { phase, progress } = this.state;
    const isLong = progress !== null && progress.elapsedMs > worthKeeping;
    if (phase === 'running' && isLong) event.preventDefault();
  };
}

if (!customElements.get('dcgan-cell')) customElements.define('dcgan-cell', DcganCell);

declare global {
  interface HTMLElementTagNameMap {
    'dcgan-cell': DcganCell;
  }
}
