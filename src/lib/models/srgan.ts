/**
 * SRGAN (Ledig et al. 2016, arXiv:1609.04802) scaled down to MNIST: 7×7 pixels to 28×28.
 *
 * As in the paper, a generator first learns by the squared error alone (SRResNet); the GAN begins with
 * it, and its loss is a content loss in the features of a network that learns no more, and a small
 * adversarial loss. What differs: digits; six residual blocks of 32 channels; a last kernel of 5×5; a
 * narrower discriminator; features of our digit classifier, not of VGG19.
 */
import * as tf from '@tensorflow/tfjs';
import { digitSize } from '../data/digit-classes';
import { toSigned } from '../data/image-grid';
import { splitImages } from '../data/low-resolution';
import { MnistBatches } from '../data/mnist';
import { probeGradient } from '../inspection/gradient-probe';
import { discriminatorLoss, generatorLosses } from '../nn/losses';
import type { Network } from '../nn/network';
import { loadNetworks } from '../nn/saved-networks';
import {
  type Family,
  imagePacing,
  networkIn,
  type OptimizerSettings,
  type RunContext,
  shippedOf,
  type Turn,
} from './family';
import { contentDistance, ContentScale, createContentFeatures, featuresOf } from './srgan-content';
import { createSrganDiscriminator, createSrganGenerator } from './srgan-networks';
import { type SrganInfo, type SrganPicture, type SrganView, srganShown } from './srgan-shown';
import { shrink } from './srgan-enlarge';
import type { SrganSettings } from './srgan-settings';

export type { SrganSettings } from './srgan-settings';

type Context = RunContext<SrganSettings>;
const learning = { mode: 'training', updateStatistics: true } as const;
const given = { mode: 'training' } as const;

/** Images that the scale of the content loss is found on. */
const calibrated = 128;

/** Rounds before the GAN begins. */
export const pretrainingOf = ({ start, pretraining }: SrganSettings): number =>
  start === 'scratch' ? pretraining : 0;

/** SRResNet: the squared error alone. */
const contentTurn: Turn<SrganSettings> = {
  name: 'srresnet',
  updates: 'srresnet',
  tells: { loss: 'pixelLoss' },
  prepare(context) {
    followSrresnet(context);
    return pairs(context, 'generator');
  },
  loss: (context, { low, real }) =>
    contentDistance(
      networkIn(context, 'srresnet').forward(low as tf.Tensor, learning),
      real as tf.Tensor,
    ),
};

const discriminatorTurn: Turn<SrganSettings> = {
  name: 'discriminator',
  updates: 'discriminator',
  tells: { loss: 'discriminatorLoss' },
  prepare(context) {
    const { low, real } = pairs(context, 'discriminator');
    return { real, fake: networkIn(context, 'generator').forward(low, given) };
  },
  loss(context, { real, fake }, note) {
    const judge = (images: tf.Tensor | undefined) =>
      networkIn(context, 'discriminator').forward(images as tf.Tensor, learning);
    const [onReal, onFake] = [judge(real), judge(fake)];
    note('realScore', tf.sigmoid(onReal).mean());
    note('fakeScore', tf.sigmoid(onFake).mean());
    return discriminatorLoss(onReal, onFake);
  },
};

// #region generator-turn
/** The content loss, and the adversarial loss −log D(G(LR)) with its weight. */
const generatorTurn: Turn<SrganSettings> = {
  name: 'generator',
  updates: 'generator',
  tells: { loss: 'generatorLoss' },
  prepare(context) {
    const { low, real } = pairs(context, 'generator');
    return { low, real, wanted: featuresOf(context.networks['features'], real) };
  },
  loss(context, { low, real, wanted }, note) {
    const { settings, networks } = context;
    const fake = networkIn(context, 'generator').forward(low as tf.Tensor, learning);
    // Both terms' gradients where they meet, at G's output: which of them G hears.
    const probed = (name: string) =>
      probeGradient(fake, (norm) => {
        note(name, norm);
      });
    const scale = scaleOf(context).current;
    const content = contentDistance(
      featuresOf(networks['features'], probed('contentGradient')),
      wanted as tf.Tensor,
    ).mul<tf.Scalar>(scale);
    const logits = networkIn(context, 'discriminator').forward(
      probed('adversarialGradient'),
      given,
    );
    const adversarial = generatorLosses['non-saturating'](logits);
    note('contentLoss', content.clone());
    note('contentScale', scale);
    note('adversarialLoss', adversarial.clone());
    note('pixelLoss', contentDistance(fake, real as tf.Tensor));
    return content.add(adversarial.mul(settings.adversarialWeight));
  },
};
// #endregion

