/** What the worker asks of the page: files, and checkpoints. */
import type { PageCall, WorkerMessage } from '../protocol';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

export class PageCalls {
  private next = 1;
  private readonly waiting = new Map<number, Waiting>();

  constructor(private readonly post: (message: WorkerMessage, transfer: ArrayBuffer[]) => void) {}

  /** @throws what the page says, in Japanese */
  ask(run: number, ask: PageCall): Promise<unknown> {
    const call = this.next;
    this.next += 1;
    return new Promise((resolve, reject) => {
      this.waiting.set(call, { resolve, reject });
      this.post({ kind: 'call', call, run, ask }, buffersOf(ask));
    });
  }

  answer(call: number, value: unknown): void {
    this.waiting.get(call)?.resolve(value);
    this.waiting.delete(call);
  }

  refuse(call: number, message: string): void {
    this.waiting.get(call)?.reject(new Error(message));
    this.waiting.delete(call);
  }
}

/** A checkpoint is a copy already, and large: its arrays are handed over. */
function buffersOf(ask: PageCall): ArrayBuffer[] {
  if (ask.what !== 'keep') return [];
  const buffers = Object.values(ask.checkpoint.arrays).map(({ buffer }) => buffer);
  return [...new Set(buffers)].filter((buffer) => buffer instanceof ArrayBuffer);
}
