/**
 * Turns what the reader asks for into commands to the session, and its answers into actions. The one
 * writer of a cell's phase.
 */
import type { BackendChoiceName } from '@lib/backends/report';
import type { SettingsOf } from '@lib/controls';
import { wordsOf } from '@lib/error-words';
import { Sequence } from '@lib/scheduling';
import type { DataSource, SavedNetworks, SessionEvent, StartingPoint } from '@lib/session/protocol';
import type { Checkpoint } from '@lib/training/trainer';
import { type Client, ClientHolder } from './client-holder';
import type { CellAction, CellState, CellTypes } from './cell-state';
import type { ControllerOptions } from './controller-options';
import type { CellDeclaration, CellHandle, SharedCommands } from './declaration';
import { fileCommands } from './file-commands';
import { otherBackend } from './other-backend';
import type { Phase } from './phase';
import { restartsByItself, valuesOf, waitingNames } from './state';
import type { SharedValues } from './share-link';
import type { ReturningRun } from './shown-run';
import { speeds } from './speed';
import { sharedCommands } from './shared-commands';

interface OpenOptions {
  readonly from?: StartingPoint;
  /** Whether the run under way goes on from there. */
  readonly goesOn?: boolean;
  readonly backend?: BackendChoiceName;
  readonly takesAnyBackend?: boolean;
  readonly source?: DataSource;
}

const fresh: OpenOptions = {};

type Job<T extends CellTypes> = (
  client: Client,
  values: SettingsOf<T['controls']>,
) => Promise<void>;

/** Commands run one after the other; those that were asked for before a `close` are dropped. */
export class CellController<T extends CellTypes> implements CellHandle<T> {
  private queue = new Sequence();
  readonly worker: ClientHolder<Client>;
  /** Counts the workers given up; what an older one still had under way is dropped. */
  private generation = 0;

  constructor(private readonly options: ControllerOptions<T>) {
    this.worker = new ClientHolder(() => options.createClient(this.onEvent));
  }

  get state(): CellState<T> {
    return this.options.getState();
  }

  get declaration(): CellDeclaration<T> {
    return this.options.declaration;
  }

  dispatch(action: CellAction<T>): void {
    this.options.dispatch(action);
  }

  requestUpdate(): void {
    this.options.requestUpdate?.();
  }

  focusRun(): void {
    this.options.focusRun?.();
  }

  /** Whether there is a session that goes on. */
  get isLive(): boolean {
    return this.state.session !== null && !this.state.failure;
  }

  get hasNetworks(): boolean {
    return this.isLive && this.state.phase !== 'preparing';
  }

  /** The commands that every cell has. */
  readonly shared: SharedCommands = { ...sharedCommands(this), ...fileCommands(this) };

  /** Train until paused or finished, from fresh networks if the form asks for others. */
  run(): Promise<void> {
    return this.command(async (client, values) => {
      await this.prepare(client, values);
      await this.train(client);
    });
  }

  /** Train from fresh networks, in place of a run that is under way. */
  restart(): Promise<void> {
    return this.command(async (client, values) => {
      await this.open(client, values, fresh);
      await this.train(client);
    });
  }

  step(): Promise<void> {
    return this.single((client) => client.step());
  }

  /** A command that ends by itself. */
  single(action: (client: Client) => Promise<void>): Promise<void> {
    return this.command(async (client, values) => {
      await this.prepare(client, values);
      const before = this.state.phase;
      this.setPhase('stepping');
      try {
        await action(client);
      } catch (error) {
        if (this.isIn('stepping')) this.setPhase(before);
        throw error;
      }
    });
  }

  /** Have a run under way go at the speed chosen. */
  keepPace(): void {
    if (this.state.phase !== 'running') return;
    const client = this.worker.current;
    // Whatever the form holds by then: the pace does not depend on it.
    const job = async () => {
      if (this.isIn('running')) await (await client)?.start(speeds[this.state.speed].speed);
    };
    void this.told(() => this.queue.add(job));
  }

  async pause(): Promise<void> {
    if (this.state.phase !== 'running') return;
    this.setPhase('stopping');
    const client = this.worker.current;
    // Whatever the form holds by then: a pause does not depend on it.
    await this.queue.add(async () => (await client)?.pause()).catch(() => undefined);
    if (this.isIn('stopping')) this.setPhase('paused');
  }

  /** Fresh networks; or, while some are being made for the first time, none any longer. */
  async reset(): Promise<void> {
    if (this.state.phase === 'preparing') {
      if (!this.state.session) this.close('準備をキャンセルしました。');
      return;
    }
    await this.command((client, values) => this.open(client, values, fresh));
  }

