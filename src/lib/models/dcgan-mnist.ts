/**
 * The DCGAN of the article on MNIST (outline C2–C10), its variants, and the perceptrons of 2014 on the
 * same images.
 */
import * as tf from '@tensorflow/tfjs';
import { type ImageTiles, tileImages, toBytes } from '../data/image-grid';
import { MnistBatches, type MnistDataset } from '../data/mnist';
import { countSilentUnits, type SilentUnits } from '../inspection/dead-units';
import { gradientNorms } from '../inspection/gradient-norms';
import { learnedSlopes } from '../inspection/learned-slopes';
import { discriminatorObjective, generatorObjective } from '../nn/adversarial-step';
import { discriminatorLoss, generatorLosses, smoothedDiscriminatorLoss } from '../nn/losses';
import type { Network } from '../nn/network';
import { StraightNetwork } from '../nn/straight-network';
import { Random } from '../random';
import { imageSize, noiseSize, uniformNoise } from './dcgan';
import type { DcganLane } from './dcgan-settings';
import { createDiscriminatorVariant, createGeneratorVariant } from './dcgan-variants';
import {
  averaged,
  type AverageSettings,
  type Family,
  imagePacing,
  type Lane,
  type RunContext,
  type Turn,
} from './family';

/** What a cell may ask to see of a run. */
export type DcganView =
  /** The images for noise that stays the same, in so many rows and columns; `own`: by G's weights as they are, averaged or not. */
  | { readonly kind: 'grid'; readonly side: number; readonly weights?: 'own' }
  /** The first of them as bytes, `[count, 28, 28]`. */
  | { readonly kind: 'bytes'; readonly count: number };

/** What is seen of a network whose activation functions are compared. */
export interface UnitsReading {
  /** Layer by layer from the input on. */
  readonly silent: readonly SilentUnits[];
  /** Norm of the loss's gradient on the first layer's weights. */
  readonly firstLayerGradient: number;
  /** Mean norm of the gradient that reaches one of G's images; nothing where there is no G. */
  readonly imageGradient: number | null;
  /** The slopes below 0 that PReLU has learned, one for each layer; else empty. */
  readonly slopes: readonly number[];
}

export type DcganPicture = ImageTiles | Uint8Array;

/** What a cell is told of the images. */
export interface DcganInfo {
  readonly imageCount: number;
  readonly stepsPerEpoch: number;
  /** Real images for comparison: up to 64 tiles. */
  readonly realSamples: ImageTiles;
}

type Context = RunContext<DcganLane>;

/** Real images that a cell lays out beside the generated ones: rows and columns. */
const realSide = 8;
/** Images of G that units are counted and the gradient is measured on. */
const watchedImages = 32;

/** Of G's weights: about the last hundred steps count. */
export const averaging: AverageSettings = {
  decay: 0.99,
  input: () => uniformNoise(new Random(imageSize).fork('calibration'), 128),
};

const network = ({ networks }: Context, name: 'generator' | 'discriminator') =>
  networks[name] as StraightNetwork;

const streamOf = ({ random }: Context, name: 'noise' | 'dropout') => random[name] as Random;

/** D's turn: real images with label 1, generated ones with label 0. */
const discriminatorTurn: Turn<DcganLane> = {
  name: 'discriminator',
  updates: 'discriminator',
  tells: { loss: 'discriminatorLoss' },
  prepare(context) {
    const { batchSize } = context.settings;
    const pixels = batchesOf(context).next(batchSize); // (x − 127.5) / 127.5, in [−1, 1]
    const real = tf.tensor4d(pixels, [batchSize, imageSize, imageSize, 1]);
    const noise = uniformNoise(streamOf(context, 'noise'), batchSize);
    const fake = network(context, 'generator').forward(noise, { mode: 'training' });
    return { real, fake };
  },
  loss: (context, { real, fake }, note) =>
    discriminatorObjective(
      {
        discriminator: network(context, 'discriminator'),
        real: real as tf.Tensor,
        fake: fake as tf.Tensor,
        random: streamOf(context, 'dropout'),
        loss: lossOf(context),
        separateBatches: context.settings.variant?.separateBatches,
      },
      note,
    ),
};

