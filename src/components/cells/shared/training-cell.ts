import { CellElement } from './cell-element';
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
export abstract class TrainingCell extends CellElement implements ExperimentalCell {
  protected abstract override readonly runner: Runner;

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

  /** Any run under way is of other settings, and ends. */
  protected setUp(values: SharedValues): boolean {
    this.runner.close();
    return this.take(values);
  }

  /** The summary for screen readers, thinned out. */
  protected announce(summary: string): string {
    return this.announcer.next(this.phase, summary, performance.now());
  }

  protected override shouldUpdate(): boolean {
    // Training goes on in a hidden tab; drawing what no one sees would only slow it down.
    return !this.hasUpdated || document.visibilityState === 'visible';
  }

  protected override listen(signal: AbortSignal): void {
    super.listen(signal);
    document.addEventListener('visibilitychange', () => this.requestUpdate(), { signal });
  }

  protected override onShortcut(): void {
    if (this.phase === 'running') void this.runner.pause();
    else if (this.phase === 'idle' || this.phase === 'paused') void this.runner.run();
  }

  protected override onPageHide({ persisted }: PageTransitionEvent): void {
    // A page that may come back keeps its networks; one that goes for good frees them.
    if (persisted) void this.runner.pause();
    else this.runner.close();
  }
}
