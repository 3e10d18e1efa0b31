import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  loadShippedNetwork,
  type Precision,
  quantiseNetwork,
  readShippedNetwork,
  type ShippedNetwork,
} from '@lib/storage/quantised-weights';
import { saveNetwork } from '@lib/nn/saved-networks';

beforeAll(() => tf.setBackend('cpu'));
afterEach(() => {
  tf.disposeVariables();
});

function network(): tf.Sequential {
  const kernelInitializer = tf.initializers.randomNormal({ seed: 1, stddev: 0.3 });
  return tf.sequential({
    layers: [
      tf.layers.dense({ inputShape: [5], units: 7, kernelInitializer }),
      tf.layers.batchNormalization(),
      tf.layers.dense({ units: 2, kernelInitializer }),
    ],
  });
}

/** Gives from memory what the site loads from its server. */
const filesOf =
  ({ json, weights }: ShippedNetwork) =>
  (name: string) => {
    if (name === 'weights.bin') return Promise.resolve(Uint8Array.from(weights).buffer);
    if (name !== 'model.json') return Promise.reject(new Error(`no file "${name}"`));
    return Promise.resolve(Uint8Array.from(new TextEncoder().encode(JSON.stringify(json))).buffer);
  };
const load = (shipped: ShippedNetwork) => loadShippedNetwork(filesOf(shipped));

const valuesOf = (network: { getWeights(): tf.Tensor[] }) =>
  network.getWeights().map((weight) => [...weight.dataSync()]);

/** The largest difference of a value, and the largest step of its array, for each array. */
async function errors(precision: Precision) {
  const model = network();
  const shipped = quantiseNetwork(await saveNetwork(model), () => precision);
  const loaded = valuesOf(await load(shipped));
  return valuesOf(model).map((values, i) => {
    const range = Math.max(...values) - Math.min(...values);
    const error = Math.max(...values.map((v, k) => Math.abs(v - (loaded[i]?.[k] ?? NaN))));
    return { range, error };
  });
}

describe('a quantised network', () => {
  it.each([
    ['uint7', 127],
    ['uint8', 255],
    ['uint16', 65_535],
  ] as const)('in %s is within half a step of its values', async (precision, steps) => {
    for (const { range, error } of await errors(precision)) {
      expect(error).toBeLessThanOrEqual((range / steps) * 0.5 + 1e-6);
    }
  });

  it('in 32-bit floats is the same', async () => {
    for (const { error } of await errors('float32')) expect(error).toBe(0);
  });

  it('gives its weights to another of the same make', async () => {
    const precisions = ['uint8', 'uint16', 'float32'] as const;
    let arrays = 0;
    const shipped = quantiseNetwork(
      await saveNetwork(network()),
      () => precisions[arrays++ % 3] as Precision,
    );
    const saved = await readShippedNetwork(filesOf(shipped));
    expect(saved.weightSpecs.every((spec) => !('quantization' in spec))).toBe(true);
    const values = valuesOf(await load(shipped)).flat();
    expect([...new Float32Array(saved.weightData)]).toEqual(values);
    const files = filesOf({ ...shipped, weights: shipped.weights.slice(1) });
    await expect(readShippedNetwork(files)).rejects.toThrow();
  });

  it('has one, two or four bytes a value, by array', async () => {
    const model = network();
    const { weights } = quantiseNetwork(await saveNetwork(model), ({ shape }) =>
      shape.length === 2 ? 'uint8' : 'float32',
    );
    expect(weights).toHaveLength(5 * 7 + 7 * 2 + 4 * (7 + 4 * 7 + 2));
  });

  it('computes about the same', async () => {
    const model = network();
    const shipped = quantiseNetwork(await saveNetwork(model), ({ shape }) =>
      shape.length > 1 ? 'uint8' : 'float32',
    );
    const input = tf.randomNormal([20, 5], 0, 1, 'float32', 2);
    const before = (model.predict(input) as tf.Tensor).dataSync();
    const after = (await load(shipped)).forward(input, { mode: 'inference' }).dataSync();
    before.forEach((value, i) => {
      expect(Math.abs(value - (after[i] ?? NaN))).toBeLessThan(0.03);
    });
  });

  it('is a LayersModel that tfjs reads by itself', async () => {
    const { json, weights } = quantiseNetwork(await saveNetwork(network()), () => 'uint8');
    expect(json.format).toBe('layers-model');
    const loaded = await tf.loadLayersModel({
      load: () =>
        Promise.resolve({
          modelTopology: json.modelTopology,
          weightSpecs: json.weightsManifest[0]?.weights as tf.io.WeightsManifestEntry[],
          weightData: Uint8Array.from(weights).buffer,
        }),
    });
    expect(loaded.countParams()).toBe(network().countParams());
  });

  it('refuses weights that are not finite', async () => {
    const model = network();
    model.layers[0]?.setWeights([tf.fill([5, 7], NaN), tf.zeros([7])]);
    const saved = await saveNetwork(model);
    expect(() => quantiseNetwork(saved, () => 'uint8')).toThrow('not finite');
  });

  it('says which file could not be loaded', async () => {
    const missing = (name: string) => Promise.reject(new Error(`no file "${name}"`));
    await expect(loadShippedNetwork(missing)).rejects.toThrow('model.json');
  });
});