/** The GAN's first round: G is SRResNet, to the bit, and the content loss gets its scale. */
const firstTurn: Turn<SrganSettings> = {
  ...discriminatorTurn,
  prepare(context) {
    if (context.settings.start === 'scratch') followSrresnet(context);
    const { training } = splitImages(context.data.digits);
    const count = Math.min(calibrated, training.count);
    const bytes = training.images.subarray(0, count * digitSize ** 2);
    const real = tf.tensor4d(toSigned(bytes), [count, digitSize, digitSize, 1]);
    const made = networkIn(context, 'srresnet').forward(shrink(real), { mode: 'inference' });
    scaleOf(context).calibrate(context.networks['features'], made, real);
    return discriminatorTurn.prepare(context);
  },
};

const scaleOf = ({ sources }: Context) => sources['contentScale'] as ContentScale;

/** While SRResNet learns, G is what it is. */
function followSrresnet(context: Context): void {
  const [from, to] = [networkIn(context, 'srresnet').state, networkIn(context, 'generator').state];
  to.forEach((variable, i) => variable.assign((from[i] as tf.Variable).clone()));
}

/** The next images, and the same of a quarter the height and width: `[batch, 7, 7, 1]` in [0, 1]. */
function pairs({ sources, settings: { batchSize } }: Context, name: string) {
  const pixels = (sources[name] as MnistBatches).next(batchSize);
  const real = tf.tensor4d(pixels, [batchSize, digitSize, digitSize, 1]);
  return { real, low: shrink(real) };
}

export const family: Family<SrganSettings, SrganView, SrganPicture, SrganInfo> = {
  data: 'digits',
  computing: 'measured',
  pacing: imagePacing,
  tellsEveryRound: true,
  streams: [],
  seed: ({ seed }) => seed,
  loads: ({ start, contentLayer }) => [
    ...(start === 'scratch' ? [] : ['srgan/srresnet']),
    ...(start === 'shipped' ? ['srgan/generator', 'srgan/discriminator'] : []),
    ...(contentLayer === 'pixels' ? [] : ['digit-classifier']),
  ],
  sources(_settings, random, { digits }) {
    const dataset = splitImages(digits).training;
    const batches = (name: string) => new MnistBatches({ dataset, random: random(name) });
    return {
      generator: batches('generator batches'),
      discriminator: batches('judged batches'),
      contentScale: new ContentScale(),
    };
  },
  networks({ start, contentLayer }, random, data) {
    const networks: Record<string, Network> = {
      srresnet: createSrganGenerator(random('generator')),
      generator: createSrganGenerator(random('generator')),
      discriminator: createSrganDiscriminator(random('discriminator')),
    };
    const { srresnet, generator, discriminator } = networks as Record<string, Network>;
    const take = (name: string) => shippedOf(data, `srgan/${name}`);
    if (start === 'srresnet') {
      const saved = take('srresnet');
      loadNetworks({ srresnet, generator } as never, { srresnet: saved, generator: saved });
    } else if (start === 'shipped') {
      loadNetworks({ srresnet, generator, discriminator } as never, {
        srresnet: take('srresnet'),
        generator: take('generator'),
        discriminator: take('discriminator'),
      });
    }
    if (contentLayer === 'pixels') return networks;
    const classifier = shippedOf(data, 'digit-classifier');
    return { ...networks, features: createContentFeatures(classifier, contentLayer) };
  },
  optimizers(settings, step) {
    const { contentRate, adversarialRate, rounds } = settings;
    const pretraining = pretrainingOf(settings);
    const adam = (learningRate: number): OptimizerSettings => ({
      optimizer: 'adam',
      learningRate,
      momentum: 0.9,
    });
    const isLate = step >= pretraining + (2 / 3) * rounds;
    const adversarial = adam(isLate ? adversarialRate / 10 : adversarialRate);
    return {
      srresnet: adam(step < (2 / 3) * pretraining ? contentRate : contentRate / 5),
      generator: adversarial,
      discriminator: adversarial,
    };
  },
  turns(settings, step) {
    const pretraining = pretrainingOf(settings);
    if (step < pretraining) return [contentTurn];
    return [step === pretraining ? firstTurn : discriminatorTurn, generatorTurn];
  },
  live: (current, { rounds, adversarialWeight, contentRate, adversarialRate }) => ({
    ...current,
    ...{ rounds, adversarialWeight, contentRate, adversarialRate },
  }),
  totalRounds: (settings) => pretrainingOf(settings) + settings.rounds,
  ...srganShown,
};