  /** Asked when it is its turn: a run that is pressed before its worker is there must not be taken back. */
  present(): Promise<void> {
    const isWanted = () => this.state.session === null;
    return this.command((client, values) => this.open(client, values, fresh), isWanted);
  }

  /**
   * Take the values of a link or an experiment into the form.
   *
   * @returns whether they could be used; if not, the reader has been told that the defaults are set
   */
  takeShared(values: SharedValues): boolean {
    this.dispatch({ type: 'shared', values });
    this.keepPace();
    const isUsable = this.state.notice === null;
    // A run that would have to begin anew for the defaults is left alone.
    if (!isUsable && !restartsByItself(this.declaration)) void this.apply();
    return isUsable;
  }

  apply(): Promise<void> {
    return this.whileLive((client, values) => this.takeUp(client, values));
  }

  /** Go on from the last state known to be good, with the present settings. */
  async resume(backend: BackendChoiceName = this.state.surroundings.backend): Promise<void> {
    await this.command(async (client, values) => {
      const { failure } = this.state;
      const step = failure?.lastGoodStep ?? null;
      // A command before this one may have seen to it.
      if (!failure || step === null) return;
      let from: StartingPoint = { kind: 'kept', name: 'last-good' };
      if (failure.kind !== 'diverged') {
        // A worker whose GPU went away is of no more use: the state moves to another.
        const checkpoints = await client.checkpoint('last-good');
        if (!checkpoints) throw new Error('再開できる状態が残っていません。リセットしてください。');
        from = { kind: 'checkpoints', checkpoints };
      }
      await this.open(client, values, { from, goesOn: true, backend });
      await this.train(client);
    });
  }

  /** Go back to the last state whose images were varied, and on from there with the present settings. */
  async rewind(): Promise<void> {
    await this.command(async (client, values) => {
      const from = { kind: 'kept', name: 'healthy' } as const;
      await this.open(client, values, { from, goesOn: true });
      await this.train(client);
    });
  }

  /**
   * Go on with a run that the browser has kept, on the backend that it was computed by. On another, if
   * that cannot be had, its numbers become others little by little, which the reader is told.
   */
  async goOn({ states, shown, backend, source }: ReturningRun): Promise<void> {
    this.dispatch({ type: 'returning', run: shown });
    await this.command(async (client, values) => {
      const from: StartingPoint = { kind: 'checkpoints', checkpoints: states };
      try {
        const how = { goesOn: true, takesAnyBackend: true } as const;
        await this.open(client, values, { from, ...how, backend, source });
        this.tellOtherBackend(backend);
      } catch (error) {
        this.dispatch({ type: 'closed' });
        throw error;
      }
      await this.train(client);
    });
  }

  private tellOtherBackend(backend: BackendChoiceName): void {
    const { session, surroundings } = this.state;
    if (!session || backend === 'auto' || session.backend.backend === backend) return;
    // What cannot be had is not asked for again.
    this.dispatch({ type: 'surroundings', surroundings: { ...surroundings, backend: 'auto' } });
    this.inform(otherBackend);
  }

  /** Use another backend: now, with the run as it stands, or for the next run. */
  changeBackend(backend: BackendChoiceName): Promise<boolean> {
    return this.move({ backend });
  }

  useData(source: DataSource): Promise<boolean> {
    return this.move({ source });
  }

  async loadWeights(networks: SavedNetworks): Promise<boolean> {
    let isLoaded = false;
    await this.command(async (client, values) => {
      if (this.isLive) await client.loadWeights(networks);
      else await this.open(client, values, { from: { kind: 'weights', networks } });
      this.dispatch({ type: 'loaded' });
      isLoaded = true;
    });
    return isLoaded;
  }

  async networks(): Promise<SavedNetworks | null> {
    const client = this.worker.current;
    return this.hasNetworks && client ? (await client).saveWeights() : null;
  }

  /** The states of all lanes as they are, or `null` if there are none. Rejects if the worker ends meanwhile. */
  async states(): Promise<readonly Checkpoint[] | null> {
    const client = this.worker.current;
    return this.hasNetworks && client ? (await client).checkpoint('present') : null;
  }

  async ask<Answer>(name: string, argument: unknown = null): Promise<Answer | null> {
    const client = this.worker.current;
    if (!this.hasNetworks || !client) return null;
    return this.guarded(async () => (await client).ask<Answer>(name, argument));
  }

