import type * as tf from '@tensorflow/tfjs';
import type { Network, SavedNetwork } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import type { Checkpoint, Metrics, Trainer } from '@lib/training/trainer';

/** A clock that stands still until told otherwise. */
export class Clock {
  present = 0;
  readonly now = () => this.present;
}

export interface FakeSettings {
  readonly seed?: number;
  /** Updates of the first turn in a round. */
  readonly discriminatorSteps?: number;
  /** Rounds in all. */
  readonly total?: number;
}

export interface FakeTrainerOptions {
  readonly clock?: Clock;
  /** Milliseconds by the clock. */
  readonly roundTakes?: number;
  readonly pictureTakes?: number;
  readonly stateTakes?: number;
  readonly settings?: FakeSettings;
  /** Whether nothing of it has to be waited for. */
  readonly isSynchronous?: boolean;
  /** The numbers of a round; may throw. */
  readonly metrics?: (step: number) => Readonly<Record<string, number>>;
}

/** A checkpoint that holds only what is given. */
export const checkpointOf = (
  given: Partial<Checkpoint<FakeSettings>>,
): Checkpoint<FakeSettings> => ({
  step: 0,
  optimizerSteps: {},
  settings: {},
  metrics: { step: given.step ?? 0 },
  arrays: {},
  randomStates: {},
  ...given,
});

/** A trainer without networks that keeps a record of what was asked of it. */
export class FakeTrainer implements Trainer<FakeSettings> {
  settings: FakeSettings;
  step = 0;
  metrics: Metrics = { step: 0 };
  readonly networks: Readonly<Record<string, Network>>;
  readonly log: string[] = [];
  /** One weight, so that states can be told apart. */
  weight = 0;
  isDisposed = false;
  /** Rounds wait while this is pending. */
  gate: Promise<void> = Promise.resolve();

  constructor(private readonly options: FakeTrainerOptions = {}) {
    this.settings = options.settings ?? {};
    this.networks = { generator: fakeNetwork(this) };
  }

  get turns(): readonly string[] {
    const { discriminatorSteps = 1 } = this.settings;
    return [...Array.from({ length: discriminatorSteps }, () => 'discriminator'), 'generator'];
  }

  train(): Metrics | Promise<Metrics> {
    return this.advance(`round ${this.step + 1}`, true);
  }

  takeTurn(name: string): Metrics | Promise<Metrics> {
    return this.advance(name, name === 'generator');
  }

  isFinite(metrics: Metrics): boolean {
    return Object.values(metrics).every(Number.isFinite);
  }

  check({ seed = 0 }: FakeSettings): void {
    if (seed < 0) throw new Error('使えない設定です。');
  }

  update(settings: FakeSettings): void {
    this.check(settings);
    this.log.push(`update at ${this.step}`);
    this.settings = settings;
  }

  /** Its rounds, as often as the view says. */
  picture(view: unknown): unknown {
    this.log.push(`picture at ${this.step}`);
    this.pass(this.options.pictureTakes);
    const picture = { view, pixels: new Uint8Array(4).fill(this.step) };
    return this.options.isSynchronous ? picture : Promise.resolve(picture);
  }

  state(): Promise<Checkpoint<FakeSettings>> {
    this.pass(this.options.stateTakes);
    const { step, settings, metrics } = this;
    const arrays = { weight: Float32Array.of(this.weight) };
    return Promise.resolve(checkpointOf({ step, settings, metrics, arrays }));
  }

  restore({ step, settings, metrics, arrays }: Checkpoint<FakeSettings>): void {
    if (step < 0) throw new Error('壊れた状態');
    this.log.push(`restore at ${this.step}`);
    this.step = step;
    this.metrics = metrics;
    this.settings = settings;
    this.weight = arrays['weight']?.[0] ?? NaN;
  }

  load(saved: Readonly<Record<string, SavedNetwork>>): void {
    loadNetworks(this.networks, saved);
    this.log.push(`reset at ${this.step}`);
  }

  dispose(): void {
    this.isDisposed = true;
    this.log.push('dispose');
  }

  private advance(what: string, isRound: boolean): Metrics | Promise<Metrics> {
    this.log.push(what);
    const done = () => {
      if (this.isDisposed) throw new Error('a round ended after the trainer was disposed');
      if (isRound) this.step += 1;
      this.weight += 1;
      this.pass(this.options.roundTakes);
      const numbers = this.options.metrics?.(this.step) ?? { loss: 0.7 };
      return (this.metrics = { ...this.metrics, ...numbers, step: this.step });
    };
    return this.options.isSynchronous ? done() : this.gate.then(done);
  }

  private pass(milliseconds = 0): void {
    if (this.options.clock) this.options.clock.present += milliseconds;
  }
}

/** One weight, as a file holds it. */
export function savedWeight(weight: number, shape: readonly number[] = [1]): SavedNetwork {
  return {
    modelTopology: {},
    weightSpecs: [{ name: 'weight', shape: [...shape], dtype: 'float32' }],
    weightData: Float32Array.from({ length: shape[0] ?? 1 }, () => weight).buffer,
  };
}

/** A network of one weight, the trainer's. */
function fakeNetwork(trainer: FakeTrainer): Network {
  return {
    name: 'generator',
    variables: [],
    state: [],
    parameterCount: 1,
    namedShapes: [{ name: 'weight', shape: [1] }],
    forward: (inputs) => inputs as tf.Tensor,
    save: () => Promise.resolve(savedWeight(trainer.weight)),
    setWeights([weight]) {
      trainer.log.push(`load at ${trainer.step}`);
      trainer.weight = weight?.dataSync()[0] ?? NaN;
    },
    copy: () => fakeNetwork(trainer),
    dispose: () => undefined,
  };
}

/** A promise to settle by hand. */
export function deferred<Value = void>() {
  let resolve: (value: Value) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
