/** Carries out what is pressed: one queue, one kernel, and what the cells show. */
import { wordsOf } from '@lib/error-words';
import type { CompiledCell } from '@lib/notebook/compile';
import type { CellError, CellOutput } from '@lib/notebook/outputs';
import type { Slot } from '@lib/storage/database/checkpoints';
import type { CellList } from './cell-list';
import type { CellPhase, CellTexts } from './cell-state';
import { type CellFailure, failureOf, faultFailure, plainFailure } from './failures';
import type { Flow } from './flow';
import type { CellEnd, KernelFacts, NotebookKernel } from './kernel/kernel';
import { changedSinceKept, titlesOf } from './kept-code';
import { addOutput } from './output-blocks';

export interface RunnerOptions {
  readonly loadFlow: () => Promise<typeof Flow>;
  readonly createKernel: (onLost: (reason: string) => void) => Promise<NotebookKernel>;
  /** A cell has ended, or its training has been kept: so may be its outputs. */
  readonly onEnd: (id: string) => void;
}

export interface PressHow {
  /** Go on with the training that was kept, from this of its states. */
  readonly resume?: Slot;
}

/** Milliseconds without a key until what was typed is compiled. */
const betweenKeys = 150;

const nothingRan = { ms: 0, tensors: 0, consumed: [] } as const;

export class Runner {
  private flow: Promise<Flow> | null = null;
  private loaded: Flow | null = null;
  private kernel: Promise<NotebookKernel> | null = null;
  /** What the sandbox's own test has found; `null` before it has been started. */
  facts: KernelFacts | null = null;
  private pumping: Promise<void> | null = null;
  /** Pressed before the compiler was there. */
  private readonly early = new Set<string>();
  /** Cells as they ran, for the places of their errors. */
  private readonly ran = new Map<string, CompiledCell>();
  /** The code that ran, with that of the cells that it needed. */
  private readonly ranWith = new Map<string, CellTexts>();
  private isStopping = false;
  private writing: ReturnType<typeof setTimeout> | undefined;
  /** The cell whose training goes on from its checkpoint. */
  private resumed: { readonly id: string; readonly from: Slot } | null = null;

  constructor(
    private readonly cells: CellList,
    private readonly options: RunnerOptions,
  ) {}

  async press(id: string, { resume: from }: PressHow = {}): Promise<void> {
    this.early.add(id);
    this.refresh();
    // The sandbox begins while the code is looked through.
    this.warm();
    const flow = await this.open(id);
    this.early.delete(id);
    if (!flow) return;
    if (from) this.resumed = { id, from };
    flow.dispatch({ kind: 'pressed', id, resume: from !== undefined });
    this.expect(flow, [...flow.ancestors(id), id]);
    this.tellRefused(flow);
    await this.pump(flow);
  }

  async pressAll(): Promise<void> {
    const [first] = this.cells.all;
    // The sandbox begins while the code is looked through.
    this.warm();
    const flow = first && (await this.open(first.id));
    if (!flow) return;
    const faulty = this.cells.all.find(({ id }) => flow.faults(id).length > 0);
    if (faulty) this.tellFaults(flow, faulty.id);
    flow.dispatch({ kind: 'pressed-all' });
    this.expect(
      flow,
      this.cells.all.map(({ id }) => id),
    );
    await this.pump(flow);
  }

  async stop(): Promise<void> {
    if (!this.pumping) return;
    this.isStopping = true;
    this.loaded?.dispatch({ kind: 'stopped' });
    this.refresh();
    await (await this.kernel)?.stop();
  }

  get isBusy(): boolean {
    return this.pumping !== null || this.early.size > 0;
  }

  /** The texts have changed, and may do so again with the next key: compiling would hold it up. */
  writeSoon(): void {
    clearTimeout(this.writing);
    this.writing = setTimeout(() => this.write(), betweenKeys);
  }

  /** The texts have changed. */
  write(): void {
    clearTimeout(this.writing);
    this.loaded?.write(this.cells.all);
    this.refresh();
  }

