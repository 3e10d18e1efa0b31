/** The runs of a notebook's worker. */
import type { Part } from './parts';
import { TrainingRun } from './run';
import type { RunHost } from './run-host';

/** `training` and `checkpointed` as cells call them, and what their evaluator asks of the runs. */
export interface TrainingRuns {
  training(name: string, parts: Readonly<Record<string, Part>>): TrainingRun;
  checkpointed(name: string): Promise<number | null>;
  /** Whether a run is at work on a step: a stop then waits for its end, so that it can be kept whole. */
  readonly isWithinStep: boolean;
  /** What runs have changed since it was made: networks, optimizers, streams. */
  isConsumed(value: unknown): boolean;
  /** Have all runs keep their state at the end of their step, as when the page is hidden. */
  keepSoon(): void;
}

export function createTrainingRuns(host: RunHost): TrainingRuns {
  const runs: TrainingRun[] = [];
  const consumed = new WeakSet();
  const onBegin = (parts: readonly Part[]) => {
    for (const part of parts) consumed.add(part);
  };
  return {
    training(name, parts) {
      if (typeof name !== 'string' || name === '' || name.length > 64) {
        throw new TypeError('training()の1つ目は、学習の名前（64文字まで）です。');
      }
      const run = new TrainingRun({ name, parts, host, onBegin });
      runs.push(run);
      return run;
    },
    checkpointed: (name) => host.keptStep(name),
    get isWithinStep() {
      return runs.some((run) => run.isWithinStep);
    },
    isConsumed: (value) => typeof value === 'object' && value !== null && consumed.has(value),
    keepSoon() {
      for (const run of runs) run.keepSoon();
    },
  };
}
