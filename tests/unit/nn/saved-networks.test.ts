import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { concatenate } from '@lib/data/concatenate';
import type { SavedNetwork } from '@lib/nn/network';
import { loadNetworks, saveNetwork } from '@lib/nn/saved-networks';
import { StraightNetwork } from '@lib/nn/straight-network';
import { smallDiscriminator, smallGenerator, smallNoise } from '../support/small-gan';
import { distance, plain, randomize, variablesOf } from '../support/tensors';

beforeAll(() => tf.setBackend('cpu'));

const weightsOf = (model: tf.LayersModel) => plain(variablesOf(model));

describe('a saved network', () => {
  it('is what tfjs itself loads as a LayersModel, with the same outputs', async () => {
    const model = smallGenerator();
    const { modelTopology, weightSpecs, weightData } = await saveNetwork(model);
    const loaded = await tf.loadLayersModel(
      tf.io.fromMemory({ modelTopology, weightSpecs: [...weightSpecs] as never, weightData }),
    );
    const [expected, received] = [model, loaded].map((m) => m.predict(smallNoise(1)) as tf.Tensor);
    expect(distance(expected as tf.Tensor, received as tf.Tensor)).toBe(0);
  });

  it('survives JSON, all but its bytes', async () => {
    const { modelTopology, weightSpecs } = await saveNetwork(smallGenerator());
    const text = JSON.stringify({ modelTopology, weightSpecs });
    expect(JSON.parse(text)).toEqual({ modelTopology, weightSpecs });
  });

  it('holds the moving statistics too', async () => {
    const { weightSpecs, weightData } = await saveNetwork(smallGenerator());
    expect(weightSpecs.map(({ name }) => name.split('/').at(-1))).toEqual([
      ...['kernel', 'bias', 'gamma', 'beta', 'kernel', 'bias'],
      ...['moving_mean', 'moving_variance'],
    ]);
    expect(weightData.byteLength).toBe(4 * smallGenerator().countParams());
  });

  it('is a copy, that does not change with the network', async () => {
    const model = smallGenerator();
    const { weightData } = await saveNetwork(model);
    const before = weightData.slice(0);
    randomize(model, 7);
    expect(new Uint8Array(weightData)).toEqual(new Uint8Array(before));
  });
});

