/** A sandbox with its worker at work: frames, the best rung of the ladder, files. */
import { wordsOf } from '@lib/error-words';
import type { BridgeReport, PageMessage, WorkerKind } from '@lib/notebook/protocol';
import type { KernelFacts } from './kernel';
import { lineOfFacts, lineOfNone, lostWords, wordsOfLoss } from './lost-words';
import { expectSandboxFiles, readSandboxFile } from './sandbox-files';
import { fetchRuntime, SandboxFrame, type SandboxFrameOptions } from './sandbox-frame';
import { type CheckedMessage, readWorkerMessage } from './worker-messages';

/** For a worker's program to start, which is large; machines may be slow. */
const patience = 60_000;

export interface SandboxOptions {
  /** What the worker says once it is at work. */
  readonly onMessage: (message: CheckedMessage) => void;
  /** Called once when the worker has ended by itself, or was ended for what it did. */
  readonly onLost: (reason: string) => void;
}

interface Started {
  readonly backend: string;
  readonly threads: number;
}

export class Sandbox {
  private frame: SandboxFrame | null = null;
  private way: WorkerKind = 'blob';
  /** Messages of the worker that have been taken, in all; those that are told to it. */
  private taken = 0;
  private isTelling = false;
  private starting: ((outcome: Started | Error) => void) | null = null;

  constructor(private readonly options: SandboxOptions) {}

  /**
   * Start a worker, the first or a new one.
   *
   * @throws in Japanese if files do not come
   */
  async start(): Promise<KernelFacts> {
    expectSandboxFiles();
    const [program, frame] = this.frame
      ? [undefined, this.frame]
      : await bothOf(fetchRuntime(), SandboxFrame.open(this.frameOptions));
    try {
      if (frame instanceof Error) throw frame;
      this.frame = frame;
      const { isIsolated } = this.frame;
      const { backend, threads } = await this.startWorker(program);
      const rung = rungOf({ way: this.way, isIsolated, threads });
      const facts = { rung, backend, threads } as const;
      return { ...facts, line: lineOfFacts(facts) };
    } catch (error) {
      this.close();
      return { rung: 'none', backend: '', threads: 0, line: lineOfNone(error) };
    }
  }

  tell(message: PageMessage, transfer: ArrayBuffer[] = []): void {
    this.frame?.tell({ kind: 'tell', message, transfer }, transfer);
  }

  stop(run: number): void {
    this.frame?.tell({ kind: 'stop', run });
  }

  /** End the worker; the frames stay for the next. */
  end(): void {
    this.frame?.tell({ kind: 'end' });
    this.taken = 0;
  }

  close(): void {
    this.frame?.close();
    this.frame = null;
  }

  private readonly frameOptions: SandboxFrameOptions = {
    onReport: (report) => this.hear(report),
    onGone: () => {
      this.frame = null;
      this.lose(lostWords.memory);
    },
  };

  /** By the first way that works. */
  private async startWorker(program: ArrayBuffer | undefined): Promise<Started> {
    const first = await this.tryWorker(this.way, program).catch((error: unknown) => error);
    if (isStarted(first)) return first;
    if (this.way === 'data' || !this.frame) throw first;
    this.way = 'data';
    return this.tryWorker('data', program ? await fetchRuntime() : undefined);
  }

  private tryWorker(way: WorkerKind, program: ArrayBuffer | undefined): Promise<Started> {
    this.taken = 0;
    return new Promise((resolve, reject) => {
      const settle = (outcome: Started | Error) => {
        clearTimeout(timer);
        this.starting = null;
        if (outcome instanceof Error) reject(outcome);
        else resolve(outcome);
      };
      const timer = setTimeout(() => {
        settle(new Error('計算用のプログラムが始まりませんでした。'));
      }, patience);
      this.starting = settle;
      const transfer = program ? [program] : [];
      this.frame?.tell({ kind: 'start', way, ...(program ? { program } : {}) }, transfer);
    });
  }

  private hear(report: BridgeReport): void {
    if (report.kind === 'lost') this.lose(wordsOfLoss(report));
    if (report.kind !== 'said') return;
    const message = readWorkerMessage(report.message);
    this.taken += 1;
    this.tellTaken();
    if (!message) {
      this.end();
      this.lose(lostWords.strange);
    } else if (message.kind === 'facts') this.starting?.(message);
    else if (message.kind === 'unable') this.starting?.(new Error(message.message));
    else if (message.kind === 'call' && message.ask.what === 'file') void this.give(message);
    else this.options.onMessage(message);
  }

  private lose(reason: string): void {
    if (this.starting) this.starting(new Error(reason));
    else this.options.onLost(reason);
  }

  private async give({ call, ask }: CheckedMessage<'call'>): Promise<void> {
    if (ask.what !== 'file') return;
    try {
      const bytes = await readSandboxFile(ask.path, ask.title);
      this.tell({ kind: 'answer', call, value: bytes }, [bytes]);
    } catch (error) {
      this.tell({ kind: 'refuse', call, message: wordsOf(error) });
    }
  }

  /** Once the page has drawn what came: the worker holds back meanwhile. */
  private tellTaken(): void {
    if (this.isTelling) return;
    this.isTelling = true;
    const tell = () => {
      if (!this.isTelling) return;
      this.isTelling = false;
      this.frame?.tell({ kind: 'drawn', count: this.taken });
    };
    requestAnimationFrame(tell);
    // Where nothing is drawn, as in a hidden tab.
    setTimeout(tell, 200);
  }
}

/**
 * Program and frame, which come beside each other.
 *
 * @throws if the program does not come
 */
async function bothOf(
  program: Promise<ArrayBuffer>,
  frame: Promise<SandboxFrame>,
): Promise<[ArrayBuffer, SandboxFrame | Error]> {
  const opened = frame.catch((error: unknown) => error as Error);
  try {
    return [await program, await opened];
  } catch (error) {
    const unused = await opened;
    if (unused instanceof SandboxFrame) unused.close();
    throw error;
  }
}

function rungOf(found: { way: WorkerKind; isIsolated: boolean; threads: number }) {
  const { way, isIsolated, threads } = found;
  if (isIsolated && (way === 'blob' || threads > 1)) return 'isolated';
  return way === 'data' ? 'data' : 'single';
}

function isStarted(outcome: unknown): outcome is Started {
  return typeof outcome === 'object' && outcome !== null && 'backend' in outcome;
}
