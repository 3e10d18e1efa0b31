import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '@lib/random';
import { compileForward } from '@lib/nn/forward';
import { activateWasm } from '../backends/wasm/node-wasm';
import { conv, imagesOf, layerModels, modelOf, up } from '../support/layer-models';
import {
  distance,
  plain,
  randomize,
  randomTensor,
  spread,
  trainableVariablesOf,
  variablesOf,
} from '../support/tensors';

const { layers } = tf;

/** Those that tfjs can differentiate on both backends, bar whole networks: see gradients.test.ts. */
const differentiable = Object.entries(layerModels).filter(
  ([name]) => !/generator’s|discriminator’s|dilated|bilinear|alone/.test(name),
);

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await activateWasm();
    else await tf.setBackend(backend);
  });
  afterAll(() => {
    tf.disposeVariables();
  });

  describe('a model layer by layer', () => {
    it.each(Object.entries(layerModels))('infers as the model does: %s', (_, create) => {
      const network = create();
      const output = compileForward(network)(imagesOf(), { mode: 'inference' });
      expect(spread(output)).toBeGreaterThan(0.05);
      expect(distance(output, network.predict(imagesOf()) as tf.Tensor)).toBeLessThan(1e-5);
    });

    it.each(Object.entries(layerModels).filter(([name]) => !name.includes('discriminator')))(
      'trains as the model does: %s',
      (_, create) => {
        const network = create();
        const output = compileForward(network)(imagesOf(), { mode: 'training' });
        expect(spread(output)).toBeGreaterThan(0.05);
        const expected = network.apply(imagesOf(), { training: true }) as tf.Tensor;
        expect(distance(output, expected)).toBeLessThan(1e-4);
      },
    );

    it.each(differentiable)(
      'has the gradients that tfjs computes on its CPU backend: %s',
      async (name, create) => {
        const network = create();
        const forward = compileForward(network);
        const variables = trainableVariablesOf(network);
        // tfjs's CPU kernel goes wrong after the first image when it differentiates a resizing.
        const input = imagesOf(/upsampling/.test(name) ? 1 : 2);
        const gradientsOf = (run: (x: tf.Tensor) => tf.Tensor) => {
          const loss = (x: tf.Tensor) => {
            const y = run(x);
            return y.mul(randomTensor(y.shape, { seed: 8 })).sum<tf.Scalar>();
          };
          const { grads } = tf.variableGrads(() => loss(input), variables);
          const onWeights = variables.map(({ name }) => grads[name] as tf.Tensor);
          return [tf.grad(loss)(input), ...onWeights];
        };
        const received = gradientsOf((x) => forward(x, { mode: 'training' }));
        await tf.setBackend('cpu');
        const expected = gradientsOf((x) => network.apply(x, { training: true }) as tf.Tensor);
        await tf.setBackend(backend);
        expected.forEach((gradient, i) => {
          expect(distance(received[i] as tf.Tensor, gradient)).toBeLessThan(2e-4);
        });
        expect(spread(expected[0] as tf.Tensor)).toBeGreaterThan(0.01);
      },
    );

    it('has the gradient of each image of a batch through an upsampling alone', () => {
      const network = tf.sequential({
        layers: [layers.upSampling2d({ inputShape: [3, 5, 2], size: [2, 3] })],
      });
      const forward = compileForward(network);
      const input = randomTensor([3, 3, 5, 2], { seed: 4 });
      const weights = randomTensor([3, 6, 15, 2], { seed: 5 });
      const gradient = tf.grad((x: tf.Tensor) =>
        forward(x, { mode: 'training' }).mul(weights).sum<tf.Scalar>(),
      )(input);
      // Every pixel is copied to a block, whose slopes add up.
      const blocks = weights.reshape([3, 3, 2, 5, 3, 2]).sum([2, 4]);
      expect(distance(gradient, blocks)).toBeLessThan(1e-5);
      expect(
        distance(forward(input, { mode: 'training' }), network.predict(input) as tf.Tensor),
      ).toBe(0);
    });

    it('sees weights that have changed since it was compiled', () => {
      const network = modelOf(up(), layers.batchNormalization(), layers.reLU(), conv());
      const forward = compileForward(network);
      randomize(network, 2);
      const output = forward(imagesOf(), { mode: 'inference' });
      expect(distance(output, network.predict(imagesOf()) as tf.Tensor)).toBeLessThan(1e-5);
    });

    it('makes no upsampled image for a convolution to follow', async () => {
      const forward = compileForward(modelOf(up(), conv()));
      const { kernelNames } = await tf.profile(() => forward(imagesOf(), { mode: 'inference' }));
      expect(kernelNames).not.toContain('ResizeNearestNeighbor');
      expect(kernelNames).not.toHaveLength(0);
    });
  });

  describe('moving statistics', () => {
    const momentum = 0.8;
    const create = () => modelOf(up(), layers.batchNormalization({ momentum }), layers.reLU());
    const statistics = (network: tf.Sequential) => plain(variablesOf(network).slice(2));

    it('move towards the batch’s mean and biased variance by 1 − momentum where asked', () => {
      const network = create();
      const [mean, variance] = statistics(network);
      compileForward(network)(imagesOf(), { mode: 'training', updateStatistics: true });
      // Upsampling copies every pixel four times, which leaves both as they are.
      const pixels = imagesOf().reshape([-1, 2]).arraySync() as [number, number][];
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
      compileForward(network)(imagesOf(), options);
      expect(statistics(network)).toEqual(before);
    });

    it('keep no tensor of the batch', () => {
      const network = create();
      const forward = compileForward(network);
      const input = imagesOf();
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
