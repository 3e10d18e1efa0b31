import { LitElement } from 'lit';
import { Announcer } from '../shared/announcer';
import type { ExperimentalCell } from '../shared/experiments';
import { formatMeasure } from '../shared/format';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import { speeds } from '../shared/speed';
import { cellStyles } from '../shared/styles/index';
import { ToyRunner } from '../toy/runner';
import { gapOf } from './snapshot';
import { type Action, initialState, type LineState, planOf, reduce, shareOf } from './state';
import { lineStyles } from './styles';
import { type LineCommands, lineView } from './view';

/**
 * `<line-gan>`: a GAN on the line that the reader trains, with p_data, p_g, D and the best D on one
 * axis. The server renders it with the opening moment, which the element replaces.
 */
export class LineGan extends LitElement implements ExperimentalCell {
  static override properties = { state: { state: true } };
  static override styles = [cellStyles, lineStyles];

  declare private state: LineState;
  private isInteractive = false;
  private listening: AbortController | null = null;
  private readonly announcer = new Announcer();
  private readonly runner = new ToyRunner({
    getPhase: () => this.state.phase,
    getPace: () => speeds[this.state.speed].pace,
    getPlan: () => planOf(this.state),
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
    cell: 'line-gan',
    values: () => shareOf(this.state),
    onShared: (values) => {
      this.setUp(values);
    },
  });
  private readonly commands: LineCommands = {
    run: () => void this.runner.run(),
    pause: () => void this.runner.pause(),
    step: () => void this.runner.step(),
    stepDiscriminator: () => void this.runner.stepDiscriminator(),
    stepGenerator: () => void this.runner.stepGenerator(),
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
    const { phase, state } = { phase: this.state.phase, state: this.state };
    return lineView({
      state,
      commands: this.commands,
      isInteractive: this.isInteractive,
      announcement: this.announcer.next(phase, summary(state), performance.now()),
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
function summary({ phase, snapshot, narration, isOpening }: LineState): string {
  if (isOpening) return phase === 'preparing' ? '準備しています。' : '';
  const { metrics } = snapshot;
  const accuracy = Number.isNaN(metrics.accuracy)
    ? ''
    : `識別器の正解率${(100 * metrics.accuracy).toFixed(0)}パーセント。`;
  const gap = `D(x)とD*(x)との差の平均${formatMeasure(gapOf(snapshot))}。`;
  return `生成器の更新${metrics.step}回、識別器の更新${metrics.discriminatorUpdates}回。${accuracy}${gap}${narration}`;
}

if (!customElements.get('line-gan')) customElements.define('line-gan', LineGan);

declare global {
  interface HTMLElementTagNameMap {
    'line-gan': LineGan;
  }
}
