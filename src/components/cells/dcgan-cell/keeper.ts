/** Keeps the generator of the reader's run in the browser, for the cell of the space of z. */
import { wordsOf } from '@lib/error-words';
import { averaged } from '@lib/models/family';
import type { SavedNetworks } from '@lib/session/protocol';
import { type GeneratorStore, type Kept, nothingKept, whatIsKept } from '../kit/kept-generator';
import type { DcganState } from './types';

/** Milliseconds of a run between two keepings: for readers who leave without a pause. */
const interval = 60_000;

export interface KeeperOptions {
  readonly store: GeneratorStore;
  readonly getState: () => DcganState;
  /** Both networks as they are; `null` without any. */
  readonly networks: () => Promise<SavedNetworks | null>;
  /** Called when there is something else to show. */
  readonly onChange: (kept: Kept) => void;
  /** The present, in milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Keeps the generator when a run pauses or ends, when its page is hidden, and now and then while it
 * goes on. A browser that refuses is told of once, and asked again at the next pause.
 */
export class GeneratorKeeper {
  private readonly now: () => number;
  private isKeeping = false;
  /** Of the run under way; its beginning counts as the first. */
  private lastTime = Infinity;
  private shown = nothingKept;

  constructor(private readonly options: KeeperOptions) {
    this.now = options.now ?? Date.now;
  }

  /** What is kept, for the reader. */
  get kept(): Kept {
    return this.shown;
  }

  /** Find out what an earlier visit has left. @returns that, for the reader; `null` for nothing */
  async look(): Promise<string | null> {
    this.show(await this.options.store.look());
    const { about } = this.shown;
    return about && whatIsKept(about);
  }

  /** After the state has changed. */
  follow(before: DcganState): void {
    const { phase } = this.options.getState();
    const wasRunning = before.phase === 'running' || before.phase === 'stopping';
    if (phase === 'running' && before.phase !== 'running') this.lastTime = this.now();
    if (wasRunning && (phase === 'paused' || phase === 'finished')) void this.keep();
    else if (phase === 'running' && this.now() - this.lastTime >= interval) void this.keep();
  }

  /** The page is hidden, perhaps for good. */
  hidden(): void {
    if (this.options.getState().phase === 'running') void this.keep();
  }

  /** Keep what the networks are now. */
  async keep(): Promise<void> {
    if (this.isKeeping) return;
    this.isKeeping = true;
    this.lastTime = this.now();
    try {
      const saved = await this.options.networks();
      const { used, step } = this.options.getState();
      const generator = saved && averaged(saved, 'generator');
      if (!generator || !used || step === 0) return;
      const about = { step, savedAt: this.now(), settings: used };
      await this.options.store.keep(generator, about);
      this.show({ about, problem: null });
    } catch (error) {
      this.complain(error);
    } finally {
      this.isKeeping = false;
    }
  }

  /** Delete what is kept. */
  async forget(): Promise<void> {
    try {
      await this.options.store.forget();
      this.show(nothingKept);
    } catch (error) {
      this.complain(error);
    }
  }

  private complain(error: unknown): void {
    if (error instanceof Error && error.name === 'WorkerEnded') return;
    // Not again during this run: nothing has changed that could help.
    this.lastTime = Infinity;
    this.show({ ...this.shown, problem: wordsOf(error) });
  }

  private show(kept: Kept): void {
    this.shown = kept;
    this.options.onChange(kept);
  }
}
