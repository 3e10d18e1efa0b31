import type { Trainer } from '@lib/runtime/training-run';
import type {
  DcganCheckpoint,
  DcganSettings,
  SavedDcgan,
  StepMetrics,
} from '@lib/runtime/protocol';

export const settings: DcganSettings = {
  generatorLoss: 'non-saturating',
  discriminatorLearningRate: 2e-4,
  discriminatorBeta1: 0.5,
  generatorLearningRate: 2e-4,
  generatorBeta1: 0.5,
  batchSize: 2,
  epochs: 2,
  seed: 1,
};

/** A checkpoint that holds only what is given. */
export const checkpointOf = (given: Partial<DcganCheckpoint>): DcganCheckpoint => ({
  step: 0,
  optimizerSteps: { generator: given.step ?? 0, discriminator: given.step ?? 0 },
  settings,
  arrays: {},
  randomStates: {},
  ...given,
});

/** A clock that stands still until told otherwise. */
export class Clock {
  present = 0;
  readonly now = () => this.present;
}

interface FakeTrainerOptions {
  readonly clock?: Clock;
  /** Milliseconds by the clock. */
  readonly stepTakes?: number;
  readonly sampleTakes?: number;
  readonly stateTakes?: number;
  readonly settings?: Partial<DcganSettings>;
  /** The numbers of a step; may throw. */
  readonly metrics?: (step: number) => Partial<StepMetrics>;
}

/** A trainer without networks that keeps a record of what was asked of it. */
export class FakeTrainer implements Trainer {
  settings: DcganSettings;
  step = 0;
  readonly parameters = { generator: 2, discriminator: 1 };
  readonly log: string[] = [];
  /** One weight, so that states can be told apart. */
  weight = 0;
  loaded: SavedDcgan | null = null;
  isDisposed = false;
  /** Steps wait while this is pending. */
  gate: Promise<void> = Promise.resolve();

  constructor(private readonly options: FakeTrainerOptions = {}) {
    this.settings = { ...settings, ...options.settings };
  }

  get networks(): never {
    throw new Error('a fake trainer has no networks');
  }

  async trainStep(): Promise<StepMetrics> {
    this.log.push(`step ${this.step + 1}`);
    await this.gate;
    if (this.isDisposed) throw new Error('a step ended after the trainer was disposed');
    this.step += 1;
    this.weight += 1;
    this.pass(this.options.stepTakes);
    const numbers = { discriminatorLoss: 0.7, generatorLoss: 0.8, realScore: 0.5, fakeScore: 0.4 };
    return { step: this.step, ...numbers, ...this.options.metrics?.(this.step) };
  }

  sample(): Promise<Uint8Array> {
    this.log.push(`sample at ${this.step}`);
    this.pass(this.options.sampleTakes);
    return Promise.resolve(new Uint8Array(64 * 28 * 28).fill(this.step));
  }

  state() {
    this.pass(this.options.stateTakes);
    const { step, settings } = this;
    const arrays = { weight: Float32Array.of(this.weight) };
    return Promise.resolve(checkpointOf({ step, settings, arrays }));
  }

  update(changed: Partial<DcganSettings>): void {
    this.log.push(`update at ${this.step}`);
    this.settings = { ...this.settings, ...changed };
  }

  restore({ step }: DcganCheckpoint): void {
    this.step = step;
  }

  saveWeights(): Promise<SavedDcgan> {
    const network = { modelTopology: {}, weightSpecs: [], weightData: new ArrayBuffer(0) };
    return Promise.resolve({ generator: network, discriminator: network });
  }

  loadWeights(saved: SavedDcgan): void {
    this.log.push(`load at ${this.step}`);
    this.loaded = saved;
  }

  dispose(): void {
    this.isDisposed = true;
    this.log.push('dispose');
  }

  private pass(milliseconds = 0): void {
    if (this.options.clock) this.options.clock.present += milliseconds;
  }
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
