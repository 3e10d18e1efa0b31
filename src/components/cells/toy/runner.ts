/**
 * Turns what the reader asks for into commands to a session of small GANs, and its answers into
 * actions: for cells of any number of lanes, on the line or in the plane.
 */
import type { Drawing } from '@lib/data/strokes';
import { Sequence } from '@lib/runtime/scheduling';
import type { ToyClient } from '@lib/runtime/toy/client';
import type { ToyInfo, ToyPace, ToyView } from '@lib/runtime/toy/protocol';
import { type ToySettings, withLiveSettings } from '@lib/training/toy-settings';
import type { Notice } from '../shared/notice';
import type { Phase } from '../shared/phase';

export type Client = Pick<ToyClient, keyof ToyClient>;

/** All that a session is opened with. */
export interface ToyPlan {
  /** One for every GAN. */
  readonly lanes: readonly ToySettings[];
  readonly drawing: Drawing;
  readonly view: ToyView;
}

export type ToyAction =
  | { readonly type: 'phase'; readonly phase: Phase }
  /** A session has begun, or has taken up other settings; the plan is what it goes by now. */
  | { readonly type: 'opened' | 'updated'; readonly plan: ToyPlan; readonly info: ToyInfo }
  /** No session any more; what is shown stays. */
  | { readonly type: 'closed' }
  | { readonly type: 'notice'; readonly notice: Notice | null };

export interface ToyRunnerOptions {
  readonly getPhase: () => Phase;
  readonly getPace: () => ToyPace;
  /** What the form asks for. Throws an `Error` for the reader if that cannot be used. */
  readonly getPlan: () => ToyPlan;
  readonly dispatch: (action: ToyAction) => void;
  /** Called on the first command that needs the worker, so that a page doesn't load it before. */
  readonly createClient: () => Promise<Client>;
}

export class ToyRunner {
  private client: Promise<Client> | null = null;
  /** What the session goes by; `null` without one. */
  private used: ToyPlan | null = null;
  /** Commands run one after the other: a second press waits for the first. */
  private commands = new Sequence();
  /** Counts the workers let go; what an older one still had under way is dropped. */
  private generation = 0;

  constructor(private readonly options: ToyRunnerOptions) {}

  /** Train; at another pace if that is under way. */
  run(): Promise<void> {
    return this.command((client) => client.start(this.options.getPace()));
  }

  async pause(): Promise<void> {
    if (this.options.getPhase() !== 'running') return;
    this.options.dispatch({ type: 'phase', phase: 'stopping' });
    const { client } = this;
    // Whatever the form holds by then: a pause does not depend on it.
    await this.commands.add(async () => (await client)?.pause()).catch(() => undefined);
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
    return this.command(() => Promise.resolve(), { isFresh: true });
  }

  /** A new run from the present settings. */
  restart(): Promise<void> {
    return this.command((client) => client.start(this.options.getPace()), { isFresh: true });
  }

  /** Take the form's values up, as far as a run under way can. */
  apply(): Promise<void> {
    if (!this.used || this.options.getPhase() === 'failed') return Promise.resolve();
    return this.command(() => Promise.resolve());
  }

  /** At another pace, if a run is under way. */
  applyPace(): Promise<void> {
    return this.options.getPhase() === 'running' ? this.run() : Promise.resolve();
  }

  /** Let the worker go. */
  close(): void {
    this.generation += 1;
    this.commands = new Sequence();
    this.used = null;
    void this.client?.then(
      (client) => {
        client.dispose();
      },
      () => undefined,
    );
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
    const isStale = () => generation !== this.generation;
    return this.commands.add(async () => {
      if (isStale()) return;
      try {
        const plan = this.options.getPlan();
        const client = await this.connect();
        if (isStale()) return;
        await this.prepare(client, plan, { isFresh, isStale });
        if (!isStale()) await action(client);
      } catch (error) {
        // A worker that was let go, or that died, has been told of already.
        if (isStale() || isEnded(error)) return;
        this.complain(error instanceof Error ? error.message : String(error));
      }
    });
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

  /** A session with these settings: the one that there is, if it can take them up. */
  private async prepare(
    client: Client,
    plan: ToyPlan,
    { isFresh, isStale }: { readonly isFresh: boolean; readonly isStale: () => boolean },
  ): Promise<void> {
    const { used } = this;
    if (isFresh || !used || this.options.getPhase() === 'failed') {
      this.options.dispatch({ type: 'phase', phase: 'preparing' });
      const info = await client.open(plan);
      if (isStale()) return;
      this.used = plan;
      this.options.dispatch({ type: 'opened', plan, info });
      return;
    }
    const next = inPlace(used, plan);
    if (JSON.stringify(next) === JSON.stringify(used)) return;
    if (JSON.stringify(next.view) !== JSON.stringify(used.view)) await client.setView(next.view);
    const info = await client.update(next.lanes, next.drawing);
    if (isStale()) return;
    this.used = next;
    this.options.dispatch({ type: 'updated', plan: next, info });
  }

  private complain(text: string): void {
    this.options.dispatch({ type: 'notice', notice: { tone: 'error', text } });
    const phase = this.options.getPhase();
    // Commands that could not be carried out leave a run as it was.
    if (phase === 'preparing' || phase === 'stepping') {
      this.options.dispatch({ type: 'phase', phase: this.used ? 'paused' : 'idle' });
    }
  }
}

/** A plan as far as the session of another one can follow it. */
function inPlace({ lanes }: ToyPlan, plan: ToyPlan): ToyPlan {
  // All names in the plan's own order, by which two plans are compared.
  return {
    ...plan,
    lanes: lanes.map((lane, i) => withLiveSettings(lane, plan.lanes[i] ?? lane)),
  };
}

function isEnded(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkerEnded';
}
