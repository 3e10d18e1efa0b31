import { LitElement } from 'lit';
import '../../charts/line-chart';
import { Announcer } from '../shared/announcer';
import type { ExperimentalCell } from '../shared/experiments';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { compactForm } from '../shared/styles/compact-form';
import { cellStyles } from '../shared/styles/index';
import './duel-plane';
import { formatSize } from './pictures';
import { DuelRunner } from './runner';
import { type Action, type DuelState, initialState, reduce, shareOf } from './state';
import { duelStyles } from './styles';
import { type DuelCommands, duelView } from './view';

/**
 * `<loss-duel>`: two small GANs from the same seed, one with the saturating loss and one with the
 * other, in lock-step after a head start of both discriminators. The server renders it with the
 * opening moment, which the element replaces.
 */
export class LossDuel extends LitElement implements ExperimentalCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, compactForm, duelStyles];

  declare private state: DuelState;
  private isInteractive = false;
  private listening: AbortController | null = null;
  private readonly announcer = new Announcer();
  private readonly runner = new DuelRunner({
    getState: () => this.state,
    dispatch: (action) => {
      this.dispatch(action);
    },
    createClient: async () => {
      const { ToyClient } = await import('@lib/runtime/toy/client');
      return new ToyClient({
        onEvent: (event) => {
          this.dispatch({ type: 'event', event });
        },
      });
    },
  });
  private readonly share = new Share(this, {
    cell: 'loss-duel',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.setUp(values);
    },
  });
  private readonly commands: DuelCommands = {
    run: () => void this.runner.run(),
    pause: () => void this.runner.pause(),
    step: () => void this.runner.step(),
    reset: () => void this.runner.reset(),
    edit: (name, value) => {
      this.dispatch({ type: 'edit', name, value });
    },
    commit: () => void this.runner.apply(),
    chooseSpeed: (speed) => {
      this.dispatch({ type: 'speed', speed });
      void this.runner.applyPace();
    },
    dismissNotice: () => {
      this.dispatch({ type: 'notice', notice: null });
    },
  };

  constructor() {
    super();
    this.state = initialState;
  }

  runExperiment(values: SharedValues): void {
    this.setUp(values);
    if (!this.state.notice) void this.runner.restart();
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

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override shouldUpdate(): boolean {
    // Training goes on in a hidden tab; drawing what no one sees would only slow it down.
    return !this.hasUpdated || document.visibilityState === 'visible';
  }

  protected override render() {
    const { state } = this;
    return duelView({
      state,
      commands: this.commands,
      isInteractive: this.isInteractive,
      announcement: this.announcer.next(state.phase, summary(state), performance.now()),
      shareButton: this.share.button(),
    });
  }

  /** Any run under way is of other settings, and ends. */
  private setUp(values: SharedValues): void {
    this.runner.close();
    this.dispatch({ type: 'shared', values });
  }

  private dispatch(action: Action): void {
    this.state = reduce(this.state, action);
    if (action.type === 'edit' || action.type === 'speed') this.share.clear();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    const { phase } = this.state;
    if (phase === 'running') this.commands.pause();
    else if (phase === 'idle' || phase === 'paused') this.commands.run();
  };

  private readonly onPageHide = ({ persisted }: PageTransitionEvent) => {
    // A page that may come back keeps its networks; one that goes for good frees them.
    if (persisted) void this.runner.pause();
    else this.runner.close();
  };
}

/** The run in a sentence or two, for screen readers. */
function summary({ phase, step, latest, isOpening }: DuelState): string {
  if (phase === 'preparing') return '識別器だけを先に学習させています。';
  if (isOpening || !latest) return '';
  return (
    `生成器の更新${step}回。D(G(z))の平均は、飽和する側${formatSize(latest.saturatingScore)}、` +
    `飽和しない側${formatSize(latest.nonSaturatingScore)}。` +
    `勾配の比は${formatSize(latest.ratio)}倍、理論では${formatSize(latest.expectedRatio)}倍。`
  );
}

if (!customElements.get('loss-duel')) customElements.define('loss-duel', LossDuel);

declare global {
  interface HTMLElementTagNameMap {
    'loss-duel': LossDuel;
  }
}