  async redraw(): Promise<void> {
    const values = valuesOf(this.declaration, this.state.draft);
    const client = this.worker.current;
    if (!this.hasNetworks || !values || !client) return;
    const { view } = this.declaration.plan(values, this.state);
    await this.guarded(async () => (await client).setView(view));
  }

  /** Let the worker go; what was drawn stays. */
  close(text: string | null = null): void {
    this.generation += 1;
    this.queue = new Sequence();
    this.worker.release();
    this.dispatch({ type: 'closed' });
    this.setPhase('idle');
    if (text !== null) this.inform(text);
  }

  inform(text: string): void {
    this.dispatch({ type: 'notice', notice: { tone: 'info', text } });
  }

  refuse(text: string): void {
    this.dispatch({ type: 'notice', notice: { tone: 'error', text } });
  }

  /** What went wrong before has had its time once the reader asks for something else. */
  private forgetProblem(): void {
    if (this.state.notice?.tone === 'error') this.dispatch({ type: 'notice', notice: null });
  }

  guarded<Result>(job: () => Promise<Result>): Promise<Result | null> {
    this.forgetProblem();
    return this.told(job);
  }

  private async told<Result>(job: () => Promise<Result>): Promise<Result | null> {
    const { generation } = this;
    try {
      return await job();
    } catch (error) {
      // A worker that was let go has nothing to complain of; one that died has said so.
      const isOurDoing =
        error instanceof Superseded || (error instanceof Error && error.name === 'WorkerEnded');
      if (generation === this.generation && !isOurDoing) this.refuse(wordsOf(error));
      return null;
    }
  }

  /** Carry the run, if there is one, over to another backend or other images. */
  private async move(change: Pick<OpenOptions, 'backend' | 'source'>): Promise<boolean> {
    this.forgetProblem();
    // Of images, only a session can say whether they can be used.
    if (!this.isLive && (!change.source || this.state.failure)) {
      const surroundings = { ...this.state.surroundings, ...change };
      this.dispatch({ type: 'surroundings', surroundings });
      return true;
    }
    let isMoved = false;
    await this.command(async (client, values) => {
      const wasRunning = this.state.phase === 'running';
      const run: OpenOptions = this.isLive
        ? { from: { kind: 'kept', name: 'present' }, goesOn: true }
        : fresh;
      try {
        await this.open(client, this.held(values), { ...change, ...run });
        isMoved = true;
      } finally {
        // If another could not be opened, the older session is still there.
        if (wasRunning && this.isLive) await this.train(client);
      }
    });
    return isMoved;
  }

  private readonly onEvent = (event: SessionEvent): void => {
    this.dispatch({ type: 'event', event });
    const { phase } = this.state;
    if (event.type === 'failure') this.setPhase('failed');
    if (event.type !== 'status' || phase === 'preparing' || phase === 'failed') return;
    if (event.status !== 'running') this.setPhase(event.status);
    else if (phase !== 'stepping' && phase !== 'stopping') this.setPhase('running');
  };

  /** Asked anew after a wait. */
  private isIn(phase: Phase): boolean {
    return this.state.phase === phase;
  }

  private setPhase(phase: Phase): void {
    if (this.state.phase !== phase) this.dispatch({ type: 'phase', phase });
  }

  /** The runner refuses unusable values in words; this shows where they are. */
  check(): void {
    this.dispatch({ type: 'commit' });
    if (!valuesOf(this.declaration, this.state.draft)) this.options.focusProblem?.();
  }

  applyPreset(): Promise<void> {
    return this.whileLive(async (client, values) => {
      // Much of it may be fixed in a run under way, which would be of neither preset.
      if (waitingNames(this.declaration, this.state).length > 0) await this.renew(client, values);
      else await this.takeUp(client, values);
    });
  }

  /** A change of settings takes its turn behind the commands under way: they may open a session with those before. */
  private whileLive(job: Job<T>): Promise<void> {
    const isWanted = () => this.isLive && valuesOf(this.declaration, this.state.draft) !== null;
    return this.command(job, isWanted);
  }

  private async takeUp(client: Client, values: SettingsOf<T['controls']>): Promise<void> {
    if (!restartsByItself(this.declaration)) await this.update(client, values);
    else if (waitingNames(this.declaration, this.state).length > 0 && this.isIn('running'))
      await this.renew(client, values);
  }

  /** Fresh networks; a run goes on with them. */
  private async renew(client: Client, values: SettingsOf<T['controls']>): Promise<void> {
    const wasRunning = this.isIn('running');
    await this.open(client, values, fresh);
    if (wasRunning) await this.train(client);
  }

