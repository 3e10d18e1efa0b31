import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '@lib/random';
import { compileForward } from '@lib/training/forward';
import { activateWasm } from '../backends/wasm/node-wasm';
import { distance, plain, randomize, randomTensor, spread, variablesOf } from '../support/tensors';

const { layers } = tf;
type Layers = tf.layers.Layer[];

function model(...list: Layers): tf.Sequential {
  const sequential = tf.sequential({ layers: list });
  randomize(sequential, 3);
  return sequential;
}

const up = (size = 2, interpolation: 'nearest' | 'bilinear' = 'nearest') =>
  layers.upSampling2d({ size: [size, size], interpolation, inputShape: [4, 3, 2] });
const conv = (config: Partial<Parameters<typeof layers.conv2d>[0]> = {}) =>
  layers.conv2d({ filters: 3, kernelSize: 5, padding: 'same', ...config });
const image = () => randomTensor<tf.Rank.R4>([2, 4, 3, 2], { seed: 5 });

/** Models by what is special about them, all for images of [4, 3, 2]. */
const models: Record<string, () => tf.Sequential> = {
  'upsampling and convolution': () => model(up(), conv()),
  'upsampling and convolution with tanh': () => model(up(), conv({ activation: 'tanh' })),
  'upsampling and convolution without a bias': () =>
    model(up(), conv({ useBias: false, kernelSize: 3 })),
  'upsampling and 1 × 1 convolution': () => model(up(), conv({ kernelSize: 1 })),
  'upsampling and a strided convolution': () => model(up(), conv({ strides: 2 })),
  'upsampling and a convolution without padding': () => model(up(), conv({ padding: 'valid' })),
  'upsampling and a convolution of even size': () => model(up(), conv({ kernelSize: 4 })),
  'upsampling and a rectangular convolution': () => model(up(), conv({ kernelSize: [3, 5] })),
  'upsampling and a dilated convolution': () =>
    model(up(), conv({ kernelSize: 3, dilationRate: 2 })),
  'threefold upsampling and convolution': () => model(up(3), conv()),
  'bilinear upsampling and convolution': () => model(up(2, 'bilinear'), conv()),
  'upsampling twice and convolution': () => model(up(), layers.upSampling2d({}), conv()),
  'upsampling alone': () => model(up()),
  'batch normalization': () => model(up(), layers.batchNormalization()),
  'batch normalization and ReLU': () => model(up(), layers.batchNormalization(), layers.reLU()),
  'batch normalization and a ReLU that ends at 0.3': () =>
    model(up(), layers.batchNormalization(), layers.reLU({ maxValue: 0.3 })),
  'batch normalization and Leaky ReLU': () =>
    model(up(), layers.batchNormalization({ epsilon: 0.1 }), layers.leakyReLU({ alpha: 0.2 })),
  'batch normalization over the last axis by its number': () =>
    model(up(), layers.batchNormalization({ axis: 3 })),
  'a discriminator’s layers': () =>
    model(
      conv({ inputShape: [4, 3, 2], strides: 2 }),
      layers.leakyReLU({ alpha: 0.2 }),
      layers.flatten(),
      layers.dense({ units: 4 }),
      layers.dropout({ rate: 0.5 }),
      layers.dense({ units: 1 }),
    ),
  'a generator’s layers': () =>
    model(
      layers.flatten({ inputShape: [4, 3, 2] }),
      layers.dense({ units: 12 }),
      layers.batchNormalization(),
      layers.reLU(),
      layers.reshape({ targetShape: [2, 2, 3] }),
      layers.upSampling2d({ size: [2, 2] }),
      conv(),
      layers.batchNormalization(),
      layers.reLU(),
      layers.upSampling2d({ size: [2, 2] }),
      conv({ filters: 1, activation: 'tanh' }),
    ),
};

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await activateWasm();
    else await tf.setBackend(backend);
  });
  afterAll(() => {
    tf.disposeVariables();
  });

  describe('a model layer by layer', () => {
    it.each(Object.entries(models))('infers as the model does: %s', (_, create) => {
      const network = create();
      const output = compileForward(network)(image(), { mode: 'inference' });
      expect(spread(output)).toBeGreaterThan(0.05);
      expect(distance(output, network.predict(image()) as tf.Tensor)).toBeLessThan(1e-5);
    });

    it.each(Object.entries(models).filter(([name]) => !name.includes('discriminator')))(
      'trains as the model does: %s',
      (_, create) => {
        const network = create();
        const output = compileForward(network)(image(), { mode: 'training' });
        expect(spread(output)).toBeGreaterThan(0.05);
        const expected = network.apply(image(), { training: true }) as tf.Tensor;
        expect(distance(output, expected)).toBeLessThan(1e-4);
      },
    );

    it('sees weights that have changed since it was compiled', () => {
      const network = model(up(), layers.batchNormalization(), layers.reLU(), conv());
      const forward = compileForward(network);
      randomize(network, 2);
      const output = forward(image(), { mode: 'inference' });
      expect(distance(output, network.predict(image()) as tf.Tensor)).toBeLessThan(1e-5);
    });

    it('makes no upsampled image for a convolution to follow', async () => {
      const forward = compileForward(model(up(), conv()));
      const { kernelNames } = await tf.profile(() => forward(image(), { mode: 'inference' }));
      expect(kernelNames).not.toContain('ResizeNearestNeighbor');
      expect(kernelNames).not.toHaveLength(0);
    });
  });

  describe('moving statistics', () => {
    const momentum = 0.8;
    const create = () => model(up(), layers.batchNormalization({ momentum }), layers.reLU());
    const statistics = (network: tf.Sequential) => plain(variablesOf(network).slice(2));

    it('move towards the batch’s mean and biased variance by 1 − momentum where asked', () => {
      const network = create();
      const [mean, variance] = statistics(network);
      compileForward(network)(image(), { mode: 'training', updateStatistics: true });
      // Upsampling copies every pixel four times, which leaves both as they are.
      const pixels = image().reshape([-1, 2]).arraySync() as [number, number][];
      for (const channel of [0, 1] as const) {
        const values = pixels.map((pixel) => pixel[channel]);
        const batchMean = values.reduce((sum, x) => sum + x, 0) / values.length;
        const batchVariance =
          values.reduce((sum, x) => sum + (x - batchMean) ** 2, 0) / values.length;
        const moved = (old: number[] | undefined, batch: number) =>
          momentum * (old?.[channel] ?? NaN) + (1 - momentum) * batch;
        const [newMean, newVariance] = statistics(network);
        expect(newMean?.[channel]).toBeCloseTo(moved(mean, batchMean), 6);
        expect(newVariance?.[channel]).toBeCloseTo(moved(variance, batchVariance), 6);
      }
    });

    it.each([
      ['in training mode by default', { mode: 'training' }],
      ['in inference mode', { mode: 'inference', updateStatistics: true }],
    ] as const)('stay %s', (_, options) => {
      const network = create();
      const before = statistics(network);
      compileForward(network)(image(), options);
      expect(statistics(network)).toEqual(before);
    });

    it('keep no tensor of the batch', () => {
      const network = create();
      const forward = compileForward(network);
      const input = image();
      const before = tf.memory().numTensors;
      tf.tidy(() => forward(input, { mode: 'training', updateStatistics: true })).dispose();
      expect(tf.memory().numTensors).toBe(before);
    });
  });

  describe('dropout', () => {
    const rate = 0.3;
    const forward = compileForward(
      tf.sequential({ layers: [layers.dropout({ rate, inputShape: [1000] })] }),
    );
    const ones = () => tf.ones([10, 1000]);
    const train = (random: Random) => forward(ones(), { mode: 'training', random });

    it('sets the given part to 0 and scales the rest up, so that the mean stays', () => {
      const values = [...train(new Random(1)).dataSync()];
      const kept = values.filter((value) => value !== 0);
      expect(new Set(kept)).toEqual(new Set([Math.fround(1 / (1 - rate))]));
      // Three standard deviations of a binomial share of 10,000.
      expect(Math.abs(kept.length / values.length - (1 - rate))).toBeLessThan(0.014);
    });

    it('draws the same mask from the same seed, and another from another and the next time', () => {
      const random = new Random(1);
      const first = plain([train(random)]);
      expect(plain([train(new Random(1))])).toEqual(first);
      expect(plain([train(new Random(2))])).not.toEqual(first);
      expect(plain([train(random)])).not.toEqual(first);
    });

    it('draws for every image of a batch anew', () => {
      const [first, second] = train(new Random(1)).arraySync() as number[][];
      expect(first).not.toEqual(second);
    });

    it('lets gradients through only where values passed', () => {
      const gradient = tf.grad((x: tf.Tensor) =>
        forward(x, { mode: 'training', random: new Random(4) }).sum(),
      )(ones());
      expect(distance(gradient, train(new Random(4)))).toBe(0);
    });

    it('does nothing when inferring', () => {
      expect(distance(forward(ones(), { mode: 'inference' }), ones())).toBe(0);
    });

    it('of rate 0 needs no random numbers, of another asks for them', () => {
      const none = tf.sequential({ layers: [layers.dropout({ rate: 0, inputShape: [3] })] });
      const three = tf.ones([1, 3]);
      expect(distance(compileForward(none)(three, { mode: 'training' }), three)).toBe(0);
      expect(() => forward(ones(), { mode: 'training' })).toThrow(/needs `random`/);
    });
  });
});

describe('models that it cannot run', () => {
  it.each([
    ['axis', layers.batchNormalization({ axis: 1 }), /axis 1, expected the last/],
    ['scale', layers.batchNormalization({ scale: false }), /lacks weights/],
    ['shift', layers.batchNormalization({ center: false }), /lacks weights/],
  ])('are refused when compiled: batch normalization of another %s', (_, layer, message) => {
    const network = tf.sequential({ layers: [up(), layer] });
    expect(() => compileForward(network)).toThrow(message);
  });
});
