/**
 * The networks of {@link ./lapgan.ts}: for each level of the pyramid a generator of residuals and a
 * discriminator of sums, both told the class.
 */
import * as tf from '@tensorflow/tfjs';
import { classCount } from '../data/digit-classes';
import { JoinedNetwork } from '../nn/joined-network';
import type { Random } from '../random';
import type { Side } from './lapgan-sides';

/** Numbers of the noise z at the coarsest level; at the others it is one plane. */
export const noiseSize = 100;
const hiddenUnits = 256;
const channelsOf = { 14: 48, 28: 32 } as const;

/** What one image's noise is shaped like. */
export const noiseShape = (side: Side) => (side === 7 ? [noiseSize] : [side, side, 1]);

// #region generator
/**
 * G_k: `noise` `[batch, 100]` at the coarsest level, `[batch, n, n, 1]` at the others; `classes`
 * `[batch, 10]`, 1 for the one; and there `coarse`, l_k `[batch, n, n, 1]`. To h̃_k `[batch, n, n, 1]`: in
 * (−1, 1) at the coarsest level, where it is an image, and without bounds at the others.
 */
export function createLapganGenerator(side: Side, random: Random): JoinedNetwork {
  return side === 7 ? coarsestGenerator(random) : residualGenerator(side, random);
}

function coarsestGenerator(random: Random): JoinedNetwork {
  const body = run([
    dense(random, hiddenUnits, { activation: 'relu', inputShape: [noiseSize + classCount] }),
    dense(random, hiddenUnits, { activation: 'relu' }),
    dense(random, 7 * 7, { activation: 'tanh' }),
    tf.layers.reshape({ targetShape: [7, 7, 1] }),
  ]);
  return new JoinedNetwork({
    name: 'generator7',
    runs: { body },
    wire: ({ body }, inputs) =>
      body(tf.concat([given(inputs, 'noise'), given(inputs, 'classes')], 1)),
  });
}

function residualGenerator(side: Exclude<Side, 7>, random: Random): JoinedNetwork {
  const filters = channelsOf[side];
  const runs = {
    plane: classPlane(side, random),
    body: run([
      convolution(random, { filters, activation: 'relu', inputShape: [side, side, 3] }),
      convolution(random, { filters, activation: 'relu' }),
      convolution(random, { filters: 1 }),
    ]),
  };
  return new JoinedNetwork({
    name: `generator${side}`,
    runs,
    wire({ plane, body }, inputs) {
      const planes = [
        given(inputs, 'coarse'),
        given(inputs, 'noise'),
        plane(given(inputs, 'classes')),
      ];
      return body(tf.concat(planes, 3));
    },
  });
}
// #endregion

// #region discriminator
/**
 * D_k: `residual` h_k or h̃_k and, but for the coarsest level, `coarse` l_k, `[batch, n, n, 1]` each;
 * `classes` `[batch, 10]`; and in training `jitter`, noise upon what D sees. To logits `[batch, 1]`.
 *
 * D's first act is to add. Of l_k alone it sees nothing.
 */
export function createLapganDiscriminator(side: Side, random: Random): JoinedNetwork {
  return side === 7 ? coarsestDiscriminator(random) : sumDiscriminator(side, random);
}

/** l_k + h_k as far as images go, and the noise upon it. */
function sumOf(inputs: Inputs): tf.Tensor {
  const { coarse, jitter } = inputs;
  const residual = given(inputs, 'residual');
  const image = (coarse ? coarse.add(residual) : residual).clipByValue(-1, 1);
  return jitter ? image.add(jitter) : image;
}
// #endregion

function coarsestDiscriminator(random: Random): JoinedNetwork {
  const body = run([
    dense(random, hiddenUnits, { activation: 'relu', inputShape: [7 * 7 + classCount] }),
    tf.layers.dropout({ rate: 0.5 }),
    dense(random, hiddenUnits, { activation: 'relu' }),
    tf.layers.dropout({ rate: 0.5 }),
    dense(random, 1),
  ]);
  return new JoinedNetwork({
    name: 'discriminator7',
    runs: { body },
    wire({ body }, inputs) {
      const pixels = sumOf(inputs).reshape([-1, 7 * 7]);
      return body(tf.concat([pixels, given(inputs, 'classes')], 1));
    },
  });
}

function sumDiscriminator(side: Exclude<Side, 7>, random: Random): JoinedNetwork {
  const filters = channelsOf[side];
  const layer = (more: Partial<Convolution>) =>
    convolution(random, { filters, activation: 'relu', padding: 'valid', ...more });
  const runs = {
    plane: classPlane(side, random),
    body: run([
      layer({ inputShape: [side, side, 2] }),
      layer({ strides: 2 }),
      tf.layers.flatten(),
      tf.layers.dropout({ rate: 0.5 }),
      dense(random, 1),
    ]),
  };
  return new JoinedNetwork({
    name: `discriminator${side}`,
    runs,
    wire: ({ plane, body }, inputs) =>
      body(tf.concat([sumOf(inputs), plane(given(inputs, 'classes'))], 3)),
  });
}

type Inputs = Readonly<Record<string, tf.Tensor>>;

function given(inputs: Inputs, name: string): tf.Tensor {
  const tensor = inputs[name];
  if (!tensor) throw new Error(`a network of LAPGAN lacks its input "${name}"`);
  return tensor;
}

const run = (layers: tf.layers.Layer[]) => tf.sequential({ layers });

type Convolution = Parameters<typeof tf.layers.conv2d>[0];
type Dense = Partial<Parameters<typeof tf.layers.dense>[0]>;

const glorot = (random: Random) => tf.initializers.glorotUniform({ seed: random.integer(2 ** 31) });
const convolution = (random: Random, options: Omit<Convolution, 'kernelSize'>) =>
  tf.layers.conv2d({
    kernelSize: 5,
    padding: 'same',
    kernelInitializer: glorot(random),
    ...options,
  });
const dense = (random: Random, units: number, options: Dense = {}) =>
  tf.layers.dense({ units, kernelInitializer: glorot(random), ...options });

/** The class as one more plane: a linear function of it, rectified. */
const classPlane = (side: Side, random: Random) =>
  run([
    dense(random, side * side, { activation: 'relu', inputShape: [classCount] }),
    tf.layers.reshape({ targetShape: [side, side, 1] }),
  ]);
