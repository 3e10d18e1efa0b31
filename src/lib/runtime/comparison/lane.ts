import * as tf from '@tensorflow/tfjs';
import { tileImages } from '../../data/image-grid';
import { selectImages } from '../../data/split';
import type { MnistDataset } from '../../data/mnist';
import {
  type ActivationHistogram,
  activationHistograms,
  type Bins,
} from '../../inspection/activation-histograms';
import { drawNoise } from '../../latent/generate';
import { imageSize, noiseSize } from '../../models/dcgan';
import { Random } from '../../random';
import { DcganTrainer } from '../../training/dcgan-trainer';
import type { DcganCheckpoint, DuelStepMetrics, ImageTiles } from '../protocol';
import type { ComparisonLane, LaneActivations } from './protocol';

/** Images a row and a column that a lane shows. */
export const laneGrid = 4;
/** What the histograms span: batch normalization gives standard deviation 1. */
const activationBins: Bins = { min: -3, max: 3, count: 36 };
/** Images or noise vectors that the histograms are of. */
const inspected = 16;

/** What a session needs of a lane. */
export type Lane = Pick<DcganLane, keyof DcganLane>;

/** One of the DCGANs that are trained side by side. */
export class DcganLane {
  hasDiverged = false;
  private readonly trainer: DcganTrainer;

  constructor(
    readonly plan: ComparisonLane,
    private readonly dataset: MnistDataset,
  ) {
    const { settings, variant = {} } = plan;
    this.trainer = new DcganTrainer({
      settings: { ...settings, epochs: 1 },
      variant,
      dataset,
      sampleCount: laneGrid ** 2,
    });
  }

  get generator(): tf.Sequential {
    return this.trainer.networks.generator;
  }

  stepDiscriminator() {
    return this.trainer.discriminatorStep();
  }

  step(): Promise<DuelStepMetrics> {
    return this.trainer.measuredStep();
  }

  state(): Promise<DcganCheckpoint> {
    return this.trainer.state();
  }

  /** Stand where another lane of the same shape, seed and data stands. */
  follow(state: DcganCheckpoint): void {
    this.trainer.restore(state);
  }

  async samples(): Promise<ImageTiles> {
    return tileImages({
      images: await this.trainer.sample(),
      count: laneGrid ** 2,
      height: imageSize,
      width: imageSize,
      columns: laneGrid,
    });
  }

  /** What the activation functions get, for noise and images that stay the same. */
  async activations(): Promise<LaneActivations> {
    const { generator, discriminator } = this.trainer.networks;
    const noise = drawNoise(new Random(inspected).fork('noise'), inspected, noiseSize);
    const z = tf.tensor2d(noise, [inspected, noiseSize]);
    const real = this.realBatch();
    try {
      return {
        generator: await beforeActivations(generator, z),
        discriminator: await beforeActivations(discriminator, real),
      };
    } finally {
      tf.dispose([z, real]);
    }
  }

  dispose(): void {
    this.trainer.dispose();
  }

  private realBatch(): tf.Tensor4D {
    const count = Math.min(inspected, this.dataset.count);
    const { images } = selectImages(
      this.dataset,
      Uint32Array.from({ length: count }, (_, i) => i),
    );
    const pixels = Float32Array.from(images, (value) => (value - 127.5) / 127.5);
    return tf.tensor4d(pixels, [count, imageSize, imageSize, 1]);
  }
}

const activations = new Set(['ReLU', 'LeakyReLU', 'Activation']);

/** The outputs that go straight into an activation, and the network's own, as the last of them. */
async function beforeActivations(
  model: tf.Sequential,
  input: tf.Tensor,
): Promise<ActivationHistogram[]> {
  const random = new Random(inspected).fork('dropout');
  const all = await activationHistograms({ model, input, random }, activationBins);
  return all.filter((_, i) => {
    const next = all[i + 1];
    return !next || activations.has(next.className);
  });
}
