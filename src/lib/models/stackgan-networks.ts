/** The networks of {@link ./stackgan.ts}: two generators and two discriminators. */
import * as tf from '@tensorflow/tfjs';
import { birdSide, smallSide } from '../data/birds';
import type { Condition } from '../nn/conditioning';
import { JoinedNetwork, type Run } from '../nn/joined-network';
import type { ForwardOptions, Network } from '../nn/network';
import type { Random } from '../random';
import { embeddingSize } from './caption-encoder';

/** Length of the condition ĉ, and of Stage-I's noise z. */
export const conditionSize = 64;
export const noiseSize = 32;
const compressedSize = 64;
/** Numbers by which a discriminator compares a picture with a text. */
const comparedSize = 64;

type Convolution = Parameters<typeof tf.layers.conv2d>[0];

const run = (layers: tf.layers.Layer[]) => tf.sequential({ layers });
const glorot = (random: Random) => tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) });
const convolution = (random: Random, options: Convolution) =>
  tf.layers.conv2d({ padding: 'same', kernelInitializer: glorot(random), ...options });
const batchNormalization = () =>
  tf.layers.batchNormalization({ axis: -1, momentum: 0.9, epsilon: 1e-3 });
const relu = () => tf.layers.reLU();
const leaky = () => tf.layers.leakyReLU({ alpha: 0.2 });
const dense = (random: Random, units: number, inputSize: number, useBias = true) =>
  tf.layers.dense({ units, inputShape: [inputSize], useBias, kernelInitializer: glorot(random) });

/** Nearest ×2, a 3×3 convolution, batch normalization. */
const enlarging = (random: Random, filters: number, inputShape?: number[]) => [
  tf.layers.upSampling2d({ size: [2, 2], ...(inputShape ? { inputShape } : {}) }),
  convolution(random, { filters, kernelSize: 3 }),
  batchNormalization(),
];
const toColours = (random: Random) =>
  convolution(random, { filters: 3, kernelSize: 3, activation: 'tanh' });

// #region augmentation-layers
/**
 * Two layers of their own for μ and log σ, both linear: a ReLU on log σ would forbid σ < 1. σ begins at
 * e^−1.5 ≈ 0.22: at 1 the draws would drown what μ says before anything has been learned.
 */
const augmentation = (random: Random) => ({
  mean: run([dense(random, conditionSize, embeddingSize)]),
  logDeviation: run([
    tf.layers.dense({
      units: conditionSize,
      inputShape: [embeddingSize],
      kernelInitializer: tf.initializers.randomNormal({
        stddev: 0.02,
        seed: random.integer(2 ** 31),
      }),
      biasInitializer: tf.initializers.constant({ value: -1.5 }),
    }),
  ]),
});

/** What a generator makes of embeddings `[batch, 128]`. */
export function conditionOf(
  generator: Network,
  embedding: tf.Tensor,
  options: ForwardOptions,
): Condition {
  const layer = (name: string) =>
    (generator as JoinedNetwork).run(name, embedding, options) as tf.Tensor2D;
  return { mean: layer('mean'), logDeviation: layer('logDeviation') };
}
// #endregion

// #region stage-one
/** Stage-I: condition `[batch, 64]` and noise `[batch, 32]` to `[batch, 16, 16, 3]` in (−1, 1). */
export function createStageOneGenerator(random: Random): JoinedNetwork {
  const deep = [4, 4, 128];
  return new JoinedNetwork({
    name: 'generator1',
    runs: {
      ...augmentation(random),
      draw: run([
        dense(random, tf.util.sizeFromShape(deep), conditionSize + noiseSize),
        batchNormalization(),
        relu(),
        tf.layers.reshape({ targetShape: deep }),
        ...enlarging(random, 64), // [batch, 8, 8, 64]
        relu(),
        ...enlarging(random, 32), // [batch, 16, 16, 32]
        relu(),
        toColours(random),
      ]),
    },
    wire: ({ draw }, { condition, noise }) =>
      draw(tf.concat([condition as tf.Tensor2D, noise as tf.Tensor2D], 1)),
  });
}
// #endregion

// #region stage-two
/** What Stage-II enlarges after the join with the text: `[batch, side, side, channels]` each time. */
const enlargements = [
  { side: 8, channels: 64, filters: 48 },
  { side: 16, channels: 48, filters: 32 },
  { side: 32, channels: 32, filters: 8 },
] as const;

/**
 * Stage-II: Stage-I's picture `[batch, 16, 16, 3]` and a condition to `[batch, 64, 64, 3]`; no noise. It
 * begins near Stage-I's picture, enlarged, and learns what to change in it. The text is joined at 8×8 as in
 * the paper, and here also scales and shifts the channels each time the picture has been enlarged.
 */
