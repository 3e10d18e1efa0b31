import * as tf from '@tensorflow/tfjs';
import { toBytes } from '../data/image-grid';
import { MnistBatches, type MnistDataset } from '../data/mnist';
import { imageSize, noiseSize } from '../models/dcgan';
import { createDiscriminatorVariant, createGeneratorVariant } from '../models/dcgan-variants';
import { Random } from '../random';
import type {
  DcganCheckpoint,
  DcganSettings,
  DcganVariant,
  DuelStepMetrics,
  LiveDcganSettings,
  SavedDcgan,
  StepMetrics,
} from '../runtime/protocol';
import {
  adversarialStep,
  type AdversarialStepOptions,
  discriminatorStep,
  type MeasuredStepResult,
  type Player,
} from './adversarial-step';
import { compileForward } from './forward';
import { generatorLosses, smoothedDiscriminatorLoss } from './losses';
import { Adam } from './optimizer';
import { loadNetworkWeights, saveNetwork } from './saved-networks';
import { Sgd } from './sgd';
import { readVariables, writeVariables } from './variables';

export interface DcganTrainerOptions {
  readonly settings: DcganSettings;
  /** The article's model and training if left out. */
  readonly variant?: DcganVariant;
  readonly dataset: MnistDataset;
  /** How many images `sample` draws, from noise that stays the same through the run. */
  readonly sampleCount: number;
}

/** The DCGAN of `models/dcgan`, its data and optimizers: one run from one seed. */
export class DcganTrainer {
  private readonly generator: Player & { readonly model: tf.Sequential };
  private readonly discriminator: Player & { readonly model: tf.Sequential };
  private readonly batches: MnistBatches;
  private readonly random: { readonly noise: Random; readonly dropout: Random };
  private readonly sampleNoise: tf.Tensor2D;
  private readonly variant: DcganVariant;
  private current: DcganSettings;
  private stepsDone = 0;

  constructor({ settings, variant = {}, dataset, sampleCount }: DcganTrainerOptions) {
    const root = new Random(settings.seed);
    this.current = settings;
    this.variant = variant;
    const { generatorOptimizer = 'adam' } = variant;
    this.generator = player(
      createGeneratorVariant(root.fork('generator'), variant),
      pacesOf(settings).generator,
      generatorOptimizer === 'sgd' ? Sgd : Adam,
    );
    this.discriminator = player(
      createDiscriminatorVariant(root.fork('discriminator'), variant),
      pacesOf(settings).discriminator,
    );
    this.batches = new MnistBatches({ dataset, random: root.fork('batches') });
    this.random = { noise: root.fork('noise'), dropout: root.fork('dropout') };
    this.sampleNoise = uniformNoise(root.fork('sample noise'), sampleCount);
  }

  get settings(): DcganSettings {
    return this.current;
  }

  /** Adversarial steps done so far. */
  get step(): number {
    return this.stepsDone;
  }

  get parameters() {
    return {
      generator: this.generator.model.countParams(),
      discriminator: this.discriminator.model.countParams(),
    };
  }

  // #region training
  /**
   * One adversarial step: one update of D on real and generated images, one of G.
   *
   * @returns plain numbers, once the backend has computed them
   */
  async trainStep(): Promise<StepMetrics> {
    const round = this.nextRound();
    const result = adversarialStep(round);
    round.real.dispose();
    this.stepsDone += 1;
    return { step: this.stepsDone, ...(await readScalars(result)) };
  }

  private nextRound(): AdversarialStepOptions {
    const { batchSize, generatorLoss } = this.current;
    const pixels = this.batches.next(batchSize); // (x − 127.5) / 127.5, in [−1, 1]
    return {
      generator: this.generator,
      discriminator: this.discriminator,
      generatorLoss: generatorLosses[generatorLoss],
      real: tf.tensor4d(pixels, [batchSize, imageSize, imageSize, 1]),
      drawNoise: () => uniformNoise(this.random.noise, batchSize), // U(−1, 1)
      random: this.random.dropout,
      ...departuresOf(this.variant), // none, unless a variant was chosen
    };
  }

  /** The generator's images for the run's fixed noise, `[sampleCount * 28 * 28]` bytes. */
  async sample(): Promise<Uint8Array> {
    const images = tf.tidy(() => this.generator.forward(this.sampleNoise, { mode: 'inference' }));
    const values = await images.data<'float32'>();
    images.dispose();
    return toBytes(values);
  }
  // #endregion

  /** The same step, with the size of G's gradient; that costs a pass over all of it. */
  async measuredStep(): Promise<DuelStepMetrics> {
    const round = this.nextRound();
    const result = adversarialStep({ ...round, measuresGenerator: true }) as MeasuredStepResult;
    round.real.dispose();
    this.stepsDone += 1;
    return { step: this.stepsDone, ...(await readScalars({ ...result })) };
  }

  /** One update of D alone, which counts as no step. */
  async discriminatorStep(): Promise<Omit<StepMetrics, 'step' | 'generatorLoss'>> {
    const round = this.nextRound();
    const result = discriminatorStep(round);
    round.real.dispose();
    return readScalars({ ...result });
  }

