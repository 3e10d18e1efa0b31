import { LitElement } from 'lit';
import { Announcer } from '../shared/announcer';
import type { ExperimentalCell } from '../shared/experiments';
import { Share } from '../shared/share';
import type { SharedValues } from '../shared/share-link';
import type { PadPhase } from './pad-runner';

/** What a cell with a pad asks its runner for. */
interface Runner {
  run(): Promise<void>;
  runAnew(): Promise<void>;
  close(): void;
}

/** The life in the page of a cell with a pad: keys, experiments, and the worker's end. */
export abstract class PadCell extends LitElement implements ExperimentalCell {
  /** Whether the element is alive, rather than rendered by the server. */
  protected isInteractive = false;
  protected abstract readonly runner: Runner;
  private listening: AbortController | null = null;
  private readonly announcer = new Announcer();

  protected abstract get phase(): PadPhase;
  /** Take values of a link or an experiment, not yet validated. */
  protected abstract take(values: SharedValues): void;

  override connectedCallback(): void {
    super.connectedCallback();
    this.isInteractive = true;
    this.listening = new AbortController();
    const { signal } = this.listening;
    this.addEventListener('keydown', this.onKey, { signal });
    // A page that may come back loads its networks again when it is asked to.
    const close = () => {
      this.runner.close();
    };
    addEventListener('pagehide', close, { signal });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening?.abort();
    this.runner.close();
  }

  runExperiment(values: SharedValues): void {
    this.take(values);
    void this.runner.runAnew();
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  /** The cell's share links. What one says is looked at at once if the networks are there. */
  protected shareAs(cell: string, values: () => SharedValues): Share {
    return new Share(this, {
      cell,
      values,
      onShared: (shared) => {
        this.take(shared);
        if (this.phase === 'ready') void this.runner.runAnew();
      },
    });
  }

  /** What a screen reader is to hear now: a summary, thinned out, unless its subject is another. */
  protected announce(subject: string, summary: string): string {
    return this.announcer.next(subject, summary, performance.now());
  }

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !event.shiftKey || event.isComposing) return;
    event.preventDefault();
    void this.runner.run();
  };
}
