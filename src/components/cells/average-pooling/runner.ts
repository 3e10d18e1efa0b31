/** Has the worker read what is on the pad, and never more than one thing at a time. */
import type { ActivationClient } from '@lib/runtime/activation/client';
import { WorkerEnded } from '@lib/runtime/session-worker';
import { imageOf } from '../digit-pad/picture';
import type { Action, PoolingState, Reading } from './state';

/** The part of the client that the cell needs; tests pass a fake. */
export type Client = Pick<ActivationClient, 'open' | 'read' | 'digit' | 'dispose'>;

export interface RunnerOptions {
  readonly getState: () => PoolingState;
  readonly dispatch: (action: Action) => void;
  readonly createClient: () => Promise<Client>;
}

export class PoolingRunner {
  private client: Client | null = null;
  private isReading = false;
  /** What was read last, as drawing and seed. */
  private known: readonly unknown[] = [];
  /** Counts closings; what an older client still had under way is dropped. */
  private generation = 0;

  constructor(private readonly options: RunnerOptions) {}

  /** Load the classifier if it is not there yet, and read what is on the pad. */
  async run(): Promise<void> {
    const { getState, dispatch, createClient } = this.options;
    if (getState().phase === 'preparing') return;
    const { generation } = this;
    try {
      if (getState().phase === 'idle') {
        dispatch({ type: 'opening' });
        this.client ??= await createClient();
        await this.client.open();
        if (generation !== this.generation) return;
        dispatch({ type: 'opened' });
      }
      await this.read(generation);
    } catch (error) {
      if (generation === this.generation) this.fail(error);
    }
  }

  /** End the worker; what was read stays on the screen. */
  close(): void {
    this.generation += 1;
    this.client?.dispose();
    this.client = null;
    this.known = [];
    this.options.dispatch({ type: 'closed' });
  }

  /** While something is being read, only the newest drawing counts. */
  private async read(generation: number): Promise<void> {
    if (this.isReading) return;
    this.isReading = true;
    try {
      for (;;) {
        const { drawing, settings } = this.options.getState();
        const wanted = drawing ? [drawing] : [null, settings.seed];
        const isKnown = wanted.every((part, i) => part === this.known[i]);
        if (isKnown && wanted.length === this.known.length) return;
        this.known = wanted;
        const reading = await this.readOne(drawing, settings.seed);
        if (generation !== this.generation) return;
        this.options.dispatch({ type: 'read', reading });
      }
    } finally {
      this.isReading = false;
    }
  }

  private async readOne(drawing: PoolingState['drawing'], seed: number): Promise<Reading | null> {
    const { client } = this;
    if (!client) return null;
    const digit = drawing ? { image: imageOf(drawing), label: null } : await client.digit(seed);
    const { image, label } = digit;
    return image && { image, label, activation: await client.read(image) };
  }

  private fail(error: unknown): void {
    this.known = [];
    if (error instanceof WorkerEnded) return;
    const text = error instanceof Error ? error.message : String(error);
    this.options.dispatch({ type: 'failed', text });
  }
}
