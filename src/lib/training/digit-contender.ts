/**
 * The DCGAN of MNIST with one of the rectifiers in its discriminator, watched at the place where G
 * receives its instructions: its own images (outline D8, D10).
 */
import * as tf from '@tensorflow/tfjs';
import type { MnistDataset } from '../data/mnist';
import { countSilentUnits } from '../inspection/dead-units';
import { gradientNorms } from '../inspection/gradient-norms';
import { learnedSlopes } from '../inspection/learned-slopes';
import { noiseSize } from '../models/dcgan';
import { Random } from '../random';
import type { Contender, ContenderView } from './contender';
import { DcganTrainer } from './dcgan-trainer';
import { compileForward } from './forward';
import { generatorLosses } from './losses';
import type { RectifierName } from './rectifier-contender';

export interface DigitContenderOptions {
  readonly rectifier: RectifierName;
  readonly dataset: MnistDataset;
  readonly seed: number;
  /** Images of G to look at; 32 if left out. */
  readonly watched?: number;
}

/** Images of G that units are counted and the gradient is measured on, unless said otherwise. */
const watchedImages = 32;
/** Real images in a batch. */
const batchSize = 16;

export class DigitContender implements Contender {
  private readonly trainer: DcganTrainer;
  private readonly noise: tf.Tensor2D;
  private readonly seed: number;
  private lastLoss = NaN;

  constructor({ rectifier, dataset, seed, watched = watchedImages }: DigitContenderOptions) {
    this.seed = seed;
    this.trainer = new DcganTrainer({
      settings: {
        generatorLoss: 'non-saturating',
        discriminatorLearningRate: 2e-4,
        discriminatorBeta1: 0.5,
        generatorLearningRate: 2e-4,
        generatorBeta1: 0.5,
        batchSize,
        epochs: 1000,
        seed,
      },
      variant: { discriminatorActivation: rectifier },
      dataset,
      sampleCount: 1,
    });
    const values = new Float32Array(watched * noiseSize);
    new Random(seed).fork('watched noise').fillUniform(values, -1, 1);
    this.noise = tf.tensor2d(values, [watched, noiseSize]);
  }

  async step(): Promise<void> {
    const { discriminatorLoss } = await this.trainer.trainStep();
    this.lastLoss = discriminatorLoss;
  }

  async look(): Promise<ContenderView> {
    const { generator, discriminator: model } = this.trainer.networks;
    const images = tf.tidy(() => compileForward(generator)(this.noise, { mode: 'training' }));
    // The same dropout masks at every look.
    const random = () => new Random(this.seed).fork('watched dropout');
    const silent = await countSilentUnits({ model, input: images, random: random() });
    const loss = generatorLosses['non-saturating'];
    const norms = await gradientNorms({ model, input: images, loss, random: random() });
    images.dispose();
    return {
      loss: this.lastLoss,
      silent,
      firstLayerGradient: norms.layers[0]?.norm ?? NaN,
      imageGradient: norms.input,
      slopes: await learnedSlopes(model),
    };
  }

  dispose(): void {
    this.trainer.dispose();
    this.noise.dispose();
  }
}
