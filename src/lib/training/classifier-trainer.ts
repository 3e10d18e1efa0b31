import * as tf from '@tensorflow/tfjs';
import { type DistortionRange, distortImages } from '../data/distortions';
import { MnistBatches } from '../data/mnist';
import { type LabelledDataset, selectImages } from '../data/split';
import { classCount } from '../data/digit-classes';
import { toSigned } from '../data/image-grid';
import { createDigitClassifier } from '../models/digit-classifier';
import { Random } from '../random';
import { Adam } from '../nn/adam';
import { StraightNetwork } from '../nn/straight-network';

export interface ClassifierSettings {
  /** Any 32-bit unsigned integer; the same seed on the same backend gives the same run. */
  readonly seed: number;
  readonly epochs: number;
  readonly batchSize: number;
  /** Adam's step size at the start; it falls to 0 along half a cosine. */
  readonly learningRate: number;
  readonly distortions: DistortionRange;
}

export interface ClassifierStep {
  /** Steps done so far, 1 for the first. */
  readonly step: number;
  /** Mean cross-entropy over the batch, in nats. */
  readonly loss: number;
  /** Share of the batch that is classified rightly, in [0, 1]. */
  readonly accuracy: number;
}

interface ClassifierTrainerOptions {
  readonly settings: ClassifierSettings;
  readonly dataset: LabelledDataset;
}

/** Trains the classifier of `models/digit-classifier`: one run from one seed. */
export class ClassifierTrainer {
  readonly network: StraightNetwork;
  readonly totalSteps: number;
  private readonly optimizer: Adam;
  private readonly batches: MnistBatches;
  private readonly random: Random;

  constructor(private readonly options: ClassifierTrainerOptions) {
    const { settings, dataset } = options;
    const root = new Random(settings.seed);
    this.network = new StraightNetwork(createDigitClassifier(root.fork('weights')));
    const { learningRate } = settings;
    this.optimizer = new Adam(this.network.variables, { learningRate, beta1: 0.9 });
    this.batches = new MnistBatches({ dataset, random: root.fork('batches') });
    this.random = root.fork('distortions');
    this.totalSteps = settings.epochs * Math.floor(dataset.count / settings.batchSize);
  }

  /** Steps done so far. */
  get step(): number {
    return this.optimizer.step;
  }

  /** One step of gradient descent on one batch; plain numbers once the backend has computed them. */
  async trainStep(): Promise<ClassifierStep> {
    const { learningRate } = this.options.settings;
    const progress = Math.min(1, this.step / this.totalSteps);
    this.optimizer.settings = {
      ...this.optimizer.settings,
      learningRate: (learningRate * (1 + Math.cos(Math.PI * progress))) / 2,
    };
    const numbers = tf.tidy(() => this.update());
    const [loss = NaN, accuracy = NaN] = await numbers.data();
    numbers.dispose();
    return { step: this.step, loss, accuracy };
  }

  dispose(): void {
    this.network.dispose();
    this.optimizer.dispose();
  }

  /** @returns loss and accuracy before the update, `[2]` */
  private update(): tf.Tensor1D {
    const { images, labels } = this.nextBatch();
    let accuracy = tf.scalar(0);
    const { value, grads } = tf.variableGrads(() => {
      const logits = this.network.forward(images, { mode: 'training', updateStatistics: true });
      accuracy = tf.keep(logits.argMax(1).equal(labels.argMax(1)).mean());
      return tf.losses.softmaxCrossEntropy(labels, logits);
    }, [...this.network.variables]);
    this.optimizer.apply(grads);
    const numbers = tf.stack([value, accuracy]) as tf.Tensor1D;
    accuracy.dispose();
    return numbers;
  }

  /** Distorted images `[batch, 28, 28, 1]` in [−1, 1] and one-hot labels `[batch, 10]`. */
  private nextBatch() {
    const { settings, dataset } = this.options;
    const chosen = selectImages(dataset, this.batches.nextIndices(settings.batchSize));
    const { height, width } = dataset;
    const distorted = distortImages(toSigned(chosen.images), {
      height,
      width,
      range: settings.distortions,
      random: this.random,
      background: -1,
    });
    return {
      images: tf.tensor4d(distorted, [chosen.count, height, width, 1]),
      labels: tf.oneHot(tf.tensor1d(chosen.labels, 'int32'), classCount),
    };
  }
}
