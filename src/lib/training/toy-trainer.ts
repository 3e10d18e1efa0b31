import * as tf from '@tensorflow/tfjs';
import type { Drawing } from '../data/strokes';
import { drawNoise, type NoiseSpec } from '../data/noise';
import { createToyDistribution, type ToyDistribution } from '../data/toy-distributions';
import { Random } from '../random';
import { type Objective, objectives } from './objectives';
import {
  createToyDiscriminator,
  createToyGenerator,
  optimizerSettings,
  type ToyNetwork,
} from './toy-networks';
import { ToyProbe } from './toy-probe';
import {
  checkToySettings,
  type LiveToySettings,
  type ToySettings,
  withLiveSettings,
} from './toy-settings';
import { type ToyBatch, type ToyGame, updateDiscriminator, updateGenerator } from './toy-step';
import { readVariables, writeVariables } from './variables';

export interface ToyTrainerOptions {
  readonly settings: ToySettings;
  /** What the data `drawn` consists of; unused by all others. */
  readonly drawing?: Drawing;
}

/** The plain numbers of the last update of each network; NaN before the first one. */
export interface ToyMetrics {
  /** Updates of G, and of D, so far. */
  readonly step: number;
  readonly discriminatorUpdates: number;
  /** In nats, or as the loss in use has it. */
  readonly discriminatorLoss: number;
  readonly generatorLoss: number;
  /** Mean D(x) and D(G(z)) on D's batch: probabilities, or D's outputs as the loss in use has them. */
  readonly realScore: number;
  readonly fakeScore: number;
  /** Mean D(G(z)) on G's batch. */
  readonly generatorScore: number;
  /** Share of D's batch that D told rightly, in [0, 1]. */
  readonly accuracy: number;
  /** Euclidean norms of the gradients on all of a network's parameters. */
  readonly discriminatorGradient: number;
  readonly generatorGradient: number;
}

/** Whether all numbers are finite, of those networks that have been updated at all. */
export function areFinite(metrics: ToyMetrics): boolean {
  const { step, discriminatorUpdates, generatorLoss, generatorScore, generatorGradient } = metrics;
  const ofGenerator = [generatorLoss, generatorScore, generatorGradient];
  const ofDiscriminator = [
    metrics.discriminatorLoss,
    metrics.realScore,
    metrics.fakeScore,
    metrics.discriminatorGradient,
  ];
  return (
    (step === 0 || ofGenerator.every(Number.isFinite)) &&
    (discriminatorUpdates === 0 || ofDiscriminator.every(Number.isFinite))
  );
}

/** Everything that the rest of a run depends on. */
export interface ToyState {
  readonly settings: ToySettings;
  readonly drawing: Drawing;
  readonly metrics: ToyMetrics;
  readonly arrays: Readonly<Record<string, Float32Array>>;
  readonly optimizerSteps: Readonly<Record<NetworkName, number>>;
  readonly randomStates: Readonly<Record<string, readonly number[]>>;
}

const networkNames = ['generator', 'discriminator'] as const;
type NetworkName = (typeof networkNames)[number];
const streamNames = ['data', 'noise', 'mixing'] as const;

const noMetrics: ToyMetrics = {
  step: 0,
  discriminatorUpdates: 0,
  discriminatorLoss: NaN,
  generatorLoss: NaN,
  realScore: NaN,
  fakeScore: NaN,
  generatorScore: NaN,
  accuracy: NaN,
  discriminatorGradient: NaN,
  generatorGradient: NaN,
};

/**
 * A small GAN in training: one run from one seed.
 *
 * Everything is synchronous: it is meant for tfjs's CPU backend with the kernels of `backends/cpu`,
 * on which nothing has to be waited for.
 */
export class ToyTrainer {
  /** What the networks look like at the moment. */
  readonly probe: ToyProbe;
  private readonly networks: Readonly<Record<NetworkName, ToyNetwork>>;
  private readonly random: Readonly<Record<(typeof streamNames)[number], Random>>;
  private readonly noise: NoiseSpec;
  private current: ToySettings;
  private strokes: Drawing;
  private data: ToyDistribution;
  private latest = noMetrics;

  /** @throws in Japanese if the settings exclude one another, or the drawing cannot be used */
  constructor({ settings, drawing = [] }: ToyTrainerOptions) {
    checkToySettings(settings);
    this.current = settings;
    this.strokes = drawing;
    this.data = createToyDistribution(settings.data, drawing);
    this.noise = {
      dimension: settings.noiseDimension as NoiseSpec['dimension'],
      distribution: settings.noiseDistribution,
    };
    const root = new Random(settings.seed);
    const { dimension } = this.data.mixture;
    this.networks = {
      generator: createToyGenerator(settings, dimension, root.fork('generator')),
      discriminator: createToyDiscriminator(settings, dimension, root.fork('discriminator')),
    };
    this.random = {
      data: root.fork('data'),
      noise: root.fork('noise'),
      mixing: root.fork('mixing'),
    };
    this.probe = new ToyProbe({
      game: () => this.game,
      distribution: () => this.data,
      noise: this.noise,
      random: root.fork('probe'),
    });
  }

  get settings(): ToySettings {
    return this.current;
  }

  get drawing(): Drawing {
    return this.strokes;
  }