/** G's turn: fresh images, which D is to take for real. D stays as it is. */
const generatorTurn: Turn<DcganLane> = {
  name: 'generator',
  updates: 'generator',
  tells: { loss: 'generatorLoss' },
  prepare: (context) => ({
    noise: uniformNoise(streamOf(context, 'noise'), context.settings.batchSize),
  }),
  loss(context, { noise }, note) {
    const { generatorLoss, measuresGenerator = false } = context.settings;
    return generatorObjective(
      {
        generator: network(context, 'generator'),
        discriminator: network(context, 'discriminator'),
        noise: noise as tf.Tensor,
        random: streamOf(context, 'dropout'),
        loss: generatorLosses[generatorLoss],
      },
      measuresGenerator ? note : undefined,
    );
  },
};

/** The same, with the size of G's gradient told. */
const measuredGeneratorTurn: Turn<DcganLane> = {
  ...generatorTurn,
  tells: { ...generatorTurn.tells, gradient: 'generatorGradient' },
};

export const family: Family<DcganLane, DcganView, DcganPicture, DcganInfo> = {
  data: 'digits',
  computing: 'measured',
  pacing: imagePacing,
  tellsEveryRound: true,
  streams: ['noise', 'dropout'],
  seed: ({ seed }) => seed,
  check({ batchSize }, data) {
    const { count } = digitsOf(data);
    if (batchSize <= count) return;
    throw new Error(
      `バッチサイズは${batchSize}ですが、学習画像は${count}枚です。画像の枚数以下にしてください。`,
    );
  },
  networks: ({ variant = {} }, random) => ({
    generator: new StraightNetwork(createGeneratorVariant(random('generator'), variant)),
    discriminator: new StraightNetwork(
      createDiscriminatorVariant(random('discriminator'), variant),
    ),
  }),
  sources: (_settings, random, data) => ({
    batches: new MnistBatches({ dataset: digitsOf(data), random: random('batches') }),
  }),
  optimizers: (settings) => ({
    generator: {
      optimizer: settings.variant?.generatorOptimizer ?? 'adam',
      learningRate: settings.generatorLearningRate,
      momentum: settings.generatorBeta1,
    },
    discriminator: {
      optimizer: 'adam',
      learningRate: settings.discriminatorLearningRate,
      momentum: settings.discriminatorBeta1,
    },
  }),
  averages({ drawnWeights = 'own' }) {
    return drawnWeights === 'own' ? {} : { generator: averaging };
  },
  turns: ({ measuresGenerator = false }) => [
    discriminatorTurn,
    measuresGenerator ? measuredGeneratorTurn : generatorTurn,
  ],
  live: (current, next) => ({
    ...current,
    ...next,
    batchSize: current.batchSize,
    seed: current.seed,
    ...(current.variant ? { variant: current.variant } : {}),
  }),
  shows: (context, view) =>
    view.kind === 'grid' ? grid(context, view) : samples(context, view.count),
  watches: {
    // What G draws by its own weights, where the average of them is the picture, to compare.
    own: () => ({
      pacing: { interval: 1000, share: 0.1 },
      isShownAtRest: true,
      look([lane]) {
        const isWanted = (lane?.settings as DcganLane | undefined)?.drawnWeights === 'both';
        const view: DcganView = { kind: 'grid', side: realSide, weights: 'own' };
        return isWanted ? (lane?.picture(view) as Promise<ImageTiles>) : null;
      },
    }),
    // D's units and the gradient that it hands on to G's images.
    units: () => ({
      pacing: { interval: 1000, share: 0.2 },
      isShownAtRest: true,
      look: async (lanes) => {
        const found: (UnitsReading | null)[] = [];
        for (const lane of lanes) found.push(lane && (await units(lane)));
        return found;
      },
    }),
  },
  aheadKey: ({ variant = {}, ...settings }) =>
    JSON.stringify([{ ...settings, generatorLoss: null }, variant]),
  totalRounds: (settings, data) => settings.epochs * stepsPerEpoch(settings, digitsOf(data)),
  recipe: ({ batchSize, seed, generatorLoss, variant = {} }) => ({
    noise: { size: noiseSize, distribution: 'uniform' },
    data: { kind: 'digits' },
    batchSize,
    seed,
    discriminatorSteps: 1,
    separateBatches: variant.separateBatches ?? false,
    losses: {
      discriminator: { kind: 'known', name: 'cross-entropy', realTarget: variant.realTarget ?? 1 },
      generator: { kind: 'known', name: generatorLoss },
    },
  }),
  info([context]) {
    if (!context) throw new Error('a session has at least one lane');
    const digits = digitsOf(context.data);
    const { images, count, height, width } = digits;
    const layout = { count: Math.min(count, realSide ** 2), height, width, columns: realSide };
    return {
      imageCount: count,
      stepsPerEpoch: stepsPerEpoch(context.settings, digits),
      realSamples: tileImages({ images, ...layout }),
    };
  },
};

