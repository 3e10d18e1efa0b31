/**
 * SRGAN (Ledig et al. 2016, arXiv:1609.04802) scaled down to MNIST: 7×7 pixels to 28×28.
 *
 * What differs from the paper: digits; three residual blocks of 32 channels; a discriminator of six
 * convolutions of few channels; the content loss compares pixels, not features of VGG19; and G begins
 * untrained, not from one that has learned by the squared error alone.
 */
import * as tf from '@tensorflow/tfjs';
import { toBytes } from '../data/image-grid';
import { MnistBatches, type MnistDataset } from '../data/mnist';
import { digitSize } from '../data/digit-classes';
import { splitImages, upscaled } from '../data/low-resolution';
import { meanPsnr } from '../metrics/psnr';
import { discriminatorLoss, generatorLosses } from '../nn/losses';
import type { Network } from '../nn/network';
import type { Family, RunContext, Turn } from './family';
import { createSrganDiscriminator, createSrganGenerator, factor } from './srgan-networks';

export interface SrganSettings {
  /** Of the adversarial loss beside the content loss, ≥ 0; 0 for the squared error alone, without D. */
  readonly adversarialWeight: number;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** How many of the images left out of training are shown. */
export interface SrganView {
  readonly count: number;
}

/** Of the images left out of training: the first few, `[count, 28, 28]` bytes each. */
export interface SrganInfo {
  /** Each pixel of the 7×7 as a square. */
  readonly low: Uint8Array;
  readonly bilinear: Uint8Array;
  readonly original: Uint8Array;
  readonly trainingCount: number;
  readonly comparedCount: number;
}

type Context = RunContext<SrganSettings>;

/** Images in the cell, and images that PSNR is the mean of. */
const shownCount = 4;
const comparedCount = 64;

// #region turns
const discriminatorTurn: Turn<SrganSettings> = {
  name: 'discriminator',
  updates: 'discriminator',
  tells: { loss: 'discriminatorLoss' },
  prepare(context) {
    const { low, real } = pairs(context, 'discriminator');
    return { real, fake: network(context, 'generator').forward(low, { mode: 'training' }) };
  },
  loss(context, { real, fake }, note) {
    const options = { mode: 'training', updateStatistics: true } as const;
    const judge = (images: tf.Tensor | undefined) =>
      network(context, 'discriminator').forward(images as tf.Tensor, options);
    const [onReal, onFake] = [judge(real), judge(fake)];
    note('realScore', tf.sigmoid(onReal).mean());
    note('fakeScore', tf.sigmoid(onFake).mean());
    return discriminatorLoss(onReal, onFake);
  },
};

/** The content loss, and with a weight the adversarial loss −log D(G(LR)). */
const generatorTurn: Turn<SrganSettings> = {
  name: 'generator',
  updates: 'generator',
  tells: { loss: 'generatorLoss' },
  prepare: (context) => pairs(context, 'generator'),
  loss(context, { low, real }, note) {
    const { adversarialWeight } = context.settings;
    const options = { mode: 'training', updateStatistics: true } as const;
    const fake = network(context, 'generator').forward(low as tf.Tensor, options);
    const content = tf.squaredDifference(fake, real as tf.Tensor).mean<tf.Scalar>();
    note('contentLoss', content.clone());
    if (adversarialWeight === 0) return content;
    const logits = network(context, 'discriminator').forward(fake, { mode: 'training' });
    return content.add(generatorLosses['non-saturating'](logits).mul(adversarialWeight));
  },
};
// #endregion

/** The next images, and the same of a quarter the height and width: `[batch, 7, 7, 1]` in [0, 1]. */
function pairs({ sources, settings: { batchSize } }: Context, name: string) {
  const pixels = (sources[name] as MnistBatches).next(batchSize);
  const real = tf.tensor4d(pixels, [batchSize, digitSize, digitSize, 1]);
  return { real, low: shrink(real) };
}

/** Means of 4×4 pixels, from [−1, 1] to [0, 1]. */
function shrink(images: tf.Tensor4D): tf.Tensor4D {
  return tf.avgPool(images, factor, factor, 'valid').add<tf.Tensor4D>(1).div(2);
}

const network = ({ networks }: Pick<Context, 'networks'>, name: string) =>
  networks[name] as Network;

export const family: Family<SrganSettings, SrganView, Uint8Array, SrganInfo> = {
  data: 'digits',
  computing: 'measured',
  pacing: {
    numbers: { interval: 100, share: 1 },
    pictures: { interval: 1000, share: 0.1 },
  },
  tellsEveryRound: true,
  streams: [],
  seed: ({ seed }) => seed,
  sources(_settings, random, { digits }) {
    const dataset = splitImages(digits).training;
    const batches = (name: string) => new MnistBatches({ dataset, random: random(name) });
    // Of their own, so that G sees the same images with D and without.
    return { generator: batches('generator batches'), discriminator: batches('judged batches') };
  },
  networks: ({ adversarialWeight }, random) => ({
    generator: createSrganGenerator(random('generator')),
    ...(adversarialWeight > 0
      ? { discriminator: createSrganDiscriminator(random('discriminator')) }
      : {}),
  }),
  optimizers({ adversarialWeight, learningRate }) {
    const adam = { optimizer: 'adam', learningRate, momentum: 0.9 } as const;
    return adversarialWeight > 0 ? { generator: adam, discriminator: adam } : { generator: adam };
  },
  turns: ({ adversarialWeight }) =>
    adversarialWeight > 0 ? [discriminatorTurn, generatorTurn] : [generatorTurn],
  live: (current, { learningRate }) => ({ ...current, learningRate }),
  shows: async (context, { count }) =>
    toBytes(await enlarged(context, splitImages(context.data.digits).heldOut, count)),
  watches: {
    psnr: ({ digits }) => ({
      pacing: { interval: 2000, share: 0.15 },
      isShownAtRest: true,
      look: async (lanes) => {
        const { heldOut } = splitImages(digits);
        const found: (number | null)[] = [];
        for (const lane of lanes) {
          const made = lane && (await enlarged(lane, heldOut, comparedCount));
          found.push(made && meanPsnr(made, heldOut.images, digitSize ** 2));
        }
        return found;
      },
    }),
  },
  info([context]) {
    const { training, heldOut } = splitImages(context?.data.digits ?? null);
    const original = heldOut.images.slice(0, shownCount * digitSize ** 2);
    const size = { side: digitSize, factor };
    return {
      low: upscaled(original, { ...size, method: 'nearest' }),
      bilinear: upscaled(original, { ...size, method: 'bilinear' }),
      original,
      trainingCount: training.count,
      comparedCount: Math.min(comparedCount, heldOut.count),
    };
  },
};

/** G's images of the first of a set, shrunk, by the statistics that G has gathered. */
async function enlarged(
  context: Pick<Context, 'networks'>,
  { images, count }: MnistDataset,
  wanted: number,
): Promise<Float32Array> {
  const shown = Math.min(wanted, count);
  const made = tf.tidy(() => {
    const pixels = Float32Array.from(
      images.subarray(0, shown * digitSize ** 2),
      (byte) => (byte - 127.5) / 127.5,
    );
    const low = shrink(tf.tensor4d(pixels, [shown, digitSize, digitSize, 1]));
    return network(context, 'generator').forward(low, { mode: 'inference' });
  });
  const values = await made.data<'float32'>();
  made.dispose();
  return values;
}