export function createStageTwoGenerator(random: Random): JoinedNetwork {
  const width = 64;
  const deep = [smallSide / 2, smallSide / 2, width];
  const block = () =>
    run([
      convolution(random, { filters: width, kernelSize: 3, inputShape: deep }),
      batchNormalization(),
      relu(),
      convolution(random, { filters: width, kernelSize: 3 }),
      batchNormalization(),
    ]);
  return new JoinedNetwork<string>({
    name: 'generator2',
    runs: {
      ...augmentation(random),
      look: run([
        convolution(random, { filters: 32, kernelSize: 3, inputShape: [smallSide, smallSide, 3] }),
        relu(),
        convolution(random, { filters: width, kernelSize: 4, strides: 2 }), // [batch, 8, 8, 64]
        batchNormalization(),
        relu(),
      ]),
      places: run([convolution(random, { filters: width, kernelSize: 3, inputShape: deep })]),
      words: run([dense(random, width, conditionSize, false)]),
      joined: run([
        tf.layers.batchNormalization({ axis: -1, momentum: 0.9, inputShape: deep }),
        relu(),
      ]),
      block1: block(),
      block2: block(),
      ...Object.fromEntries(
        enlargements.flatMap(({ side, channels, filters }, i) => [
          [`enlarge${i}`, run(enlarging(random, filters, [side, side, channels]))],
          [`tint${i}`, run([dense(random, 2 * filters, conditionSize)])],
        ]),
      ),
      colours: run([
        convolution(random, { filters: 3, kernelSize: 3, inputShape: [birdSide, birdSide, 8] }),
      ]),
    },
    wire(runs, { small, condition }) {
      const through = (name: string, x: tf.Tensor | undefined) =>
        (runs[name] as Run)(x as tf.Tensor);
      const told = onEveryPlace(through('words', condition));
      const first = through('joined', through('places', through('look', small)).add(told));
      const second = tf.relu(through('block1', first).add(first));
      let drawn = tf.relu(through('block2', second).add(second));
      for (const i of enlargements.keys()) {
        drawn = tinted(through(`enlarge${i}`, drawn), through(`tint${i}`, condition));
      }
      return changed(small as tf.Tensor4D, through('colours', drawn));
    },
  });
}

/** Channels scaled and shifted as a text says (FiLM, Perez et al. 2017, arXiv:1709.07871), then ReLU. */
function tinted(x: tf.Tensor, byText: tf.Tensor): tf.Tensor {
  const [scale, shift] = tf.split(onEveryPlace(byText), 2, 3) as [tf.Tensor, tf.Tensor];
  return tf.relu(x.mul(scale.add(1)).add(shift));
}

/** Stage-I's picture, enlarged to `[batch, 64, 64, 3]`, with a change of that shape before the tanh. */
function changed(small: tf.Tensor4D, change: tf.Tensor): tf.Tensor {
  const enlarged = tf.image.resizeBilinear(small, [birdSide, birdSide]);
  return tf.tanh(change.mul(0.3).add(tf.atanh(enlarged.clipByValue(-0.95, 0.95))));
}
// #endregion

// #region discriminators
/**
 * Image features `[batch, 4, 4, …]` joined with the compressed text by a 1×1 convolution. A text repeated
 * at every place adds the same there, so it is added as one vector and never repeated.
 *
 * Beside the join, which the paper has alone, what is seen and what is said are compared by an inner
 * product (Miyato & Koyama 2018, arXiv:1802.05637): so it is learned much sooner which colour fits which word.
 */
function createDiscriminator(name: string, image: tf.Sequential, random: Random): JoinedNetwork {
  const shape = image.outputShape.slice(1) as number[];
  const filters = shape.at(-1) ?? 0;
  return new JoinedNetwork({
    name,
    runs: {
      image,
      seen: run([
        tf.layers.flatten({ inputShape: shape }),
        tf.layers.dense({ units: comparedSize, kernelInitializer: glorot(random) }),
      ]),
      asked: run([dense(random, comparedSize, embeddingSize, false)]),
      compress: run([dense(random, compressedSize, embeddingSize), leaky()]),
      words: run([dense(random, filters, compressedSize, false)]),
      places: run([convolution(random, { filters, kernelSize: 1, inputShape: shape })]),
      verdict: run([
        tf.layers.leakyReLU({ alpha: 0.2, inputShape: shape }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 1, kernelInitializer: glorot(random) }),
      ]),
    },
    wire({ seen, asked, places, words, compress, verdict }, inputs) {
      const [features, embedding] = [
        inputs['features'] as tf.Tensor,
        inputs['embedding'] as tf.Tensor,
      ];
      const text = words(compress(embedding));
      const joined = verdict(places(features).add(onEveryPlace(text)));
      const compared = seen(features).mul(asked(embedding)).sum(1, true);
      return joined.add(compared.div(Math.sqrt(comparedSize)));
    },
  });
}

/** 4×4 convolutions of stride 2, each halving the picture; batch normalization in all but the first. */
function halving(random: Random, side: number, widths: readonly number[]): tf.Sequential {
  return run(
    widths.flatMap((filters, i) => [
      convolution(random, {
        filters,
        kernelSize: 4,
        strides: 2,
        ...(i === 0 ? { inputShape: [side, side, 3] } : {}),
      }),
      ...(i === 0 ? [] : [batchNormalization()]),
      leaky(),
    ]),
  );
}

export const createStageOneDiscriminator = (random: Random) =>
  createDiscriminator('discriminator1', halving(random, smallSide, [64, 128]), random);

export const createStageTwoDiscriminator = (random: Random) =>
  createDiscriminator('discriminator2', halving(random, birdSide, [16, 32, 64, 128]), random);

/** What a discriminator makes of pictures, to be joined with any number of texts. */
export function lookAt(discriminator: Network, images: tf.Tensor, options: ForwardOptions) {
  return (discriminator as JoinedNetwork).run('image', images, options);
}
// #endregion

/** `[batch, channels]` to `[batch, 1, 1, channels]`. */
const onEveryPlace = (vector: tf.Tensor) =>
  vector.reshape([vector.shape[0] ?? 0, 1, 1, vector.shape[1] ?? 0]);
