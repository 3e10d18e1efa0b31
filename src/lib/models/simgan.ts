/**
 * SimGAN (Shrivastava et al. 2016, arXiv:1612.07828) scaled down to digits: a refiner R makes drawn
 * digits look handwritten without changing what they say.
 *
 * What differs from the paper: drawn digits of 28×28 instead of eyes and hands; a refiner of 16
 * channels; a discriminator whose verdicts see 9 pixels; means instead of sums in the losses; Adam;
 * small batches and a small history; two turns of R to one of D.
 */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { splitImages } from '../data/low-resolution';
import { MnistBatches } from '../data/mnist';
import { drawSyntheticDigits } from '../data/synthetic-digits';
import { tensorOf } from '../metrics/refinement';
import { discriminatorLoss, generatorLosses } from '../nn/losses';
import type { Network } from '../nn/network';
import type { Random } from '../random';
import type { Family, RunContext, Turn } from './family';
import { ImageHistory } from './image-history';
import { createLocalDiscriminator, createRefiner, type Field } from './simgan-networks';

export interface SimganSettings {
  /**
   * λ: the weight of the self-regularization, a mean over the pixels, beside the adversarial loss, a mean
   * over D's verdicts; ≥ 0. The paper's sums have the same minimum at λ · verdicts / 784.
   */
  readonly lambda: number;
  /** Whether half of the fakes that D learns from are out of the history. */
  readonly hasHistory: boolean;
  /** The side of the square that each verdict of D is about, in pixels. */
  readonly field: Field;
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** Rounds in which R learns alone by self-regularization, then rounds of D alone. */
export const preTraining = { refiner: 50, discriminator: 50 } as const;
/** Images in the history. */
export const historyCapacity = 512;
/** Updates of R in a round, to one of D. */
const refinerTimes = 2;

type Context = RunContext<SimganSettings>;

// #region turns
/** R alone: as near to what it is given as it can. */
const copyTurn: Turn<SimganSettings> = {
  name: 'refiner',
  updates: 'refiner',
  tells: { loss: 'refinerLoss' },
  prepare: (context) => ({ x: nextSynthetic(context, context.settings.batchSize) }),
  loss(context, { x }, note) {
    const change = changeOf(refined(context, x as tf.Tensor), x as tf.Tensor);
    note('change', change.clone());
    return change;
  },
};

/** −log D(R(x)) + λ |R(x) − x|. */
const refinerTurn: Turn<SimganSettings> = {
  ...copyTurn,
  times: refinerTimes,
  loss(context, { x }, note) {
    const made = refined(context, x as tf.Tensor);
    const change = changeOf(made, x as tf.Tensor);
    const adversarial = generatorLosses['non-saturating'](judged(context, made));
    note('change', change.clone());
    note('adversarialLoss', adversarial.clone());
    return adversarial.add(change.mul(context.settings.lambda));
  },
};

const discriminatorTurn: Turn<SimganSettings> = {
  name: 'discriminator',
  updates: 'discriminator',
  tells: { loss: 'discriminatorLoss' },
  prepare(context) {
    const { sources, settings } = context;
    const { batchSize } = settings;
    const real = (sources['real'] as MnistBatches).next(batchSize);
    return {
      real: tf.tensor4d(real, [batchSize, digitSize, digitSize, 1]),
      fake: nextFakes(context),
    };
  },
  loss(context, { real, fake }, note) {
    const [onReal, onFake] = [judged(context, real), judged(context, fake)];
    note('realScore', tf.sigmoid(onReal).mean());
    note('fakeScore', tf.sigmoid(onFake).mean());
    return discriminatorLoss(onReal, onFake);
  },
};
// #endregion

// #region history
/** Half of them out of the history, as far as it is filled, whose places half of the new ones take. */
function nextFakes(context: Context): tf.Tensor {
  const { batchSize, hasHistory } = context.settings;
  const half = Math.floor(batchSize / 2);
  const history = context.sources['history'] as ImageHistory;
  const old = hasHistory ? history.draw(half) : null;
  const count = batchSize - (old?.shape[0] ?? 0);
  // Of 256 grey levels as real images are, so that D cannot tell them by that.
  const made = refined(context, nextSynthetic(context, count));
  const added = made.add(1).mul(127.5).round().div(127.5).sub<tf.Tensor4D>(1);
  if (hasHistory) history.add(added.slice(0, half));
  return old ? tf.concat([added, old]) : added;
}
// #endregion

function nextSynthetic({ random }: Context, count: number): tf.Tensor4D {
  const { images } = drawSyntheticDigits(count, random['synthetic'] as Random);
  return tensorOf(images);
}

const refined = ({ networks }: Pick<Context, 'networks'>, x: tf.Tensor) =>
  (networks['refiner'] as Network).forward(x, { mode: 'training' });

const judged = ({ networks }: Pick<Context, 'networks'>, images: tf.Tensor | undefined) =>
  (networks['discriminator'] as Network).forward(images as tf.Tensor, { mode: 'training' });

const changeOf = (made: tf.Tensor, x: tf.Tensor) => made.sub(x).abs().mean<tf.Scalar>();

export const family: Family<SimganSettings> = {
  data: 'digits',
  computing: 'measured',
  pacing: {
    numbers: { interval: 100, share: 1 },
    pictures: { interval: 1000, share: 0.1 },
  },
  tellsEveryRound: true,
  streams: ['synthetic'],
  seed: ({ seed }) => seed,
  sources: (_settings, random, { digits }) => ({
    real: new MnistBatches({ dataset: splitImages(digits).training, random: random('real') }),
    history: new ImageHistory({
      capacity: historyCapacity,
      side: digitSize,
      random: random('history'),
    }),
  }),
  networks: ({ field }, random) => ({
    refiner: createRefiner(random('refiner')),
    discriminator: createLocalDiscriminator(random('discriminator'), field),
  }),
  optimizers({ learningRate }) {
    const adam = { optimizer: 'adam', learningRate, momentum: 0.5 } as const;
    return { refiner: adam, discriminator: adam };
  },
  turns(_settings, step) {
    if (step < preTraining.refiner) return [copyTurn];
    if (step < preTraining.refiner + preTraining.discriminator) return [discriminatorTurn];
    return [refinerTurn, discriminatorTurn];
  },
  live: (current, { lambda, hasHistory, learningRate }) => ({
    ...current,
    lambda,
    hasHistory,
    learningRate,
  }),
  shows: () => null,
};