  /** Which of its states a training that asks for it is to go on from; `null` to begin. */
  resumedFrom(id: string): Slot | null {
    return this.resumed?.id === id ? this.resumed.from : null;
  }

  /** A cell's code as it ran last, with that of the cells that it needed. */
  textsOf(id: string): CellTexts {
    return this.ranWith.get(id) ?? {};
  }

  forget(ids: readonly string[]): void {
    void this.kernel?.then((kernel) => {
      kernel.forget(ids);
    });
  }

  /** Loads what a run needs. What does not come is told of at the press. */
  warm(): void {
    void this.load().catch(() => null);
    void this.openKernel()
      .then((kernel) => kernel.ready())
      .catch(() => null);
  }

  load(): Promise<Flow> {
    this.flow ??= this.options
      .loadFlow()
      .then((Loaded) => (this.loaded = new Loaded(this.cells.all)))
      .catch((error: unknown) => {
        this.flow = null;
        throw error;
      });
    return this.flow;
  }

  close(): void {
    void this.kernel?.then((kernel) => {
      kernel.dispose();
    });
    this.kernel = null;
  }

  /** The compiler, with the present texts; `null` if it does not come, which the cell says. */
  private async open(id: string): Promise<Flow | null> {
    try {
      const flow = await this.load();
      flow.write(this.cells.all);
      return flow;
    } catch (error) {
      this.early.delete(id);
      this.refresh();
      this.cells.tell(id, { tone: 'error', text: wordsOf(error) });
      return null;
    }
  }

  private pump(flow: Flow): Promise<void> {
    this.pumping ??= this.work(flow).finally(() => {
      this.pumping = null;
      this.isStopping = false;
      this.resumed = null;
      this.refresh();
    });
    this.refresh();
    return this.pumping;
  }

  private async work(flow: Flow): Promise<void> {
    for (let id = flow.next; id !== null; id = flow.next) {
      const compiled = flow.cell(id);
      if (!compiled) return;
      flow.dispatch({ kind: 'started', id });
      const emptied = {
        ...{ blocks: [], failure: null, faults: [], notice: null, from: null, ms: null },
        healthyStep: null,
      };
      this.cells.change(id, emptied);
      this.refresh();
      this.noteTexts(flow, id);
      const end = await this.compute(id, compiled);
      flow.dispatch({ kind: 'ended', id, outcome: end.kind });
      this.finish(id, end);
    }
  }

  private async compute(id: string, compiled: CompiledCell): Promise<CellEnd> {
    try {
      const kernel = await this.openKernel();
      // Not what an earlier worker found: a stop while the next one starts is to be heard below.
      this.facts = await kernel.ready();
      if (this.facts.rung === 'none') throw new Error(this.facts.line);
      if (this.isStopping) return { ...nothingRan, kind: 'stopped' };
      this.ran.set(id, compiled);
      const { code, defines, uses } = compiled;
      return await kernel.run({ id, code, defines, uses }, (output) => {
        this.take(id, output);
      });
    } catch (error) {
      this.facts = null;
      const message = wordsOf(error);
      return { ...nothingRan, kind: 'failed', error: { name: '', message, frames: [] } };
    }
  }

  /** The files of what is about to run. */
  private expect(flow: Flow, ids: readonly string[]): void {
    const old = ids.filter((id) => flow.view(id).status !== 'fresh');
    const codes = old.map((id) => flow.text(id));
    void this.kernel?.then((kernel) => kernel.expect(codes)).catch(() => null);
  }

  private noteTexts(flow: Flow, id: string): void {
    const above = flow.ancestors(id).map((each) => [each, this.textsOf(each)[each] ?? ''] as const);
    this.ranWith.set(id, { ...Object.fromEntries(above), [id]: flow.text(id) });
  }

  private finish(id: string, { kind, ms, error, tensors }: CellEnd): void {
    const status = this.cells.get(id)?.status ?? null;
    // A worker that is gone is told of below, a stop needs no words.
    const isFailure = kind === 'failed' && error !== undefined;
    const failure = isFailure ? this.failureOf(error) : null;
    this.cells.change(id, { ms, failure, status: status && { ...status, tensors } });
    if (kind === 'lost') this.tellLost(id, this.isStopping ? '' : (error?.message ?? ''));
    this.options.onEnd(id);
    this.refresh();
  }

