/** The kernel of a page: runs cells in a sandbox, one after the other. */
import { wordsOf } from '@lib/error-words';
import { type CellError, type CellOutput, readOutput } from '@lib/notebook/outputs';
import { ComputingSign } from '@lib/offline/computing';
import { Sequence } from '@lib/scheduling';
import { onTyping, takesEveryCore } from '@lib/typing';
import type { CellEnd, KernelCell, KernelFacts, KernelOptions, NotebookKernel } from './kernel';
import { expectFilesOf } from './sandbox-files';
import { lostWords } from './lost-words';
import { Sandbox } from './sandbox';
import type { CheckedMessage } from './worker-messages';

/** A stop that is not answered by then ends the worker. */
const softly = 1000;
/** While a training step may be under way, which hears nothing; and while its state is being kept. */
const forStep = 8000;
const forCheckpoint = 20_000;
/** Without a run for so long, the sandbox is put away. */
const idle = 10 * 60_000;

interface Run {
  readonly number: number;
  readonly cell: string;
  readonly onOutput: (output: CellOutput) => void;
  readonly began: number;
  isTraining: boolean;
  readonly end: (end: CellEnd) => void;
  readonly ended: Promise<CellEnd>;
}

/** Of a page; it starts its sandbox when that is first needed. */
export function createKernel(options: KernelOptions): NotebookKernel {
  return new SandboxKernel(options);
}

class SandboxKernel implements NotebookKernel {
  private readonly sandbox: Sandbox;
  private readonly sequence = new Sequence();
  /** Tells other tabs, and keeps the browser from freezing a hidden page. */
  private readonly sign = new ComputingSign();
  private facts: Promise<KernelFacts> | null = null;
  private runs = 0;
  private current: Run | null = null;
  /** The newest run of each cell, whose callbacks may show more. */
  private readonly newest = new Map<string, Run>();
  private hardStop: ReturnType<typeof setTimeout> | undefined;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  private tensors = 0;
  /** While a training on every core heeds the reader's typing: what ends that. */
  private hush: (() => void) | null = null;

  constructor(private readonly options: KernelOptions) {
    this.sandbox = new Sandbox({
      onMessage: (message) => this.hear(message),
      onLost: (reason) => this.lose(reason),
    });
    document.addEventListener('visibilitychange', this.onVisibility);
  }

  ready(): Promise<KernelFacts> {
    this.facts ??= this.sandbox.start().catch((error: unknown) => {
      // A network that failed once may not fail again.
      this.facts = null;
      throw error;
    });
    return this.facts;
  }

  expect(codes: readonly string[]): void {
    expectFilesOf(codes);
  }

  run(cell: KernelCell, onOutput: (output: CellOutput) => void): Promise<CellEnd> {
    return this.sequence.add(async () => {
      const { rung, backend, threads, line } = await this.ready();
      if (rung === 'none') throw new Error(line);
      clearTimeout(this.idleTimer);
      const run = this.begin(cell, onOutput);
      onOutput({ kind: 'status', ms: 0, backend, threads, tensors: this.tensors });
      const { id, code, defines, uses } = cell;
      const message = { id, code, defines: [...defines], uses: [...uses] };
      this.sandbox.tell({ kind: 'run', run: run.number, cell: message });
      const end = await run.ended;
      this.idleTimer = setTimeout(() => {
        this.putAway();
      }, idle);
      return end;
    });
  }

  async stop(): Promise<void> {
    const run = this.current;
    if (!run) return;
    // Asked a second time, the reader does not want to wait.
    const isUrgent = this.hardStop !== undefined;
    this.sandbox.stop(run.number);
    this.endAfter(run.isTraining && !isUrgent ? forStep : softly);
    await run.ended;
  }

  forget(ids: readonly string[]): void {
    for (const id of ids) this.newest.delete(id);
    this.sandbox.tell({ kind: 'forget', cells: [...ids] });
  }

