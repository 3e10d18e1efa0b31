/**
 * StackGAN (Zhang et al. 2016, arXiv:1612.03242) scaled down: from a Japanese caption to a drawn bird, of
 * 16×16 pixels by Stage-I, then of 64×64 by Stage-II, which reads the caption again.
 *
 * What differs from the paper: drawn birds; 16 to 64 pixels instead of 64 to 256; two residual blocks;
 * narrow networks; our own encoder of captions; four mismatched captions for a picture; σ that begins
 * small; batches of 16 and 8, with twice and three times as many real pictures. The discriminators also
 * compare picture and text by an inner product, that of Stage-II through noise; Stage-II reads the text at
 * every size and begins from Stage-I's picture, which is sometimes of another caption.
 */
import * as tf from '@tensorflow/tfjs';
import { meanKlToNormal, sampleCondition } from '../nn/conditioning';
import { generatorLosses } from '../nn/losses';
import { matchingLoss } from '../nn/matching-loss';
import type { Network } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import type { StraightNetwork } from '../nn/straight-network';
import type { Random } from '../random';
import { createBirdClassifier } from './bird-classifier';
import { createCaptionEncoder } from './caption-encoder';
import { type Family, networkIn, type RunContext, shippedOf, type Turn } from './family';
import { captionBatch, normalBatch, pairBatch, type Stage } from './stackgan-batches';
import type { DrawnBirds } from './stackgan-draw';
import {
  conditionOf,
  conditionSize,
  createStageOneDiscriminator,
  createStageOneGenerator,
  createStageTwoDiscriminator,
  createStageTwoGenerator,
  lookAt,
  noiseSize,
} from './stackgan-networks';
import type { StackganSettings } from './stackgan-settings';
import {
  matchWatch,
  shownBirds,
  type StackganInfo,
  stackganInfo,
  type StackganView,
} from './stackgan-shown';

type Context = RunContext<StackganSettings>;

const learning = { mode: 'training', updateStatistics: true } as const;

/** Which stage learns in the round after so many. */
export const stageAt = ({ stageOneRounds }: StackganSettings, step: number): Stage =>
  step < stageOneRounds ? 1 : 2;

/** Whether Stage-II has learned anything by then. */
const hasStageTwo = ({ start, stageOneRounds }: StackganSettings, step: number) =>
  start === 'shipped' || step > stageOneRounds;

/** What one batch is drawn from. */
function batchOptions({ networks, random, settings }: Context, stage: Stage) {
  return {
    random: random['batches'] as Random,
    encoder: networks['encoder'] as StraightNetwork,
    count: settings.batchSizes[stage - 1] ?? 1,
  };
}

// #region generate
/**
 * What a generator takes for captions: Stage-I noise, Stage-II a picture of Stage-I, which runs as it is
 * shown and does not learn.
 */
function inputsFor(context: Context, stage: Stage, embedding: tf.Tensor2D) {
  const random = context.random['chance'] as Random;
  const [count] = embedding.shape;
  const { isAugmented } = context.settings;
  const chance = (): { epsilon?: tf.Tensor2D } =>
    isAugmented ? { epsilon: normalBatch(random, count, conditionSize) } : {};
  const noise = normalBatch(random, count, noiseSize);
  if (stage === 1) return { embedding, noise, ...chance() };
  const [first, shown] = [networkIn(context, 'generator1'), { mode: 'inference' } as const];
  const seen = conditionOf(first, strayed(context, embedding), shown);
  const condition = sampleCondition(seen, chance().epsilon ?? null);
  return { embedding, small: first.forward({ condition, noise }, shown), ...chance() };
}

/** Some of the captions exchanged for others. */
function strayed(context: Context, embedding: tf.Tensor2D): tf.Tensor2D {
  const { strayShare } = context.settings;
  if (strayShare === 0) return embedding;
  const random = context.random['chance'] as Random;
  const isStray = Array.from({ length: embedding.shape[0] }, () => random.uniform() < strayShare);
  const others = captionBatch(batchOptions(context, 2));
  return tf.where(tf.tensor2d(isStray.map(Number), [isStray.length, 1], 'bool'), others, embedding);
}

