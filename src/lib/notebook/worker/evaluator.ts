/** Runs compiled cells, one at a time, and keeps what they give to each other. */
import * as tf from '@tensorflow/tfjs';
import * as gan from '../../index';
import { freeTape } from '../../nn/tidy-gradients';
import type { CellError } from '../outputs';
import type { RunEnd, RunnableCell } from '../protocol';
import { StoppedError } from '../stopped-error';
import type { TrainingRuns } from '../training';
import { cellErrorOf } from './cell-error';
import { CellValues, type Getters } from './cell-values';
import { createDisplay } from './display';
import type { Outlet } from './outlet';
import type { StopWatch } from './stop-watch';

export interface EvaluatorOptions {
  readonly outlet: Outlet;
  readonly stop: StopWatch;
  readonly runs: TrainingRuns;
  /** Make a script of a text; the address is what stack traces call it. */
  readonly load: (code: string) => { address: string; module: Promise<unknown> };
}

/** What a compiled cell's module exports: its body, with all that it may name. */
type Body = (tools: Readonly<Record<string, unknown>>) => Promise<void>;

/** Which run of a cell a script is of. */
interface Script {
  readonly cell: string;
  readonly run: number;
}

export class Evaluator {
  private readonly values = new CellValues();
  private readonly scripts = new Map<string, Script>();
  /** The newest run of each cell. */
  private readonly newest = new Map<string, number>();
  /** The run under way, or the last one. */
  private current: Script = { cell: '', run: 0 };

  constructor(private readonly options: EvaluatorOptions) {}

  /** The run under way, or the last one. */
  get run(): number {
    return this.current.run;
  }

  /** Free what cells have given. */
  forget(cells: readonly string[]): void {
    this.values.forget(cells);
  }

  /** Run a cell, whose earlier values are freed first. Never rejects. */
  async evaluate(run: number, { id, code }: RunnableCell): Promise<RunEnd> {
    const { outlet, stop, runs } = this.options;
    const before = this.newest.get(id);
    if (before !== undefined) outlet.forget(before);
    this.newest.set(id, run);
    this.current = { cell: id, run };
    this.values.forget([id]);
    outlet.begin(run);
    const signal = stop.begin(run);
    const fresh = new Set(this.values.namesOf((value) => !runs.isConsumed(value), id));
    const began = performance.now();
    const outcome = await this.outcomeOf(() => this.execute({ id, run, code, signal }));
    const ms = performance.now() - began;
    outlet.flush();
    const changed = this.values.namesOf((value) => runs.isConsumed(value), id);
    const consumed = changed.filter((name) => fresh.has(name));
    return { run, ms, ...outcome, tensors: tf.memory().numTensors, consumed };
  }

  /** An error that no cell's run has caught: of a callback, or a promise that nobody waits for. */
  late(thrown: unknown): void {
    if (thrown instanceof StoppedError) return;
    const error = this.errorOf(thrown);
    const stack = thrown instanceof Error ? String(thrown.stack) : '';
    const script = [...this.scripts].find(([address]) => stack.includes(address))?.[1];
    this.options.outlet.emit((script ?? this.current).run, { kind: 'error', error });
  }

  private async execute(cell: Parameters<Evaluator['toolsFor']>[0] & { code: string }) {
    const { address, module } = this.options.load(cell.code);
    this.scripts.set(address, { cell: cell.id, run: cell.run });
    const { default: body } = (await module) as { default: Body };
    await body(this.toolsFor(cell));
  }

  private async outcomeOf(
    execute: () => Promise<void>,
  ): Promise<Pick<RunEnd, 'how'> & { error?: CellError }> {
    try {
      await execute();
      return { how: 'done' };
    } catch (thrown) {
      freeTape();
      if (thrown instanceof StoppedError) return { how: 'stopped' };
      return { how: 'failed', error: this.errorOf(thrown) };
    }
  }

  private toolsFor(cell: { id: string; run: number; signal: AbortSignal }) {
    const { outlet, stop, runs } = this.options;
    return {
      tf,
      gan,
      take: (name: string) => this.values.take(name),
      give: (getters: Getters) => this.values.give(cell.id, getters),
      guard: stop.guard,
      ...createDisplay((output) => outlet.emit(cell.run, output)),
      training: runs.training.bind(runs),
      checkpointed: runs.checkpointed.bind(runs),
      stopped: cell.signal,
    };
  }

  private errorOf(thrown: unknown): CellError {
    return cellErrorOf(thrown, (address) => this.scripts.get(address)?.cell);
  }
}
