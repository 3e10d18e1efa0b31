import { CellElement } from '../shared/cell-element';
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
export abstract class PadCell extends CellElement implements ExperimentalCell {
  protected abstract override readonly runner: Runner;

  protected abstract get phase(): PadPhase;
  /** Take values of a link or an experiment, not yet validated. */
  protected abstract take(values: SharedValues): void;

  runExperiment(values: SharedValues): void {
    this.take(values);
    void this.runner.runAnew();
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

  protected override onShortcut(): void {
    void this.runner.run();
  }

  protected override onPageHide(): void {
    // A page that may come back loads its networks again when it is asked to.
    this.runner.close();
  }
}