  dispose(): void {
    document.removeEventListener('visibilitychange', this.onVisibility);
    clearTimeout(this.idleTimer);
    this.lose(lostWords.idle);
    this.sandbox.close();
  }

  private begin({ id }: KernelCell, onOutput: Run['onOutput']): Run {
    this.runs += 1;
    const { promise: ended, resolve: end } = withResolvers<CellEnd>();
    const began = performance.now();
    const run: Run = {
      number: this.runs,
      cell: id,
      onOutput,
      began,
      isTraining: false,
      end,
      ended,
    };
    this.current = run;
    this.newest.set(id, run);
    this.sign.show(true);
    return run;
  }

  private hear(message: CheckedMessage): void {
    if (message.kind === 'outputs') this.show(message);
    if (message.kind === 'call') void this.answer(message);
    if (message.kind === 'training' && message.run === this.current?.number) {
      this.current.isTraining = true;
      void this.heedTyping();
    }
    if (message.kind === 'stopping' && this.hardStop) this.endAfter(forCheckpoint);
    if (message.kind !== 'end' || message.run !== this.current?.number) return;
    const { how: kind, ms, error, tensors, consumed } = message;
    this.tensors = tensors;
    this.finish({ kind, ms, tensors, consumed, ...(error ? { error } : {}) });
  }

  private show({ run, outputs }: CheckedMessage<'outputs'>): void {
    const found = this.runOf(run);
    if (!found) return;
    for (const something of outputs) {
      const output = readOutput(something);
      if (output) found.onOutput(output);
    }
  }

  private async answer({ call, run, ask }: CheckedMessage<'call'>): Promise<void> {
    const cell = this.runOf(run)?.cell;
    const { keeper } = this.options;
    try {
      if (cell === undefined) throw new Error('このセルの前の実行は、もう終わっています。');
      let value: unknown = null;
      if (ask.what === 'keep') await keeper.keep(cell, ask.name, ask.checkpoint);
      if (ask.what === 'kept') value = await keeper.kept(cell, ask.name);
      if (ask.what === 'kept-step') value = await keeper.keptStep(cell, ask.name);
      this.sandbox.tell({ kind: 'answer', call, value });
    } catch (error) {
      this.sandbox.tell({ kind: 'refuse', call, message: wordsOf(error) });
    }
  }

  private runOf(number: number): Run | undefined {
    return [...this.newest.values()].find((run) => run.number === number);
  }

  private endAfter(milliseconds: number): void {
    clearTimeout(this.hardStop);
    this.hardStop = setTimeout(() => {
      this.sandbox.end();
      this.lose(lostWords.stopped);
      // The next press is not to wait for a new worker.
      this.ready().catch(() => undefined);
    }, milliseconds);
  }

  /** The worker is no more. */
  private lose(reason: string): void {
    this.facts = null;
    this.tensors = 0;
    this.newest.clear();
    const error: CellError = { name: 'Lost', message: reason, frames: [] };
    const ms = performance.now() - (this.current?.began ?? 0);
    this.finish({ kind: 'lost', ms, tensors: 0, consumed: [], error });
    this.options.onLost(reason);
  }

  private finish(end: CellEnd): void {
    clearTimeout(this.hardStop);
    this.hardStop = undefined;
    this.hush?.();
    const run = this.current;
    this.current = null;
    this.sign.show(false);
    run?.end(end);
  }

  /** As long as the training runs that has begun. */
  private async heedTyping(): Promise<void> {
    const run = this.current;
    const facts = await this.facts;
    if (run !== this.current || !facts || !takesEveryCore(facts.threads)) return;
    this.hush?.();
    this.hush = onTyping(() => this.sandbox.tell({ kind: 'typed' }));
  }

  private putAway(): void {
    this.sandbox.close();
    this.lose(lostWords.idle);
  }

  private readonly onVisibility = () => {
    if (document.visibilityState === 'hidden') this.sandbox.tell({ kind: 'keep-soon' });
  };
}

function withResolvers<Value>() {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((settle) => (resolve = settle));
  return { promise, resolve };
}
