/** Turns what the reader asks for into commands to the worker, and its answers into actions. */
import { parseSettings } from '@lib/controls';
import { Sequence } from '@lib/runtime/scheduling';
import type { ToyClient } from '@lib/runtime/toy/client';
import { speeds } from '../shared/speed';
import { lineControls, type LineSettings, toySettingsOf } from './controls';
import { lineView } from './snapshot';
import type { Action, LineState } from './state';

export type Client = Pick<ToyClient, keyof ToyClient>;

export interface RunnerOptions {
  readonly getState: () => LineState;
  readonly dispatch: (action: Action) => void;
  /** Called on the first command that needs the worker, so that a page doesn't load it before. */
  readonly createClient: () => Promise<Client>;
}

export class LineRunner {
  private client: Promise<Client> | null = null;
  /** Commands run one after the other: a second press waits for the first. */
  private commands = new Sequence();
  /** Counts the workers let go; what an older one still had under way is dropped. */
  private generation = 0;

  constructor(private readonly options: RunnerOptions) {}

  run(): Promise<void> {
    return this.command(async (client) => {
      await client.start(speeds[this.state.speed].pace);
    });
  }

  pause(): Promise<void> {
    if (this.state.phase !== 'running') return Promise.resolve();
    this.options.dispatch({ type: 'phase', phase: 'stopping' });
    const { client } = this;
    // Whatever the form holds by then: a pause does not depend on it.
    return this.commands.add(async () => (await client)?.pause()).catch(() => undefined);
  }

  step(): Promise<void> {
    return this.single((client) => client.step());
  }

  stepDiscriminator(): Promise<void> {
    return this.single((client) => client.stepDiscriminator());
  }

  stepGenerator(): Promise<void> {
    return this.single((client) => client.stepGenerator());
  }

  /** Fresh weights from the present settings. */
  reset(): Promise<void> {
    return this.command(async () => Promise.resolve(), { isFresh: true });
  }

  /** A new run from the present settings. */
  restart(): Promise<void> {
    return this.command((client) => client.start(speeds[this.state.speed].pace), { isFresh: true });
  }

  /** Take the form's values up, as far as a run under way can. */
  applySettings(): Promise<void> {
    const { settings, failure } = this.state;
    return settings && !failure ? this.command(async () => Promise.resolve()) : Promise.resolve();
  }

  /** At another pace, if a run is under way. */
  applySpeed(): Promise<void> {
    return this.state.phase === 'running' ? this.run() : Promise.resolve();
  }

  /** Let the worker go. */
  close(): void {
    this.generation += 1;
    this.commands = new Sequence();
    void this.client?.then((client) => {
      client.dispose();
    });
    this.client = null;
    this.options.dispatch({ type: 'closed' });
  }

  private single(action: (client: Client) => Promise<void>): Promise<void> {
    return this.command(async (client) => {
      this.options.dispatch({ type: 'phase', phase: 'stepping' });
      await action(client);
      this.options.dispatch({ type: 'phase', phase: 'paused' });
    });
  }

  private command(
    action: (client: Client) => Promise<void>,
    { isFresh = false } = {},
  ): Promise<void> {
    const { generation } = this;
    return this.commands.add(async () => {
      if (generation !== this.generation) return;
      const parsed = parseSettings(lineControls, this.state.draft);
      if (!parsed.ok) {
        this.complain(`使えない値があります。${parsed.problems[0]?.message ?? ''}`);
        return;
      }
      try {
        const client = await (this.client ??= this.options.createClient());
        await this.prepare(client, parsed.settings, isFresh);
        if (generation === this.generation) await action(client);
      } catch (error) {
        // A worker that was let go, or that died, has been told of already.
        if (generation !== this.generation || isEnded(error)) return;
        this.complain(error instanceof Error ? error.message : String(error));
        this.options.dispatch({ type: 'phase', phase: this.state.info ? 'paused' : 'idle' });
      }
    });
  }

  /** A session with these settings: the one that there is, if it can take them up. */
  private async prepare(client: Client, settings: LineSettings, isFresh: boolean): Promise<void> {
    const { settings: used, failure } = this.state;
    const toy = toySettingsOf(settings);
    if (isFresh || !used || failure) {
      this.options.dispatch({ type: 'phase', phase: 'preparing' });
      const info = await client.open({ lanes: [toy], view: lineView });
      this.options.dispatch({ type: 'opened', settings, info });
      return;
    }
    if (JSON.stringify(used) === JSON.stringify({ ...settings, seed: used.seed })) return;
    const info = await client.update([toy]);
    this.options.dispatch({ type: 'updated', settings: { ...settings, seed: used.seed }, info });
  }

  private complain(text: string): void {
    this.options.dispatch({ type: 'notice', notice: { tone: 'error', text } });
  }

  private get state(): LineState {
    return this.options.getState();
  }
}

function isEnded(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkerEnded';
}