  private failureOf(error: CellError): CellFailure {
    return error.name === '' ? plainFailure(error.message) : failureOf(error, this.ran);
  }

  private take(id: string, output: CellOutput): void {
    const cell = this.cells.get(id);
    if (!cell) return;
    if (output.kind === 'status') {
      const { backend, threads, tensors } = output;
      this.cells.change(id, { status: { backend, threads, tensors } });
    } else if (output.kind === 'error') {
      const failure = this.failureOf(output.error);
      this.cells.change(id, { blocks: [...cell.blocks, { kind: 'error', failure }] });
    } else if (output.kind === 'checkpoint') {
      const keptWith = this.textsOf(id);
      this.cells.change(id, { keptStep: output.step, keptWith, takeHome: null });
      // What is shown comes back with the training.
      this.options.onEnd(id);
    } else {
      if (output.kind === 'progress' && (this.ran.get(id)?.consumes.length ?? 0) > 0)
        this.loaded?.dispatch({ kind: 'progressed', id, step: output.done });
      this.cells.change(id, { blocks: addOutput(cell.blocks, output) });
    }
  }

  private openKernel(): Promise<NotebookKernel> {
    this.kernel ??= this.options
      .createKernel((reason) => {
        // A cell that runs tells of it at its end.
        if (this.pumping) return;
        this.loaded?.dispatch({ kind: 'lost' });
        const ran = this.cells.all.find(({ phase }) => phase === 'fresh' || phase === 'stale');
        if (ran) this.tellLost(ran.id, reason);
        this.refresh();
      })
      .catch((error: unknown) => {
        this.kernel = null;
        throw error;
      });
    return this.kernel;
  }

  private tellLost(id: string, reason: string): void {
    this.cells.tell(id, {
      tone: reason === '' ? 'info' : 'error',
      text: `${reason}実行したセルの値は消えました。コードと結果は残っています。次に実行すると、必要なセルから計算し直します。`,
    });
  }

  private tellRefused(flow: Flow): void {
    const { refused } = flow;
    if (!refused) return;
    for (const id of refused.because) this.tellFaults(flow, id);
    const above = refused.because.find((id) => id !== refused.id);
    if (above === undefined) return;
    const title = this.cells.get(above)?.title ?? above;
    const text = `このセルが必要とする「${title}」を実行できません。先に「${title}」のコードを直してください。`;
    this.cells.tell(refused.id, { tone: 'error', text });
  }

  private tellFaults(flow: Flow, id: string): void {
    const faults = flow.faults(id);
    this.cells.change(id, { faults, failure: faultFailure(id, faults) });
  }

  /** Where each cell stands now. */
  private refresh(): void {
    for (const cell of this.cells.all) {
      const { id } = cell;
      const now = {
        ...this.standing(id),
        changedSinceKept: titlesOf(changedSinceKept(this.cells, id)),
      };
      const keys = Object.keys(now) as (keyof typeof now)[];
      if (keys.some((key) => now[key] !== cell[key])) this.cells.change(id, now);
    }
  }

  private standing(id: string) {
    const cell = this.cells.get(id);
    const view = this.loaded?.view(id);
    if (!view || !cell)
      return { phase: this.early.has(id) ? 'queued' : 'idle', why: null, asOf: null } as const;
    const { status, queued, why } = view;
    const isRefused = status !== 'running' && cell.failure !== null && cell.faults.length > 0;
    const phase: CellPhase =
      queued || this.early.has(id)
        ? 'queued'
        : status === 'running' && this.isStopping
          ? 'stopping'
          : isRefused
            ? 'failed'
            : status;
    const seen = view.asOf;
    const title = seen && (this.cells.get(seen.cell)?.title ?? seen.cell);
    return { phase, why, asOf: seen ? `「${title}」のステップ${seen.step}のときの結果` : null };
  }
}
