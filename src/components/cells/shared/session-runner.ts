/** Turns what the reader asks for into commands to a worker that holds one session. */
import { Sequence } from '@lib/runtime/scheduling';
import type { Notice } from './notice';
import type { Phase } from './phase';

/** The commands that every session understands. */
export interface SessionClient {
  pause(): Promise<void>;
  step(): Promise<void>;
  dispose(): void;
}

export type SessionAction =
  | { readonly type: 'phase'; readonly phase: Phase }
  /** No session any more; what is shown stays. */
  | { readonly type: 'closed' }
  | { readonly type: 'notice'; readonly notice: Notice | null };

export interface SessionRunnerOptions<Client extends SessionClient> {
  readonly getPhase: () => Phase;
  readonly dispatch: (action: SessionAction) => void;
  /** Called on the first command, so that a page doesn't load the worker before. */
  readonly createClient: () => Promise<Client>;
  /** Throws for the reader if the form's values cannot be used. */
  readonly check: () => void;
  /**
   * Have the session go by the form's values, if it does not yet and can.
   *
   * @returns whether it goes by them
   */
  readonly adopt: (client: Client) => Promise<boolean> | boolean;
  /** A fresh session of the form's values. */
  readonly open: (client: Client) => Promise<void>;
  /** Train until paused. */
  readonly start: (client: Client) => Promise<void>;
}

interface Preparation {
  readonly isFresh: boolean;
  /** Whether a fresh session may take the place of one that cannot take the values up. */
  readonly mayOpen: boolean;
  readonly isStale: () => boolean;
}

/** Commands run one after the other; those that were asked for before a `close` are dropped. */
export class SessionRunner<Client extends SessionClient> {
  private commands = new Sequence();
  private client: Promise<Client> | null = null;
  private generation = 0;
  private isOpen = false;

  constructor(private readonly options: SessionRunnerOptions<Client>) {}

  /** Train, from fresh networks if the form asks for others. */
  run(): Promise<void> {
    return this.command((client) => this.train(client));
  }

  /** Train from fresh networks. */
  restart(): Promise<void> {
    return this.command((client) => this.train(client), { isFresh: true });
  }

  async pause(): Promise<void> {
    if (this.options.getPhase() !== 'running') return;
    this.options.dispatch({ type: 'phase', phase: 'stopping' });
    const { client } = this;
    // Whatever the form holds by then: a pause does not depend on it.
    await this.commands.add(async () => (await client)?.pause()).catch(() => undefined);
    this.settle();
  }

  step(): Promise<void> {
    return this.single((client) => client.step());
  }

  /** Fresh networks; or, while some are being made, none any longer. */
  reset(): Promise<void> {
    if (this.options.getPhase() === 'preparing') {
      this.close();
      return Promise.resolve();
    }
    return this.command(() => Promise.resolve(), { isFresh: true });
  }

  /** Take the form's values up if the session can; a run that cannot begins again with them. */
  apply(): Promise<void> {
    const phase = this.options.getPhase();
    if (!this.isOpen || phase === 'failed') return Promise.resolve();
    const wasRunning = phase === 'running';
    return this.command(
      async (client) => {
        const isFresh = wasRunning && this.options.getPhase() !== 'running';
        if (isFresh) await this.train(client);
      },
      // What is shown of a session that stands still goes only when the reader runs another.
      { mayOpen: wasRunning },
    );
  }

  /** Let the worker go. */
  close(): void {
    this.generation += 1;
    this.commands = new Sequence();
    this.isOpen = false;
    void this.client?.then(
      (client) => {
        client.dispose();
      },
      () => undefined,
    );
    this.client = null;
    this.options.dispatch({ type: 'closed' });
  }

  /** A command that ends by itself. */
  protected single(action: (client: Client) => Promise<void>): Promise<void> {
    return this.command(async (client) => {
      this.options.dispatch({ type: 'phase', phase: 'stepping' });
      await action(client);
      this.settle();
    });
  }

  private async train(client: Client): Promise<void> {
    const { dispatch, getPhase, start } = this.options;
    const before = getPhase();
    // First, since the last event of a run that fails at once comes before the answer.
    dispatch({ type: 'phase', phase: 'running' });
    try {
      await start(client);
    } catch (error) {
      if (getPhase() === 'running') dispatch({ type: 'phase', phase: before });
      throw error;
    }
  }

  /** Paused, unless it failed. */
  private settle(): void {
    const phase = this.options.getPhase();
    if (phase === 'failed' || phase === 'idle') return;
    this.options.dispatch({ type: 'phase', phase: 'paused' });
  }

  private command(
    action: (client: Client) => Promise<void>,
    { isFresh = false, mayOpen = true } = {},
  ): Promise<void> {
    const { generation } = this;
    const isStale = () => generation !== this.generation;
    return this.commands.add(async () => {
      if (isStale()) return;
      try {
        this.options.check();
        const client = await this.connect();
        if (!isStale()) await this.prepare(client, { isFresh, mayOpen, isStale });
        if (!isStale()) await action(client);
      } catch (error) {
        // A worker that was let go has nothing to complain of; one that died has said so.
        if (!isStale() && !isEnded(error)) this.complain(error);
      }
    });
  }

  /** A session that goes by the form's values: the one that there is, if it can. */
  private async prepare(client: Client, { isFresh, mayOpen, isStale }: Preparation): Promise<void> {
    const { adopt, open, getPhase, dispatch } = this.options;
    const isUsable = !isFresh && this.isOpen && getPhase() !== 'failed';
    if (isUsable && ((await adopt(client)) || !mayOpen)) return;
    this.isOpen = false;
    dispatch({ type: 'phase', phase: 'preparing' });
    await open(client);
    if (isStale()) return;
    this.isOpen = true;
    dispatch({ type: 'phase', phase: 'paused' });
  }

  /** A download that failed may go well another time. */
  private async connect(): Promise<Client> {
    this.client ??= this.options.createClient();
    try {
      return await this.client;
    } catch (error) {
      this.client = null;
      throw error;
    }
  }

  private complain(error: unknown): void {
    const { dispatch, getPhase } = this.options;
    const text = error instanceof Error ? error.message : String(error);
    dispatch({ type: 'notice', notice: { tone: 'error', text } });
    const phase = getPhase();
    // Commands that could not be carried out leave a run as it was.
    if (phase === 'preparing' || phase === 'stepping') {
      dispatch({ type: 'phase', phase: this.isOpen ? 'paused' : 'idle' });
    }
  }
}

function isEnded(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkerEnded';
}
