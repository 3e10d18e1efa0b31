/** A cell's state and commands without a page and without a worker: what a test watches and steers. */
import type { Client } from '@components/cells/kit/client-holder';
import { CellController } from '@components/cells/kit/controller';
import type { CellAction, CellState, CellTypes } from '@components/cells/kit/cell-state';
import type { CellDeclaration } from '@components/cells/kit/declaration';
import { initialState, reduce } from '@components/cells/kit/state';
import type {
  CheckpointName,
  Frame,
  OpenRequest,
  RunEvent,
  SavedNetworks,
  SessionEvent,
  SessionInfo,
  Speed,
} from '@lib/session/protocol';
import type { RunSnapshot } from '@lib/training/snapshot';
import type { Checkpoint, Metrics } from '@lib/training/trainer';

export const info: SessionInfo = {
  backend: { backend: 'wasm', threads: 2, chosenBy: 'measurement', measurements: [] },
  step: 0,
  totalRounds: 20,
  parameters: [{ generator: 2, discriminator: 1 }],
  family: { imageCount: 320, stepsPerEpoch: 10, realSamples: null },
};

export function checkpointAt(step: number): Checkpoint {
  return {
    step,
    settings: {},
    metrics: { step },
    optimizerSteps: {},
    arrays: {},
    randomStates: {},
  };
}

/** A frame of one lane after so many rounds. */
export function frameAt(step: number, given: Partial<Frame> = {}): Frame {
  const metrics: Metrics = {
    step,
    discriminatorLoss: 0.5,
    generatorLoss: 0.7,
    realScore: 0.6,
    fakeScore: 0.4,
  };
  return {
    type: 'frame',
    cause: step === 0 ? 'open' : 'round',
    step,
    rounds: step === 0 ? [] : [{ step, lanes: [metrics] }],
    metrics: [metrics],
    pictures: null,
    headStart: 0,
    roundsPerSecond: 4,
    elapsedMs: 100 * step,
    remainingMs: null,
    ...given,
  };
}

export class FakeClient implements Client {
  /** What it was asked to do, in order. */
  readonly calls: string[] = [];
  readonly requests: Omit<OpenRequest, 'run'>[] = [];
  readonly updates: (readonly unknown[])[] = [];
  speed: Speed | null = null;
  /** What the next call of this name does instead. */
  next: Partial<Record<string, () => Promise<never> | Promise<SessionInfo>>> = {};
  answer: unknown = null;
  /** Of the states that it gives. */
  keptStep = 10;
  private shownStep = 0;

  constructor(readonly emit: (event: SessionEvent) => void) {}

  async prepare(): Promise<void> {
    this.calls.push('prepare');
    await this.take('prepare')?.();
  }

  async open(request: Omit<OpenRequest, 'run'>): Promise<SessionInfo> {
    this.calls.push('open');
    this.requests.push(request);
    const scripted = this.take('open');
    if (scripted) return scripted() as Promise<SessionInfo>;
    const step = this.stepOf(request);
    this.send(frameAt(step));
    return { ...info, step };
  }

  async start(speed: Speed): Promise<void> {
    this.calls.push('start');
    this.speed = speed;
    await this.take('start')?.();
    this.send({ type: 'status', status: 'running' });
  }

  async pause(): Promise<void> {
    this.calls.push('pause');
    this.send({ type: 'status', status: 'paused' });
  }

  async step(): Promise<void> {
    this.calls.push('step');
    await this.take('step')?.();
    this.send({ type: 'status', status: 'running' });
    this.send({ type: 'status', status: 'paused' });
  }

  async takeTurn(name: string): Promise<void> {
    this.calls.push(`turn ${name}`);
    this.send({ type: 'status', status: 'paused' });
  }

  async update(lanes: readonly unknown[]): Promise<SessionInfo> {
    this.calls.push('update');
    this.updates.push(lanes);
    const epochs = (lanes[0] as { epochs?: number }).epochs ?? 2;
    return { ...info, totalRounds: 10 * epochs };
  }

  async setView(): Promise<void> {
    this.calls.push('setView');
  }

  async ask<Answer>(name: string): Promise<Answer> {
    this.calls.push(`ask ${name}`);
    await this.take('ask')?.();
    return this.answer as Answer;
  }

  async saveWeights(): Promise<SavedNetworks> {
    this.calls.push('saveWeights');
    return {};
  }

  async loadWeights(): Promise<void> {
    this.calls.push('loadWeights');
  }

  async checkpoint(name: CheckpointName): Promise<readonly Checkpoint[] | null> {
    this.calls.push(`checkpoint ${name}`);
    return [checkpointAt(this.keptStep)];
  }

  async snapshot(lane: number): Promise<RunSnapshot> {
    this.calls.push(`snapshot ${lane}`);
    return { networks: {}, checkpoint: checkpointAt(10), optimizers: {}, recipe: null };
  }

  missed(): readonly SessionEvent[] {
    return [];
  }

  dispose(): void {
    this.calls.push('dispose');
  }

  send(event: RunEvent): void {
    if (event.type === 'frame') this.shownStep = event.step;
    this.emit({ run: 1, ...event });
  }

  private stepOf({ from }: Omit<OpenRequest, 'run'>): number {
    if (from.kind === 'checkpoints') return from.checkpoints[0]?.step ?? 0;
    if (from.kind !== 'kept') return 0;
    return from.name === 'present' ? this.shownStep : 10;
  }

  private take(name: string) {
    const { [name]: scripted, ...rest } = this.next;
    this.next = rest;
    return scripted;
  }
}

/** A cell of a declaration, with a fake client. */
export class FakeCell<T extends CellTypes> {
  state: CellState<T>;
  readonly actions: CellAction<T>[] = [];
  readonly controller: CellController<T>;
  /** Clients made so far. */
  created = 0;
  loadError: Error | null = null;
  client!: FakeClient;
  private readonly script: ((client: FakeClient) => void)[] = [];

  constructor(readonly declaration: CellDeclaration<T>) {
    this.state = initialState(declaration, null);
    this.controller = new CellController<T>({
      declaration,
      getState: () => this.state,
      dispatch: (action) => {
        this.dispatch(action);
      },
      createClient: async (onEvent) => {
        this.created += 1;
        const { loadError } = this;
        this.loadError = null;
        if (loadError) throw loadError;
        this.client = new FakeClient(onEvent);
        for (const prepare of this.script) prepare(this.client);
        return this.client;
      },
    });
  }

  /** What the element does with every action; tests may do more. */
  dispatch = (action: CellAction<T>): void => {
    this.actions.push(action);
    this.state = reduce(this.declaration, this.state, action);
  };

  /** Do something to the client as soon as it is there. */
  beforehand(prepare: (client: FakeClient) => void): this {
    this.script.push(prepare);
    return this;
  }

  edit(name: string, value: string): void {
    this.controller.shared.edit(name, value);
    this.controller.dispatch({ type: 'commit' });
  }

  /** What was asked of the client since the last time. */
  takeCalls(): string[] {
    return this.client.calls.splice(0);
  }

  /** Running, after so many rounds. */
  async run(rounds = 12): Promise<this> {
    await this.controller.run();
    for (let step = 1; step <= rounds; step++) this.client.send(frameAt(step));
    this.takeCalls();
    return this;
  }
}
