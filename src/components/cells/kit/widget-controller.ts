/** Turns what the reader asks for into questions to a lookup, and its answers into actions. */
import { wordsOf } from '@lib/error-words';
import { ClientHolder } from './client-holder';
import type {
  LookupPhase,
  WidgetAction,
  WidgetCommands,
  WidgetDeclaration,
  WidgetHandle,
  WidgetState,
  WidgetTypes,
  Wish,
} from './widget-declaration';
import { isSameWish } from './widget-state';
import type { SharedValues } from './share-link';

/** The part of the connection that a widget needs; tests pass a fake. */
export interface LookupClient<Api> {
  call<Result>(command: (api: Api) => Promise<Result>): Promise<Result>;
  dispose(): void;
}

export interface WidgetControllerOptions<T extends WidgetTypes> {
  readonly declaration: WidgetDeclaration<T>;
  readonly getState: () => WidgetState<T>;
  readonly dispatch: (action: WidgetAction<T>) => void;
  /** Called on the first run, so that a page doesn't load the worker before. */
  readonly createClient: (onDeath: (message: string) => void) => Promise<LookupClient<T['api']>>;
}

/** Asks for one thing at a time; what the reader wants meanwhile, for its newest state only. */
export class WidgetController<T extends WidgetTypes> implements WidgetHandle<T> {
  private readonly worker: ClientHolder<LookupClient<T['api']>>;
  private working: Promise<void> | null = null;
  private opened: Wish | null = null;
  private asked: Wish | null = null;
  /** Counts the workers given up; what an older one still had under way is dropped. */
  private generation = 0;

  constructor(private readonly options: WidgetControllerOptions<T>) {
    const onDeath = (message: string) => {
      this.close();
      this.fail(message);
    };
    this.worker = new ClientHolder(() => options.createClient(onDeath));
  }

  get state(): WidgetState<T> {
    return this.options.getState();
  }

  /** Whether the lookup does not show what the state asks for. */
  get isBehind(): boolean {
    const { lookup } = this.options.declaration;
    if (!lookup) return false;
    const { state } = this;
    return (
      !isSameWish(lookup.opens(state), this.opened) || !isSameWish(lookup.asks(state), this.asked)
    );
  }

  /** The commands that every widget has. */
  readonly shared: WidgetCommands = {
    run: () => {
      this.dispatch({ type: 'notice', notice: null });
      const { reopens = false } = this.options.declaration.lookup ?? {};
      if (reopens && this.state.phase === 'ready') this.opened = null;
      void this.run();
    },
    edit: (name, value) => {
      this.dispatch({ type: 'edit', name, value });
    },
    commit: () => {
      const { editing, draft } = this.state;
      if (editing !== null) this.set({ [editing]: draft[editing] ?? '' });
    },
    choose: (name, value) => {
      this.set({ [name]: value });
    },
    move: (name, value) => {
      this.set({ [name]: value });
    },
    choosePreset: (name) => {
      const preset = this.options.declaration.presets?.[name];
      if (preset) this.set(preset.values);
    },
    dismissNotice: () => {
      this.dispatch({ type: 'notice', notice: null });
    },
  };

  dispatch(action: WidgetAction<T>): void {
    this.options.dispatch(action);
  }

  follow(action: T['ownAction']): void {
    this.dispatch({ type: 'own', action });
    if (this.state.phase !== 'idle') void this.run();
  }

  act(action: T['ownAction']): Promise<void> {
    this.dispatch({ type: 'own', action });
    return this.run();
  }

  inform(text: string): void {
    this.dispatch({ type: 'notice', notice: { tone: 'info', text } });
  }

  refuse(text: string): void {
    this.dispatch({ type: 'notice', notice: { tone: 'error', text } });
  }

  async guarded(job: () => Promise<void>): Promise<void> {
    this.forgetProblem();
    try {
      await job();
    } catch (error) {
      this.refuse(wordsOf(error));
    }
  }

  /** Have the worker open and answer whatever the state asks for that it has not yet. */
  run(): Promise<void> {
    this.forgetProblem();
    return this.catchUp();
  }

  /** As `run`, of itself: what the reader has been told stays. */
  catchUp(): Promise<void> {
    const { generation } = this;
    this.working ??= this.work(generation).finally(() => {
      if (generation === this.generation) this.working = null;
    });
    return this.working;
  }

  /** As `run`, even if nothing new is wanted: what was shown has been put away. */
  runAnew(): Promise<void> {
    this.asked = null;
    return this.run();
  }

  /** End the worker; what it answered stays on the screen. */
  close(): void {
    this.generation += 1;
    this.worker.release();
    this.working = null;
    this.opened = null;
    this.asked = null;
    this.setPhase('idle');
  }

  /** What went wrong before has had its time once the reader asks for something else. */
  private forgetProblem(): void {
    if (this.state.notice?.tone === 'error') this.dispatch({ type: 'notice', notice: null });
  }

  private set(values: SharedValues): void {
    this.dispatch({ type: 'set', values });
    const runsAt = this.options.declaration.lookup?.runsAt ?? [];
    const isWanted = Object.keys(values).some((name) => runsAt.includes(name));
    if (isWanted || this.state.phase !== 'idle') void this.run();
  }

  private async work(generation: number): Promise<void> {
    const { lookup } = this.options.declaration;
    if (!lookup) return;
    try {
      while (generation === this.generation) {
        const { state } = this;
        const [opens, asks] = [lookup.opens(state), lookup.asks(state)];
        if (!isSameWish(opens, this.opened)) {
          this.setPhase('preparing');
          const opened = await this.call((api) => lookup.open(api, state));
          if (generation !== this.generation) return;
          this.opened = opens;
          this.asked = null;
          this.dispatch({ type: 'opened', opened });
          this.setPhase('ready');
        } else if (!isSameWish(asks, this.asked)) {
          this.asked = asks;
          const answer = await this.call((api) => lookup.answer(api, state));
          if (generation !== this.generation) return;
          this.dispatch({ type: 'answered', answer });
        } else return;
      }
    } catch (error) {
      if (generation !== this.generation || isEnded(error)) return;
      this.asked = null;
      this.fail(wordsOf(error));
    }
  }

  private async call<Result>(command: (api: T['api']) => Promise<Result>): Promise<Result> {
    const { generation } = this;
    const client = await this.worker.connect();
    // Commands start the worker, of which a cell that has left has no use.
    if (generation !== this.generation) throw new Error('the worker is no longer wanted');
    return client.call(command);
  }

  private fail(text: string): void {
    this.setPhase(this.opened ? 'ready' : 'idle');
    this.dispatch({ type: 'failed', text });
  }

  private setPhase(phase: LookupPhase): void {
    if (this.state.phase !== phase) this.dispatch({ type: 'phase', phase });
  }
}

/** A worker that was let go has nothing to complain of. */
function isEnded(error: unknown): boolean {
  return error instanceof Error && error.name === 'WorkerEnded';
}
