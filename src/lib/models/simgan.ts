/**
 * SimGAN (Shrivastava et al. 2016, arXiv:1612.07828) scaled down to digits: a refiner R makes drawn
 * digits look handwritten without changing what they say.
 *
 * What differs from the paper: drawn digits of 28×28 instead of eyes and hands; a refiner of 16
 * channels; a discriminator whose verdicts see 9 pixels; means instead of sums in the losses; Adam;
 * small batches and a small history; two turns of R to one of D.
 */
import * as tf from '@tensorflow/tfjs';
import { concatenate } from '../data/concatenate';
import { classCount, digitSize } from '../data/digit-classes';
import { splitImages } from '../data/low-resolution';
import { MnistBatches } from '../data/mnist';
import { drawSyntheticDigit } from '../data/synthetic-digits';
import { tensorOf } from '../metrics/refinement';
import { discriminatorLoss, generatorLosses } from '../nn/losses';
import type { Network, SavedNetwork } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import { createDigitClassifier } from './digit-classifier';
import { type Family, imagePacing, type RunContext, shippedOf, type Turn } from './family';
import { ImageHistory } from './image-history';
import { createLocalDiscriminator, createRefiner } from './simgan-networks';
import {
  historyCapacity,
  preTraining,
  refinerFolder,
  shippedField,
  type SimganInfo,
  type SimganPicture,
  type SimganSettings,
  usualLambda,
} from './simgan-settings';
import { infoOf, refinementWatch, showDigits } from './simgan-views';

/** Updates of R in a round, to one of D. */
const refinerTimes = 2;
const classifierName = 'digit-classifier';

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
    const regularization = change.mul<tf.Scalar>(context.settings.lambda);
    note('regularization', regularization.clone());
    return adversarial.add(regularization);
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

/** Digits of any label, drawn for this turn: `[count, 28, 28, 1]` in [−1, 1]. */
function nextSynthetic({ random }: Context, count: number): tf.Tensor4D {
  const synthetic = random['synthetic'] as Random;
  const digits = Array.from({ length: count }, () =>
    drawSyntheticDigit(synthetic.integer(classCount), synthetic),
  );
  return tensorOf(concatenate(digits));
}

const refined = ({ networks }: Pick<Context, 'networks'>, x: tf.Tensor) =>
  (networks['refiner'] as Network).forward(x, { mode: 'training' });

const judged = ({ networks }: Pick<Context, 'networks'>, images: tf.Tensor | undefined) =>
  (networks['discriminator'] as Network).forward(images as tf.Tensor, { mode: 'training' });

const changeOf = (made: tf.Tensor, x: tf.Tensor) => made.sub(x).abs().mean<tf.Scalar>();

const shipped = {
  refiner: `${refinerFolder(usualLambda)}/refiner`,
  discriminator: `${refinerFolder(usualLambda)}/discriminator`,
};

export const family: Family<SimganSettings, 'digits', SimganPicture, SimganInfo> = {
  data: 'digits',
  computing: 'measured',
  pacing: imagePacing,
  tellsEveryRound: true,
  streams: ['synthetic'],
  seed: ({ seed }) => seed,
  check({ start, field }) {
    if (start === 'scratch' || field === shippedField) return;
    throw new Error(
      `学習ずみの識別器の視野は${shippedField}画素です。ほかの視野では「出発点」を「はじめから」にしてください。`,
    );
  },
  loads: ({ start }) => [classifierName, ...(start === 'shipped' ? Object.values(shipped) : [])],
  sources: (_settings, random, { digits }) => ({
    real: new MnistBatches({ dataset: splitImages(digits).training, random: random('real') }),
    history: new ImageHistory({
      capacity: historyCapacity,
      side: digitSize,
      random: random('history'),
    }),
  }),
  networks({ field, start }, random, data) {
    const learning = {
      refiner: createRefiner(random('refiner')),
      discriminator: createLocalDiscriminator(random('discriminator'), field),
    };
    const classifier = new StraightNetwork(createDigitClassifier(random('classifier')));
    loadNetworks({ classifier }, { classifier: shippedOf(data, classifierName) });
    if (start === 'shipped') {
      const saved = Object.entries(shipped).map(([role, name]) => [role, shippedOf(data, name)]);
      loadNetworks(learning, Object.fromEntries(saved) as Record<string, SavedNetwork>);
    }
    return { ...learning, classifier };
  },
  optimizers({ learningRate }) {
    const adam = { optimizer: 'adam', learningRate, momentum: 0.5 } as const;
    return { refiner: adam, discriminator: adam };
  },
  turns({ start }, step) {
    const isAhead = start === 'scratch';
    if (isAhead && step < preTraining.refiner) return [copyTurn];
    if (isAhead && step < preTraining.refiner + preTraining.discriminator) {
      return [discriminatorTurn];
    }
    return [refinerTurn, discriminatorTurn];
  },
  live: (current, { lambda, hasHistory, learningRate }) => ({
    ...current,
    lambda,
    hasHistory,
    learningRate,
  }),
  shows: showDigits,
  watches: { refinement: ({ digits }) => refinementWatch(digits) },
  info: (contexts) => infoOf(contexts),
};