  /** Both networks, to look into them between two steps; the trainer's own. */
  get networks(): { readonly generator: tf.Sequential; readonly discriminator: tf.Sequential } {
    return { generator: this.generator.model, discriminator: this.discriminator.model };
  }

  /** Change what may change while a run goes on, from the next step on. */
  update(settings: LiveDcganSettings): void {
    this.current = { ...this.current, ...settings };
    const paces = pacesOf(this.current);
    this.generator.optimizer.settings = paces.generator;
    this.discriminator.optimizer.settings = paces.discriminator;
  }

  /** Everything that the rest of the run depends on, in plain arrays. */
  async state(): Promise<DcganCheckpoint> {
    return {
      step: this.stepsDone,
      optimizerSteps: {
        generator: this.generator.optimizer.step,
        discriminator: this.discriminator.optimizer.step,
      },
      settings: this.current,
      variant: this.variant,
      arrays: await readVariables(this.stateVariables()),
      randomStates: {
        noise: this.random.noise.state(),
        dropout: this.random.dropout.state(),
        batches: this.batches.state(),
      },
    };
  }

  /** Go on from a state, exactly as the run that it was taken from would have. */
  restore({ step, optimizerSteps, arrays, randomStates }: DcganCheckpoint): void {
    const { noise, dropout, batches } = randomStates;
    if (!noise || !dropout || !batches) {
      throw new Error('保存された状態に乱数の状態がありません。');
    }
    writeVariables(this.stateVariables(), arrays);
    this.random.noise.restore(noise);
    this.random.dropout.restore(dropout);
    this.batches.restore(batches);
    this.generator.optimizer.step = optimizerSteps.generator;
    this.discriminator.optimizer.step = optimizerSteps.discriminator;
    this.stepsDone = step;
  }

  /** Both networks in tfjs's LayersModel format. */
  async saveWeights(): Promise<SavedDcgan> {
    return {
      generator: await saveNetwork(this.generator.model),
      discriminator: await saveNetwork(this.discriminator.model),
    };
  }

  /**
   * Replace both networks' weights, with fresh optimizers: what those have gathered belongs to the
   * old weights. Throws on other shapes, and then nothing has changed.
   */
  loadWeights({ generator, discriminator }: SavedDcgan): void {
    loadNetworkWeights([
      { name: '生成器', model: this.generator.model, saved: generator },
      { name: '識別器', model: this.discriminator.model, saved: discriminator },
    ]);
    this.generator.optimizer.reset();
    this.discriminator.optimizer.reset();
  }

  dispose(): void {
    for (const { model, optimizer } of [this.generator, this.discriminator]) {
      model.dispose();
      optimizer.dispose();
    }
    this.sampleNoise.dispose();
  }

  private stateVariables(): Record<string, tf.Variable> {
    const named: Record<string, tf.Variable> = {};
    for (const name of ['generator', 'discriminator'] as const) {
      const { model, optimizer } = this[name];
      modelVariables(model).forEach((variable, i) => (named[`${name}/${i}`] = variable));
      optimizer.stateVariables.forEach((variable, i) => (named[`${name}/adam/${i}`] = variable));
    }
    return named;
  }
}

type Departures = Pick<AdversarialStepOptions, 'discriminatorLoss' | 'separateBatches'>;

/** What a variant changes of the step; the networks have changed already. */
function departuresOf({ realTarget, separateBatches = false }: DcganVariant): Departures {
  if (realTarget === undefined) return { separateBatches };
  return { separateBatches, discriminatorLoss: smoothedDiscriminatorLoss(realTarget) };
}

/** Step sizes as either optimizer takes them: β1 is the momentum of gradient descent. */
function pacesOf(settings: LiveDcganSettings) {
  const paceOf = (learningRate: number, beta1: number) => ({
    ...{ learningRate, beta1 },
    momentum: beta1,
  });
  return {
    generator: paceOf(settings.generatorLearningRate, settings.generatorBeta1),
    discriminator: paceOf(settings.discriminatorLearningRate, settings.discriminatorBeta1),
  };
}

function player(
  model: tf.Sequential,
  pace: ReturnType<typeof pacesOf>['generator'],
  Optimizer: typeof Adam | typeof Sgd = Adam,
) {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  return {
    model,
    forward: compileForward(model),
    variables,
    optimizer: new Optimizer(variables, pace),
  };
}

function modelVariables(model: tf.Sequential): tf.Variable[] {
  return model.weights.map((weight) => weight.read() as tf.Variable);
}

/** Noise z, uniform in [−1, 1): `[count, 100]`. */
function uniformNoise(random: Random, count: number): tf.Tensor2D {
  const values = new Float32Array(count * noiseSize);
  random.fillUniform(values, -1, 1);
  return tf.tensor2d(values, [count, noiseSize]);
}

/** Read and free named scalars, all in one transfer. */
async function readScalars<Name extends string>(
  scalars: Readonly<Record<Name, tf.Scalar>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(scalars) as Name[];
  const tensors = names.map((name) => scalars[name]);
  const together = tf.stack(tensors);
  const values = await together.data();
  tf.dispose([tensors, together]);
  return Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<Name, number>;
}
