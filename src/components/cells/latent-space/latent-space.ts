import { LitElement } from 'lit';
import { generatorShelf } from '../shared/kept-generator';
import { Share } from '../shared/share';
import type { ExperimentalCell } from '../shared/experiments';
import type { SharedValues } from '../shared/share-link';
import { cellStyles } from '../shared/styles/index';
import { LatentRunner } from './runner';
import { shareOf } from './settings';
import { type Action, initialState, type LatentState, reduce } from './state';
import { latentStyles } from './styles';
import { latentView } from './view';

/**
 * `<latent-space>`: arithmetic, ways, a slice and sliders in the space of z of a trained generator.
 * The generator is loaded, and everything drawn, in a worker, once the reader asks for it.
 */
export class LatentSpace extends LitElement implements ExperimentalCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, latentStyles];

  declare private state: LatentState;
  private isInteractive = false;
  private listening: AbortController | null = null;
  private readonly runner = new LatentRunner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { LatentClient } = await import('@lib/runtime/latent/client');
      return new LatentClient((text) => {
        this.runner.close();
        this.dispatch({ type: 'failed', text });
      });
    },
    loadArchive: async () => (await import('@lib/storage/archive')).archive,
    shelf: generatorShelf,
  });
  private readonly share = new Share(this, {
    cell: 'latent-space',
    values: () => shareOf(this.state.settings, this.state.groups),
    onShared: (values) => {
      this.setUp(values);
    },
  });

  constructor() {
    super();
    this.state = initialState;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.isInteractive = true;
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.addEventListener('keydown', this.onKey, { signal });
    // A page that may come back loads its generator again when it is asked to.
    const close = () => {
      this.runner.close();
    };
    addEventListener('pagehide', close, { signal });
    const look = () => {
      if (document.visibilityState === 'visible') void this.runner.lookForKept();
    };
    look();
    // The reader may have trained one in another tab.
    document.addEventListener('visibilitychange', look, { signal });
    addEventListener('pageshow', look, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.runner.close();
  }

  runExperiment(values: SharedValues): void {
    this.dispatch({ type: 'shared', values });
    void this.runner.open();
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override render() {
    return latentView({
      state: this.state,
      isInteractive: this.isInteractive,
      shareButton: this.share.button(),
      dispatch: (action) => {
        this.act(action);
      },
      onRun: () => {
        this.dispatch({ type: 'dismiss' });
        void this.runner.open();
      },
      onFiles: (files) => void this.runner.useFiles(files),
      onShipped: () => void this.runner.useShipped(),
      onKept: () => void this.runner.useKept(),
      onForget: () => void this.runner.forgetKept(),
    });
  }

  /** What a link says; samples of another seed are drawn anew. */
  private setUp(values: SharedValues): void {
    const { seed } = this.state.settings;
    this.dispatch({ type: 'shared', values });
    this.followSeed(seed);
  }

  private act(action: Action): void {
    const { seed } = this.state.settings;
    this.dispatch(action);
    this.followSeed(seed);
  }

  private followSeed(before: number): void {
    if (this.state.phase !== 'ready') return;
    if (this.state.settings.seed === before) void this.runner.draw();
    else void this.runner.open();
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type === 'change' || action.type === 'toggle') this.share.clear();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (this.state.phase !== 'preparing') void this.runner.open();
  };
}

if (!customElements.get('latent-space')) customElements.define('latent-space', LatentSpace);

declare global {
  interface HTMLElementTagNameMap {
    'latent-space': LatentSpace;
  }
}
