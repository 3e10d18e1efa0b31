import { LitElement } from 'lit';
import { Announcer } from './announcer';
import type { ExperimentalCell } from './experiments';
import type { Phase } from './phase';
import type { SharedValues } from './share-link';

/** What a cell that trains asks its runner for. */
interface Runner {
  run(): Promise<void>;
  pause(): Promise<void>;
  /** Train from fresh networks. */
  restart(): Promise<void>;
  close(): void;
}

/**
 * The life of a cell that trains in its page: commands by keyboard, experiments of the text, tabs
 * that are hidden, pages that are left, and the worker's end when the cell leaves.
 */
export abstract class TrainingCell extends LitElement implements ExperimentalCell {
  /** Whether commands can be given: not before the element is in a page with scripts. */
  protected isInteractive = false;
  protected abstract readonly runner: Runner;
  private readonly announcer = new Announcer();
  private listening: AbortController | null = null;

  protected abstract get phase(): Phase;
  /**
   * Put values of a link or an experiment into the form.
   *
   * @param values not yet validated
   * @returns whether they could be used; if not, the reader has been told
   */
  protected abstract take(values: SharedValues): boolean;

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
    document.addEventListener('visibilitychange', () => this.requestUpdate(), { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.runner.close();
  }

  /** Any run under way is of other settings, and ends. */
  protected setUp(values: SharedValues): boolean {
    this.runner.close();
    return this.take(values);
  }

  /** The summary for screen readers, thinned out. */
  protected announce(summary: string): string {
    return this.announcer.next(this.phase, summary, performance.now());
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

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (this.phase === 'running') void this.runner.pause();
    else if (this.phase === 'idle' || this.phase === 'paused') void this.runner.run();
  };

  private readonly onPageHide = ({ persisted }: PageTransitionEvent) => {
    // A page that may come back keeps its networks; one that goes for good frees them.
    if (persisted) void this.runner.pause();
    else this.runner.close();
  };
}