  /** A session that goes by the form's values: the one that there is, if it can. */
  private async prepare(client: Client, values: SettingsOf<T['controls']>): Promise<void> {
    const { declaration } = this;
    const isOther = waitingNames(declaration, this.state).length > 0;
    if (!this.isLive || (isOther && restartsByItself(declaration))) {
      await this.open(client, values, fresh);
      return;
    }
    if (!restartsByItself(declaration)) await this.update(client, values);
  }

  private async update(client: Client, values: SettingsOf<T['controls']>): Promise<void> {
    const held = this.held(values);
    const { lanes, view } = this.declaration.plan(held, this.state);
    if (JSON.stringify(held) === JSON.stringify(this.state.used) && !this.declaration.own) return;
    await client.setView(view);
    const session = await client.update(lanes);
    this.dispatch({ type: 'updated', values: held, session: session as never });
  }

  /** Settings as a run under way can have them: what is fixed stays as it was opened with. */
  private held(values: SettingsOf<T['controls']>): SettingsOf<T['controls']> {
    const { used } = this.state;
    const { fixed } = this.declaration;
    if (!used) return values;
    if (fixed === 'all') return used;
    return { ...values, ...Object.fromEntries(fixed.map((name) => [name, used[name]])) };
  }

  /** @throws for the reader if that cannot be; then everything is as it was */
  private async open(
    client: Client,
    values: SettingsOf<T['controls']>,
    { from = { kind: 'fresh' }, goesOn = false, takesAnyBackend = false, ...change }: OpenOptions,
  ): Promise<void> {
    const { generation } = this;
    const { family, plan } = this.declaration;
    const { failure, session, phase } = this.state;
    const surroundings = { ...this.state.surroundings, ...change };
    const kept = goesOn ? this.held(values) : values;
    const { lanes, view, watches = {}, headStart = 0 } = plan(kept, this.state);
    const fallback = failure
      ? 'failed'
      : !session
        ? 'idle'
        : phase === 'finished'
          ? phase
          : 'paused';
    this.dispatch({ type: 'opening', values: kept, surroundings });
    this.setPhase('preparing');
    try {
      // A worker whose GPU went away is of no more use.
      if (failure && failure.kind !== 'diverged') client.dispose();
      const info = await client.open({
        family: typeof family === 'string' ? family : family(kept),
        ...surroundings,
        lanes,
        view,
        watches,
        headStart,
        from,
        takesAnyBackend,
      });
      if (generation !== this.generation) throw new Superseded();
      // Only the worker knows at which step what it has kept stands.
      const fromStep = goesOn ? info.step : null;
      this.dispatch({ type: 'opened', session: info as never, fromStep });
      this.setPhase('paused');
    } catch (error) {
      if (generation === this.generation && this.state.phase === 'preparing') {
        this.setPhase(fallback);
        for (const event of client.missed()) this.onEvent(event);
      }
      throw error;
    }
  }

  private async train(client: Client): Promise<void> {
    const { session, step, used, phase: before } = this.state;
    const total = session?.totalRounds ?? null;
    // One under way comes to its end by itself.
    if (total !== null && step >= total && used && before !== 'running') {
      this.inform(
        '設定した長さの学習を終えています。長くすると続きから、リセットするとはじめから学習できます。',
      );
      this.setPhase('finished');
      return;
    }
    // First, since the last event of a run that fails at once comes before the answer.
    this.setPhase('running');
    try {
      await client.start(speeds[this.state.speed].speed);
    } catch (error) {
      if (this.state.phase === 'running') this.setPhase(before);
      throw error;
    }
  }

  /**
   * Queue a command that needs valid settings.
   *
   * @param isWanted whether it is to be done, asked when it is its turn; always if left out
   */
  private command(job: Job<T>, isWanted?: () => boolean): Promise<void> {
    const { generation } = this;
    // A change of settings alone asks for nothing else.
    if (!isWanted) this.forgetProblem();
    return this.queue.add(async () => {
      if (generation !== this.generation || isWanted?.() === false) return;
      const values = valuesOf(this.declaration, this.state.draft);
      if (!values) {
        this.refuse('設定に使えない値があるので、実行しませんでした。赤い印の欄を直してください。');
        return;
      }
      await this.told(async () => {
        const client = await this.worker.connect();
        if (generation === this.generation) await job(client, values);
      });
    });
  }
}

/** Ends a command whose session is no longer wanted; nothing to show. */
class Superseded extends Error {}
