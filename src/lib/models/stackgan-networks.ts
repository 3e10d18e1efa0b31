/** The networks of {@link ./stackgan.ts}: two generators and two discriminators. */
import * as tf from '@tensorflow/tfjs';
import { birdSide, smallSide } from '../data/birds';
import type { Condition } from '../nn/conditioning';
import { JoinedNetwork } from '../nn/joined-network';
import type { ForwardOptions, Network } from '../nn/network';
import type { Random } from '../random';
import { embeddingSize } from './caption-encoder';

/** Length of the condition ĉ, and of Stage-I's noise z. */
export const conditionSize = 64;
export const noiseSize = 32;
const compressedSize = 64;

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

/** Nearest ×2 and a 3×3 convolution. */
const enlarging = (random: Random, filters: number, inputShape?: number[]) => [
  tf.layers.upSampling2d({ size: [2, 2], ...(inputShape ? { inputShape } : {}) }),
  convolution(random, { filters, kernelSize: 3 }),
  batchNormalization(),
  relu(),
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
        ...enlarging(random, 32), // [batch, 16, 16, 32]
        toColours(random),
      ]),
    },
    wire: ({ draw }, { condition, noise }) =>
      draw(tf.concat([condition as tf.Tensor2D, noise as tf.Tensor2D], 1)),
  });
}
// #endregion

// #region stage-two
/** Stage-II: Stage-I's picture `[batch, 16, 16, 3]` and a condition to `[batch, 64, 64, 3]`; no noise. */
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
  return new JoinedNetwork({
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
      enlarge: run([
        ...enlarging(random, 48, deep), // [batch, 16, 16, 48]
        ...enlarging(random, 32), // [batch, 32, 32, 32]
        ...enlarging(random, 8), // [batch, 64, 64, 8]
        toColours(random),
      ]),
    },
    wire({ look, places, words, joined, block1, block2, enlarge }, { small, condition }) {
      const seen = places(look(small as tf.Tensor));
      const first = joined(seen.add(onEveryPlace(words(condition as tf.Tensor))));
      const second = tf.relu(block1(first).add(first));
      return enlarge(tf.relu(block2(second).add(second)));
    },
  });
}
// #endregion

// #region discriminators
/**
 * Image features `[batch, 4, 4, …]` joined with the compressed text by a 1×1 convolution. A text repeated
 * at every place adds the same there, so it is added as one vector and never repeated.
 */
function createDiscriminator(name: string, image: tf.Sequential, random: Random): JoinedNetwork {
  const shape = image.outputShape.slice(1) as number[];
  const filters = shape.at(-1) ?? 0;
  return new JoinedNetwork({
    name,
    runs: {
      image,
      compress: run([dense(random, compressedSize, embeddingSize), leaky()]),
      words: run([dense(random, filters, compressedSize, false)]),
      places: run([convolution(random, { filters, kernelSize: 1, inputShape: shape })]),
      verdict: run([
        tf.layers.leakyReLU({ alpha: 0.2, inputShape: shape }),
        tf.layers.flatten(),
        tf.layers.dense({ units: 1, kernelInitializer: glorot(random) }),
      ]),
    },
    wire({ places, words, compress, verdict }, { features, embedding }) {
      const text = words(compress(embedding as tf.Tensor));
      return verdict(places(features as tf.Tensor).add(onEveryPlace(text)));
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