  get distribution(): ToyDistribution {
    return this.data;
  }

  /** The output of D above which it takes a point for real. */
  get boundary(): number {
    const { realScore, fakeScore } = this.latest;
    return this.objective.boundary(realScore, fakeScore);
  }

  get metrics(): ToyMetrics {
    return this.latest;
  }

  /** Updates of G so far. */
  get step(): number {
    return this.latest.step;
  }

  /** How many numbers each network learns. */
  get parameters(): Readonly<Record<NetworkName, number>> {
    const { generator, discriminator } = this.networks;
    const unused = this.current.minibatch === 'none' ? 1 : 0;
    return {
      generator: generator.parameters.size,
      discriminator: discriminator.parameters.size - unused,
    };
  }

  /** Rounds of Algorithm 1 (Goodfellow et al. 2014): `discriminatorSteps` updates of D, one of G. */
  train(rounds = 1): ToyMetrics {
    for (let i = 0; i < rounds; i++) {
      for (let k = 0; k < this.current.discriminatorSteps; k++) this.stepDiscriminator();
      this.stepGenerator();
    }
    return this.latest;
  }

  /** One update of D alone. */
  stepDiscriminator(): ToyMetrics {
    const numbers = tf.tidy(() => {
      const mixing = this.objective.needsPenalty ? this.drawMixing() : null;
      return { ...updateDiscriminator(this.game, this.drawBatch(), mixing) };
    });
    this.latest = {
      ...this.latest,
      discriminatorUpdates: this.latest.discriminatorUpdates + 1,
      discriminatorLoss: numbers.loss,
      realScore: numbers.realScore,
      fakeScore: numbers.fakeScore,
      accuracy: numbers.accuracy,
      discriminatorGradient: numbers.gradientNorm,
    };
    return this.latest;
  }

  /** One update of G alone. */
  stepGenerator(): ToyMetrics {
    const numbers = tf.tidy(() => ({ ...updateGenerator(this.game, this.drawBatch()) }));
    this.latest = {
      ...this.latest,
      step: this.latest.step + 1,
      generatorLoss: numbers.loss,
      generatorScore: numbers.fakeScore,
      generatorGradient: numbers.gradientNorm,
    };
    return this.latest;
  }

  /**
   * Change what may change while a run goes on, from the next update on.
   *
   * @throws in Japanese as the constructor does; then nothing has changed
   */
  update(settings: LiveToySettings, drawing: Drawing = this.strokes): void {
    const next = withLiveSettings(this.current, settings);
    checkToySettings(next);
    const data = createToyDistribution(next.data, drawing);
    if (data.mixture.dimension !== this.data.mixture.dimension) {
      throw new Error('1次元と2次元のデータは、学習の途中では入れ替えられません。');
    }
    this.current = next;
    this.strokes = drawing;
    this.data = data;
    for (const name of networkNames) {
      this.networks[name].configure(optimizerSettings(next, name));
    }
  }

  async state(): Promise<ToyState> {
    const { generator, discriminator } = this.networks;
    const randomStates = streamNames.map((name) => [name, this.random[name].state()] as const);
    return {
      settings: this.current,
      drawing: this.strokes,
      metrics: this.latest,
      arrays: await readVariables(this.stateVariables()),
      optimizerSteps: {
        generator: generator.optimizer.step,
        discriminator: discriminator.optimizer.step,
      },
      randomStates: Object.fromEntries(randomStates),
    };
  }

  /**
   * Go on from a state, exactly as the run that it was taken from would have.
   *
   * @throws in Japanese if it is of other networks; then no network has changed
   */
  restore({ settings, drawing, metrics, arrays, optimizerSteps, randomStates }: ToyState): void {
    this.update(settings, drawing);
    writeVariables(this.stateVariables(), arrays);
    for (const name of networkNames) this.networks[name].optimizer.step = optimizerSteps[name];
    for (const name of streamNames) this.random[name].restore(randomStates[name] ?? []);
    this.latest = metrics;
  }

  dispose(): void {
    for (const name of networkNames) this.networks[name].dispose();
  }

  private get objective(): Objective {
    return objectives[this.current.loss];
  }

  private get game(): ToyGame {
    return { ...this.networks, objective: this.objective, settings: this.current };
  }

  private drawBatch(): ToyBatch {
    const { batchSize } = this.current;
    const noise = drawNoise(this.noise, this.random.noise, batchSize);
    const real = this.data.mixture.sample(this.random.data, batchSize);
    return {
      noise: tf.tensor2d(noise, [batchSize, this.noise.dimension]),
      real: tf.tensor2d(real, [batchSize, this.data.mixture.dimension]),
    };
  }

  private drawMixing(): tf.Tensor2D {
    const mixing = new Float32Array(this.current.batchSize);
    this.random.mixing.fillUniform(mixing, 0, 1);
    return tf.tensor2d(mixing, [mixing.length, 1]);
  }

  private stateVariables(): Record<string, tf.Variable> {
    const named: Record<string, tf.Variable> = {};
    for (const name of networkNames) {
      const { parameters, optimizer } = this.networks[name];
      named[name] = parameters;
      optimizer.stateVariables.forEach(
        (variable, i) => (named[`${name}/optimizer/${i}`] = variable),
      );
    }
    return named;
  }
}
