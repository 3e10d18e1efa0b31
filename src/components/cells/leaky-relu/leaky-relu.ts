import { LitElement } from 'lit';
import '../../charts/line-chart';
import { Announcer } from '../shared/announcer';
import type { ExperimentalCell } from '../shared/experiments';
import { formatMeasure } from '../shared/format';
import { Share } from '../shared/share';
import { sharedValues, type SharedValues } from '../shared/share-link';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import { looks } from './curves';
import { Runner } from './runner';
import { type Action, deadUnits, initialState, reduce, type RectifierState } from './state';
import { rectifierStyles } from './styles';
import { rectifierView } from './view';

/**
 * `<leaky-relu>`: ReLU, Leaky ReLU and PReLU as curves, and the same network with each of them,
 * trained side by side in a worker.
 */
export class LeakyRelu extends LitElement implements ExperimentalCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, compactForm, rectifierStyles];

  declare private state: RectifierState;
  private isInteractive = false;
  private announcement = '';
  private listening: AbortController | null = null;
  private readonly announcer = new Announcer();
  private readonly runner = new Runner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { ContestClient } = await import('@lib/runtime/contest/client');
      return new ContestClient({
        onEvent: (event) => {
          this.dispatch({ type: 'event', event });
        },
      });
    },
  });
  private readonly share = new Share(this, {
    cell: 'leaky-relu',
    values: () => sharedValues(this.state.settings),
    onShared: (values) => {
      this.dispatch({ type: 'shared', values });
      void this.runner.settingsChanged();
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
    window.addEventListener('pagehide', this.onPageHide, { signal });
    document.addEventListener('visibilitychange', () => this.requestUpdate(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.runner.close();
  }

  runExperiment(values: SharedValues): void {
    this.dispatch({ type: 'shared', values });
    void this.runner.reset();
    void this.runner.run();
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

  protected override willUpdate(): void {
    if (!this.isInteractive) return;
    const { phase } = this.state;
    this.announcement = this.announcer.next(phase, summary(this.state), performance.now());
  }

  protected override render() {
    return rectifierView({
      state: this.state,
      isInteractive: this.isInteractive,
      announcement: this.announcement,
      shareButton: this.share.button(),
      dispatch: (action) => {
        this.dispatch(action);
      },
      commands: {
        run: () => void this.runner.run(),
        pause: () => void this.runner.pause(),
        step: () => void this.runner.step(),
        reset: () => void this.runner.reset(),
        settle: () => void this.runner.settingsChanged(),
      },
    });
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type === 'change') this.share.clear();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const { phase } = this.state;
    if (phase === 'running') void this.runner.pause();
    else if (phase !== 'preparing' && phase !== 'stopping') void this.runner.run();
  };

  private readonly onPageHide = ({ persisted }: PageTransitionEvent) => {
    // A page that may come back keeps its networks; one that goes for good frees them.
    if (persisted) void this.runner.pause();
    else this.runner.close();
  };
}

/** The numbers in a sentence; empty before there are any. */
function summary({ step, lanes }: RectifierState): string {
  if (lanes.length === 0) return '';
  const parts = lanes.map((lane) => {
    const { label } = looks[lane.rectifier];
    return lane.hasDiverged
      ? `${label}は発散`
      : `${label}は損失${formatMeasure(lane.view.loss)}、死んだユニット${deadUnits(lane)}`;
  });
  return `ステップ${step}。${parts.join('。')}。`;
}

if (!customElements.get('leaky-relu')) customElements.define('leaky-relu', LeakyRelu);

declare global {
  interface HTMLElementTagNameMap {
    'leaky-relu': LeakyRelu;
  }
}