/** Pictures, and what their captions were made into. */
function generate(
  context: Context,
  stage: Stage,
  { embedding, epsilon, ...given }: Readonly<Record<string, tf.Tensor>>,
) {
  const generator = networkIn(context, `generator${stage}`);
  const condition = conditionOf(generator, embedding as tf.Tensor, learning);
  const sampled = sampleCondition(condition, (epsilon as tf.Tensor2D | undefined) ?? null);
  return { fake: generator.forward({ ...given, condition: sampled }, learning), condition };
}
// #endregion

/** What a discriminator sees of pictures: them and noise, whose standard deviation is given. */
function noisy({ random }: Context, images: tf.Tensor, deviation: number): tf.Tensor {
  if (deviation === 0) return images;
  const seed = (random['chance'] as Random).integer(2 ** 31);
  return images.add(tf.randomNormal(images.shape, 0, deviation, 'float32', seed));
}

interface Moment {
  readonly stage: Stage;
  /** Standard deviation of the noise on what the discriminator sees. */
  readonly noise: number;
}

// #region turns
const discriminatorTurn = ({ stage, noise }: Moment): Turn<StackganSettings> => ({
  name: 'discriminator',
  updates: `discriminator${stage}`,
  tells: { loss: 'discriminatorLoss' },
  prepare(context) {
    const { hardShares, wrongCount, realsPerFake } = context.settings;
    const options = batchOptions(context, stage);
    const count = options.count * (realsPerFake[stage - 1] ?? 1);
    const hardShare = hardShares[stage - 1] ?? 0;
    const batch = pairBatch({ ...options, count }, { stage, hardShare, wrongCount });
    const told = batch.right.slice(0, options.count) as tf.Tensor2D;
    const { fake } = generate(context, stage, inputsFor(context, stage, told));
    return { ...batch, told, fake };
  },
  loss(context, { real, fake, right, wrong, told }, note) {
    const discriminator = networkIn(context, `discriminator${stage}`);
    const look = (images: tf.Tensor | undefined) =>
      lookAt(discriminator, noisy(context, images as tf.Tensor, noise), learning);
    const judge = (features: tf.Tensor, embedding: tf.Tensor | undefined) =>
      discriminator.forward({ features, embedding: embedding as tf.Tensor }, learning);
    // Wrong captions are judged with the same pictures, which need not be looked at again.
    const [onReal, onFake] = [look(real), look(fake)];
    const { wrongCount } = context.settings;
    const logits = {
      right: judge(onReal, right),
      wrong: judge(tf.concat(Array<tf.Tensor>(wrongCount).fill(onReal), 0), wrong),
      fake: judge(onFake, told),
    };
    note('rightScore', tf.sigmoid(logits.right).mean());
    note('wrongScore', tf.sigmoid(logits.wrong).mean());
    note('fakeScore', tf.sigmoid(logits.fake).mean());
    return matchingLoss(logits);
  },
});

const generatorTurn = ({ stage, noise }: Moment): Turn<StackganSettings> => ({
  name: 'generator',
  updates: `generator${stage}`,
  tells: { loss: 'generatorLoss' },
  prepare: (context) => inputsFor(context, stage, captionBatch(batchOptions(context, stage))),
  loss(context, inputs, note) {
    const { klWeight, isAugmented } = context.settings;
    const { fake, condition } = generate(context, stage, inputs);
    const discriminator = networkIn(context, `discriminator${stage}`);
    const judging = { mode: 'training' } as const;
    const features = lookAt(discriminator, noisy(context, fake, noise), judging);
    const embedding = inputs['embedding'] as tf.Tensor;
    const logits = discriminator.forward({ features, embedding }, judging);
    const adversarial = generatorLosses['non-saturating'](logits);
    const kl = meanKlToNormal(condition);
    note('kl', kl.clone());
    return isAugmented ? adversarial.add(kl.mul(klWeight)) : adversarial;
  },
});
// #endregion

