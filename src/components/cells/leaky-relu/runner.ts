/** Turns what the reader asks for into commands to the contest's worker. */
import type { ContestClient } from '@lib/runtime/contest/client';
import { Sequence } from '@lib/runtime/scheduling';
import { speeds } from '../shared/speed';
import { contestOf } from './settings';
import { type Action, isStale, type RectifierState } from './state';

/** The part of the client that a cell needs; tests pass a fake. */
export type Client = Pick<ContestClient, keyof ContestClient>;

export interface RunnerOptions {
  readonly getState: () => RectifierState;
  readonly dispatch: (action: Action) => void;
  /** Called on the first command, so that a page doesn't load the worker before. */
  readonly createClient: () => Promise<Client>;
}

/** Commands run one after the other; those that were asked for before a `close` are dropped. */
export class Runner {
  private readonly sequence = new Sequence();
  private loading: Promise<Client> | null = null;
  private loaded: Client | null = null;
  private generation = 0;
  /** Whether the worker holds networks. */
  private isOpen = false;

  constructor(private readonly options: RunnerOptions) {}

  /** Train until paused, from fresh networks if the settings have changed. */
  run(): Promise<void> {
    return this.command(async (client) => {
      await this.ensureOpen(client);
      // First, since the last frame of a run that fails at once comes before the answer.
      this.options.dispatch({ type: 'phase', phase: 'running' });
      await client.start(speeds[this.state.speed].pace);
    });
  }

  pause(): Promise<void> {
    if (this.state.phase !== 'running') return Promise.resolve();
    this.options.dispatch({ type: 'phase', phase: 'stopping' });
    return this.command(async (client) => {
      await client.pause();
      this.settle();
    });
  }

  step(): Promise<void> {
    return this.command(async (client) => {
      await this.ensureOpen(client);
      this.options.dispatch({ type: 'phase', phase: 'stepping' });
      await client.step();
      this.settle();
    });
  }

  /** Fresh networks from the present settings. */
  reset(): Promise<void> {
    return this.command(async (client) => {
      await this.open(client);
      this.settle();
    });
  }

  /** A new run from the present settings. */
  restart(): Promise<void> {
    void this.reset();
    return this.run();
  }

  /** Take changed settings up: a run under way begins again with them. */
  async apply(): Promise<void> {
    if (this.state.phase === 'running' && isStale(this.state)) await this.run();
  }

  /** At another pace, if a run is under way. */
  async applyPace(): Promise<void> {
    if (this.state.phase === 'running') await this.run();
  }

  /** End the worker; what was drawn stays. */
  close(): void {
    this.generation += 1;
    this.isOpen = false;
    this.loaded?.dispose();
    this.options.dispatch({ type: 'closed' });
  }

  private get state(): RectifierState {
    return this.options.getState();
  }

  /** After a command: paused, unless it failed. */
  private settle(): void {
    if (this.state.phase !== 'failed') this.options.dispatch({ type: 'phase', phase: 'paused' });
  }

  private async ensureOpen(client: Client): Promise<void> {
    const isUsable = this.isOpen && this.state.phase !== 'failed';
    if (!isUsable || isStale(this.state)) await this.open(client);
  }

  private async open(client: Client): Promise<void> {
    this.isOpen = false;
    this.options.dispatch({ type: 'opening' });
    await client.open(contestOf(this.state.settings));
    this.isOpen = true;
  }

  private command(job: (client: Client) => Promise<void>): Promise<void> {
    const { generation } = this;
    return this.sequence.add(async () => {
      if (generation !== this.generation) return;
      try {
        this.loading ??= this.options.createClient();
        this.loaded = await this.loading;
        if (generation === this.generation) await job(this.loaded);
      } catch (error) {
        if (!this.loaded) this.loading = null;
        // One that was let go by `close` has nothing to complain of.
        if (generation !== this.generation) return;
        this.isOpen = false;
        const text = error instanceof Error ? error.message : String(error);
        this.options.dispatch({ type: 'phase', phase: 'failed' });
        this.options.dispatch({ type: 'notice', notice: { tone: 'error', text } });
      }
    });
  }
}