function digitsOf({ digits }: Context['data']): MnistDataset {
  if (!digits) throw new Error('this family learns digits');
  return digits;
}

function batchesOf({ sources }: Context): MnistBatches {
  return sources['batches'] as MnistBatches;
}

function stepsPerEpoch({ batchSize }: DcganLane, { count }: MnistDataset): number {
  return Math.floor(count / batchSize);
}

/** What D makes smaller: the cross-entropy with labels 1 | 0, or with smoothed ones. */
function lossOf({ settings: { variant = {} } }: Context) {
  const { realTarget } = variant;
  return realTarget === undefined ? discriminatorLoss : smoothedDiscriminatorLoss(realTarget);
}

/** The generator's images for the run's fixed noise, `[count * 28 * 28]` bytes. */
async function samples(
  context: Context,
  count: number,
  generator = averaged(context.networks, 'generator'),
): Promise<Uint8Array> {
  const images = tf.tidy(() => {
    const noise = uniformNoise(new Random(context.settings.seed).fork('sample noise'), count);
    return (generator as Network).forward(noise, { mode: 'inference' });
  });
  const values = await images.data<'float32'>();
  images.dispose();
  return toBytes(values);
}

async function grid(
  context: Context,
  { side, weights }: Extract<DcganView, { kind: 'grid' }>,
): Promise<ImageTiles> {
  const generator = weights === 'own' ? context.networks['generator'] : undefined;
  const images = await samples(context, side ** 2, generator);
  const layout = { count: side ** 2, height: imageSize, width: imageSize, columns: side };
  return tileImages({ images, ...layout });
}

async function units({ networks, settings }: Lane): Promise<UnitsReading> {
  const { seed } = settings as DcganLane;
  const discriminator = networks['discriminator'] as StraightNetwork;
  const generator = networks['generator'] as StraightNetwork;
  const images = tf.tidy(() => {
    const noise = uniformNoise(new Random(seed).fork('watched noise'), watchedImages);
    return generator.forward(noise, { mode: 'training' });
  });
  // The same dropout masks at every look.
  const random = () => new Random(seed).fork('watched dropout');
  const options = { network: discriminator, input: images };
  const silent = await countSilentUnits({ ...options, random: random() });
  const loss = generatorLosses['non-saturating'];
  const norms = await gradientNorms({ ...options, loss, random: random() });
  images.dispose();
  return {
    silent,
    firstLayerGradient: norms.layers[0]?.norm ?? NaN,
    imageGradient: norms.input,
    slopes: await learnedSlopes(discriminator),
  };
}
