/** Has a worker look at what is on the pad, and never at more than one thing at a time. */
import { WorkerEnded } from '@lib/runtime/session-worker';

/** Where a cell with a pad stands: without networks, fetching them, or with them. */
export type PadPhase = 'idle' | 'preparing' | 'ready';

export const padPhaseLabels: Readonly<Record<PadPhase, string>> = {
  idle: '実行前',
  preparing: '準備中',
  ready: '操作できます',
};

export interface PadRunnerOptions<Client, Wish, Result> {
  readonly getPhase: () => PadPhase;
  readonly onPhase: (phase: PadPhase) => void;
  /** Called on the first run, so that a page doesn't load the worker before. */
  readonly createClient: () => Promise<Client>;
  /** Has the worker load its networks; what comes of it is handed on once it is still wanted. */
  readonly open: (client: Client) => Promise<(() => void) | undefined>;
  /** What the reader wants looked at now, as parts that are compared one by one. */
  readonly wish: () => Wish;
  readonly fulfil: (client: Client, wish: Wish) => Promise<Result>;
  readonly onResult: (result: Result) => void;
  /** With a message for the reader, in Japanese. */
  readonly onFailure: (text: string) => void;
}

export class PadRunner<
  Client extends { dispose(): void },
  Wish extends readonly unknown[],
  Result,
> {
  private client: Client | null = null;
  private isWorking = false;
  /** What was looked at last. */
  private known: Wish | null = null;
  /** Counts closings and openings; what an older one still had under way is dropped. */
  private generation = 0;

  constructor(private readonly options: PadRunnerOptions<Client, Wish, Result>) {}

  /** Load the networks if they are not there yet, and look at what is on the pad. */
  async run(): Promise<void> {
    const { getPhase } = this.options;
    if (getPhase() === 'preparing') return;
    if (getPhase() === 'idle') await this.open();
    else await this.work(this.generation);
  }

  /** As `run`, even if nothing new is wanted: what was shown has been put away. */
  async runAnew(): Promise<void> {
    this.known = null;
    await this.run();
  }

  /** Load networks, in the place of those before, and look at what is on the pad. */
  async open(): Promise<void> {
    const { onPhase, createClient, open } = this.options;
    const generation = ++this.generation;
    onPhase('preparing');
    try {
      this.client ??= await createClient();
      const handOn = await open(this.client);
      if (generation !== this.generation) return;
      this.known = null;
      handOn?.();
      onPhase('ready');
      await this.work(generation);
    } catch (error) {
      this.fail(error, generation);
    }
  }

  /** End the worker; what it found stays on the screen. */
  close(): void {
    this.generation += 1;
    this.client?.dispose();
    this.client = null;
    this.known = null;
    this.isWorking = false;
    this.options.onPhase('idle');
  }

  /** Only the newest wish counts, once the one before is fulfilled. */
  private async work(generation: number): Promise<void> {
    const { client } = this;
    if (this.isWorking || !client) return;
    this.isWorking = true;
    try {
      for (;;) {
        const wish = this.options.wish();
        if (wish.every((part, i) => this.known?.[i] === part)) return;
        this.known = wish;
        const result = await this.options.fulfil(client, wish);
        if (generation !== this.generation) return;
        this.options.onResult(result);
      }
    } catch (error) {
      this.fail(error, generation);
    } finally {
      if (generation === this.generation) this.isWorking = false;
    }
  }

  private fail(error: unknown, generation: number): void {
    if (generation !== this.generation || error instanceof WorkerEnded) return;
    this.known = null;
    this.options.onPhase('idle');
    this.options.onFailure(error instanceof Error ? error.message : String(error));
  }
}