describe('loading networks', () => {
  async function setUp() {
    const savedFrom = { generator: smallGenerator(), discriminator: smallDiscriminator() };
    randomize(savedFrom.generator, 5);
    randomize(savedFrom.discriminator, 6);
    const models = { generator: smallGenerator(), discriminator: smallDiscriminator() };
    const networks = {
      generator: new StraightNetwork(models.generator),
      discriminator: new StraightNetwork(models.discriminator),
    };
    const saved = {
      generator: await saveNetwork(savedFrom.generator),
      discriminator: await saveNetwork(savedFrom.discriminator),
    };
    const load = (changed: Partial<typeof saved> = {}) => {
      loadNetworks(networks, { ...saved, ...changed });
    };
    const present = () => [models.generator, models.discriminator].map(weightsOf);
    return { savedFrom, models, networks, saved, load, present };
  }

  it('gives them the saved weights, whatever their layers are called', async () => {
    const { load, present, savedFrom } = await setUp();
    load();
    expect(present()).toEqual([savedFrom.generator, savedFrom.discriminator].map(weightsOf));
  });

  it('keeps the variables, which optimizers and compiled networks hold on to', async () => {
    const { load, models } = await setUp();
    const before = variablesOf(models.generator);
    load();
    expect(variablesOf(models.generator)).toEqual(before);
  });

  it('leaves no tensor behind', async () => {
    const { load } = await setUp();
    const { numTensors, numDataBuffers } = tf.memory();
    load();
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  /** The same network with its weights written in another order or by other names. */
  function rewritten(
    saved: SavedNetwork,
    order: readonly number[],
    rename?: (name: string) => string,
  ) {
    let offset = 0;
    const parts = saved.weightSpecs.map((spec) => {
      const start = offset;
      offset += 4 * spec.shape.reduce((product, length) => product * length, 1);
      return { spec, bytes: new Uint8Array(saved.weightData.slice(start, offset)) };
    });
    const chosen = order.map((place) => parts[place]).filter((part) => part !== undefined);
    return {
      modelTopology: saved.modelTopology,
      weightSpecs: chosen.map(({ spec }) => ({ ...spec, name: rename?.(spec.name) ?? spec.name })),
      weightData: concatenate(chosen.map(({ bytes }) => bytes)).buffer,
    };
  }
  /** Kernel, bias, γ, β, kernel, bias, moving mean and variance, as tfjs saves the generator. */
  const asSaved = [0, 1, 2, 3, 4, 5, 6, 7];
  const swapped = [0, 1, 3, 2, 4, 5, 7, 6];
  const asKerasWrites = [0, 1, 2, 3, 6, 7, 4, 5];
  const counted = new Map<string, number>();
  const layerOf = (name: string) => name.replace(/\/[^/]*$/, '');
  const number = (name: string) => counted.get(name) ?? counted.set(name, counted.size).size - 1;

  it.each<[string, readonly number[], ((name: string) => string)?]>([
    ['γ and β, and mean and variance, change places with their names', swapped],
    ['the moving statistics follow each β, as Keras writes them', asKerasWrites],
    ['the last layer comes first', [4, 5, 7, 6, 0, 3, 1, 2]],
    ['TensorFlow’s names go on', asKerasWrites, (name) => `${name}:0`],
    ['a cell is named within the layer', swapped, (name) => name.replace('/', '/cell/')],
    ['layers are named within a network', swapped, (name) => `gan/${name}`],
    ['layers have foreign names', swapped, (name) => name.replace(/^/, 'my_')],
  ])('matches weights by name where %s', async (_, order, rename) => {
    const { load, present, saved, savedFrom } = await setUp();
    load({ generator: rewritten(saved.generator, order, rename) });
    expect(present()).toEqual([savedFrom.generator, savedFrom.discriminator].map(weightsOf));
  });

  it.each<[string, (name: string, i: number) => string, RegExp]>([
    ['nothing of a layer', (_, i) => `Variable_${i}`, /^生成器の重みには層の名前が1つ/],
    ['no weight', (name) => `${layerOf(name)}/w${number(name)}`, /名前から分かりません。$/],
    ['one weight twice', (name) => name.replace('beta', 'gamma'), /のものが2つあります。$/],
    [
      'a layer that the file does not know',
      (name) => name.replace(/^dense/, 'other'),
      /分かりません/,
    ],
  ])(
    'refuses names that tell %s, and then has changed neither network',
    async (_, rename, message) => {
      const { load, saved, present } = await setUp();
      const before = present();
      let i = 0;
      const named = rewritten(saved.generator, asSaved, (name) => rename(name, i++));
      expect(() => {
        load({ generator: named });
      }).toThrow(message);
      expect(present()).toEqual(before);
    },
  );

  const spoilt: Record<string, [(saved: SavedNetwork) => SavedNetwork, string | RegExp]> = {
    'too few weights': [
      ({ weightSpecs, weightData }) => {
        const kept = weightSpecs.slice(0, -1);
        return { modelTopology: {}, weightSpecs: kept, weightData };
      },
      '識別器の重みが5個ありますが、このモデルには6個必要です。',
    ],
    'a weight of another shape and the same size': [
      (saved) => ({
        ...saved,
        weightSpecs: saved.weightSpecs.map((spec, i) =>
          i === 2 ? { ...spec, shape: [...spec.shape].reverse() } : spec,
        ),
      }),
      /^識別器の重み「.*kernel」の形は\[5×12\]ですが、\[12×5\]が必要です。保存したときと違うネットワークのようです。/,
    ],
  };

  it.each(Object.entries(spoilt))(
    'refuses %s, naming it, and then has changed neither network',
    async (_, [spoil, message]) => {
      const { load, saved, present } = await setUp();
      const before = present();
      expect(() => {
        load({ discriminator: spoil(saved.discriminator) });
      }).toThrow(message);
      expect(present()).toEqual(before);
    },
  );

  it('refuses weights that are cut off, or not finite', async () => {
    const { load, saved } = await setUp();
    const { weightData } = saved.generator;
    expect(() => {
      load({ generator: { ...saved.generator, weightData: weightData.slice(4) } });
    }).toThrow('生成器の重みが途中で切れているか');
    const values = new Float32Array(weightData.slice(0)).fill(NaN, 3, 4);
    expect(() => {
      load({ generator: { ...saved.generator, weightData: values.buffer } });
    }).toThrow('生成器の重みに、有限の数でない値（NaNなど）があります。');
  });

  it('refuses one network in the other’s place', async () => {
    const { load, saved, present } = await setUp();
    const before = present();
    expect(() => {
      load({ generator: saved.discriminator, discriminator: saved.generator });
    }).toThrow(/^生成器の重みが6個/);
    expect(present()).toEqual(before);
  });

  it('refuses networks of which one is missing', async () => {
    const { networks, saved, present } = await setUp();
    const before = present();
    expect(() => {
      loadNetworks(networks, { generator: saved.generator });
    }).toThrow('識別器の重みがありません。');
    expect(present()).toEqual(before);
  });

  it('leaves no tensor behind when it refuses', async () => {
    const { load, saved } = await setUp();
    const { numTensors } = tf.memory();
    expect(() => {
      load({ generator: saved.discriminator });
    }).toThrow();
    expect(tf.memory().numTensors).toBe(numTensors);
  });
});
