/** What cells show on its way to the page: in batches, within limits, and no faster than the page draws. */
import { type CellOutput, outputLimits } from '../outputs';
import { sandboxLimits, sharedPlaces, type WorkerMessage } from '../protocol';
import { joinOutputs, sizeOf } from './join-outputs';

/** Between two batches, in milliseconds. */
const interval = 50;
/** Of one message; what is larger goes in several. */
const batchBytes = sandboxLimits.message / 4;
/** That may wait for the page; beyond, blocks are left out. */
const waitingBytes = 64 * 2 ** 20;

export interface OutletOptions {
  readonly post: (message: WorkerMessage, transfer: ArrayBuffer[]) => void;
  readonly shared: Int32Array<SharedArrayBuffer> | null;
  /** Milliseconds from any fixed origin. */
  readonly now?: () => number;
}

/** What one run of a cell has shown. */
interface Shown {
  lines: number;
  characters: number;
  omittedLines: number;
  readonly keys: Set<string>;
  blocks: number;
  waiting: CellOutput[];
}

export class Outlet {
  private readonly runs = new Map<number, Shown>();
  private readonly now: () => number;
  private last = -Infinity;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private said = 0;
  private drawn = 0;
  private waitingBytes = 0;

  constructor(private readonly options: OutletOptions) {
    this.now = options.now ?? (() => performance.now());
  }

  /** A run of a cell, whose cell forgets what an earlier one of it showed. */
  begin(run: number): void {
    const shown = { lines: 0, characters: 0, omittedLines: 0, blocks: 0, waiting: [] };
    this.runs.set(run, { ...shown, keys: new Set() });
  }

  forget(run: number): void {
    this.runs.delete(run);
  }

  /** Show something below the cell of a run. Sent at once, or with the next batch. */
  emit(run: number, output: CellOutput): void {
    const shown = this.runs.get(run);
    if (!shown) return;
    const fits = output.kind === 'text' ? limitText(shown, output) : this.limitBlock(shown, output);
    if (fits) {
      this.waitingBytes += sizeOf(fits);
      joinOutputs(shown.waiting, fits);
    }
    this.flushIfDue();
  }

  /** Send what waits if it has waited long enough; loops that never wait call this now and then. */
  flushIfDue(): void {
    const wait = this.last + interval - this.now();
    if (wait <= 0) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), wait);
  }

  /** Send what waits, as far as the page keeps up. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.last = this.now();
    for (const [run, shown] of this.runs) {
      while (shown.waiting.length > 0) {
        if (!this.mayPost) return;
        this.postBatch(run, shown);
      }
    }
    this.waitingBytes = 0;
  }

  /** Send something else, which is never held back, behind all outputs that may go before it. */
  post(message: WorkerMessage, transfer: ArrayBuffer[] = []): void {
    this.said += 1;
    this.options.post(message, transfer);
  }

  /** The page has drawn so many messages, in all. */
  acknowledge(count: number): void {
    this.drawn = count;
    if (this.timer === null && [...this.runs.values()].some(({ waiting }) => waiting.length > 0)) {
      this.flushIfDue();
    }
  }

  private get mayPost(): boolean {
    const { shared } = this.options;
    if (shared) this.drawn = Math.max(this.drawn, Atomics.load(shared, sharedPlaces.drawn));
    return this.said - this.drawn < sandboxLimits.credits;
  }

  private postBatch(run: number, shown: Shown): void {
    let bytes = 0;
    let count = 0;
    for (const output of shown.waiting) {
      bytes += sizeOf(output);
      if (count > 0 && bytes > batchBytes) break;
      count += 1;
    }
    this.post({ kind: 'outputs', run, outputs: shown.waiting.splice(0, count) });
  }

  private limitBlock(shown: Shown, output: CellOutput): CellOutput | null {
    const key = 'key' in output ? output.key : undefined;
    const isNew = key === undefined || !shown.keys.has(key);
    const isBlock = /^(value|table|images|curve)$/.test(output.kind);
    if (!isBlock) return output;
    if (isNew && shown.blocks >= outputLimits.blocks) return omit(shown, 1);
    if (this.waitingBytes + sizeOf(output) > waitingBytes) return omit(shown, 1);
    if (isNew) shown.blocks += 1;
    if (key !== undefined) shown.keys.add(key);
    return output;
  }
}

function limitText(shown: Shown, output: CellOutput & { kind: 'text' }): CellOutput {
  const lines = output.text.split('\n');
  const room = Math.max(0, outputLimits.textLines - shown.lines);
  const fitting = lines.slice(0, room);
  const left = outputLimits.textCharacters - shown.characters;
  const text = fitting.join('\n').slice(0, Math.max(0, left));
  if (fitting.length === 0 || left <= 0) return omit(shown, lines.length);
  shown.lines += fitting.length;
  shown.characters += text.length;
  shown.omittedLines += lines.length - fitting.length;
  return { ...output, text };
}

function omit(shown: Shown, lines: number): CellOutput {
  shown.omittedLines += lines;
  return { kind: 'omitted', lines: shown.omittedLines };
}