/** How much of the stage that learns is done, in [0, 1). */
function doneOfStage({ stageOneRounds, stageTwoRounds }: StackganSettings, step: number): number {
  return step < stageOneRounds ? step / stageOneRounds : (step - stageOneRounds) / stageTwoRounds;
}

/** As the paper: halved again and again, here at a half and at three quarters of a stage. */
function learningRateAt(settings: StackganSettings, step: number): number {
  const done = doneOfStage(settings, step);
  return settings.learningRate * (done < 0.5 ? 1 : done < 0.75 ? 0.5 : 0.25);
}

function noiseAt(settings: StackganSettings, step: number): number {
  const first = settings.noise[stageAt(settings, step) - 1] ?? 0;
  return first * Math.max(0, 1 - doneOfStage(settings, step));
}

const made = {
  generator1: createStageOneGenerator,
  discriminator1: createStageOneDiscriminator,
  generator2: createStageTwoGenerator,
  discriminator2: createStageTwoDiscriminator,
} as const;
const learners = Object.keys(made) as (keyof typeof made)[];

/** What never learns here: the encoder of captions, and the classifier that measures. */
const fixed = ['encoder', 'classifier'];

/** Folders of shipped networks, below public/models. */
export const shippedName = (name: string) => `stackgan/${name}`;

/** The networks that a run begins with as the site ships them. Stage-I learned, D₁ has nothing to do. */
const begunShipped = ({ start }: StackganSettings): readonly (typeof learners)[number][] =>
  ({
    scratch: [],
    'shipped stage one': ['generator1'] as const,
    shipped: ['generator1', 'generator2', 'discriminator2'] as const,
  })[start];

export const family: Family<StackganSettings, StackganView, DrawnBirds, StackganInfo> = {
  data: 'none',
  computing: 'measured',
  pacing: { numbers: { interval: 200, share: 1 }, pictures: { interval: 2000, share: 0.1 } },
  tellsEveryRound: false,
  streams: ['batches', 'chance'],
  seed: ({ seed }) => seed,
  loads: (settings) => [...fixed, ...begunShipped(settings)].map(shippedName),
  networks(settings, random, data) {
    const [encoder, classifier] = [
      createCaptionEncoder(random('encoder')),
      createBirdClassifier(random('classifier')),
    ];
    const networks = learners.map((name) => [name, made[name](random(name))] as const);
    const all = { encoder, classifier, ...Object.fromEntries(networks) };
    for (const name of [...fixed, ...begunShipped(settings)]) {
      const of = all[name as keyof typeof all] as Network;
      loadNetworks({ [name]: of }, { [name]: shippedOf(data, shippedName(name)) });
    }
    return all;
  },
  optimizers(settings, step) {
    const learningRate = learningRateAt(settings, step);
    const [one, two] = settings.discriminatorShares;
    const shares = { generator1: 1, discriminator1: one, generator2: 1, discriminator2: two };
    return Object.fromEntries(
      learners.map((name) => [
        name,
        { optimizer: 'adam', learningRate: learningRate * shares[name], momentum: 0.5 },
      ]),
    );
  },
  averages: ({ stageTwoRounds, decay }) =>
    stageTwoRounds === 0 || decay === 0 ? {} : { generator2: { decay } },
  turns(settings, step) {
    const moment = { stage: stageAt(settings, step), noise: noiseAt(settings, step) };
    return [discriminatorTurn(moment), generatorTurn(moment)];
  },
  live: (current, { learningRate, klWeight, hardShares }) => ({
    ...current,
    learningRate,
    klWeight,
    hardShares,
  }),
  totalRounds: ({ stageOneRounds, stageTwoRounds }) => stageOneRounds + stageTwoRounds,
  async shows({ networks, settings, step }, view) {
    const birds = await shownBirds(networks, settings, view);
    // What an untrained Stage-II draws is nothing to look at.
    return hasStageTwo(settings, step) ? birds : { ...birds, large: new Uint8Array() };
  },
  watches: {
    match: () =>
      matchWatch(
        ({ settings, step }) => stageAt(settings as StackganSettings, step),
        ({ settings, step }) => hasStageTwo(settings as StackganSettings, step),
      ),
  },
  info: stackganInfo,
};
