import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '@lib/data/named-file';
import type { SavedGan } from '@lib/nn/network';
import { packNetworks, unpackNetworks } from '@lib/storage/layers-model-zip';
import { saveNetwork } from '@lib/nn/saved-networks';
import {
  bytesOf,
  file,
  json,
  modelJson,
  tinyDiscriminator,
  tinyGan,
  tinyGenerator,
  zipped,
} from '../support/network-files';

afterEach(() => {
  tf.disposeVariables();
});

let saved: SavedGan;
let zip: Uint8Array;
beforeAll(async () => {
  saved = await tinyGan();
  zip = packNetworks(saved);
});

const unpack = (...files: NamedFile[]) => unpackNetworks(files);
const entry = (path: string) => unzipSync(zip)[path] ?? new Uint8Array();

describe('the zip file', () => {
  it('holds a JSON file and a weights file for each network', () => {
    expect(Object.keys(unzipSync(zip)).sort()).toEqual([
      'discriminator/model.json',
      'discriminator/weights.bin',
      'generator/model.json',
      'generator/weights.bin',
    ]);
  });

  it('comes back as it went in', () => {
    expect(unpack(file('dcgan.zip', zip))).toEqual(saved);
  });

  it('comes back exactly for any finite weights', () => {
    const { generator, discriminator } = saved;
    const count = generator.weightData.byteLength / 4;
    const weights = fc.float32Array({
      minLength: count,
      maxLength: count,
      noNaN: true,
      noDefaultInfinity: true,
    });
    fc.assert(
      fc.property(weights, (values) => {
        const changed = { ...generator, weightData: Float32Array.from(values).buffer };
        const back = unpack(file('a.zip', packNetworks({ generator: changed, discriminator })));
        expect(bytesOf(back.generator)).toEqual(bytesOf(changed));
        expect(bytesOf(back.discriminator)).toEqual(bytesOf(discriminator));
      }),
      { numRuns: 30 },
    );
  });

  it('has what tf.loadLayersModel reads: the loaded networks compute the same', async () => {
    const originals = { generator: tinyGenerator(), discriminator: tinyDiscriminator() };
    const files = unzipSync(
      packNetworks({
        generator: await saveNetwork(originals.generator),
        discriminator: await saveNetwork(originals.discriminator),
      }),
    );
    // tfjs's own reader of files, from an address, as a page would use it.
    const fetchFunc = (address: string) => {
      const bytes = files[address.replace('https://a.test/', '')];
      return Promise.resolve(
        new Response(bytes && Uint8Array.from(bytes), { status: bytes ? 200 : 404 }),
      );
    };
    const inputs = {
      generator: tf.randomNormal([4, 3]),
      discriminator: tf.randomNormal([4, 2, 2, 1]),
    };
    for (const role of ['generator', 'discriminator'] as const) {
      const address = `https://a.test/${role}/model.json`;
      const source = tf.io.http(address, { fetchFunc: fetchFunc as typeof fetch });
      const loaded = await tf.loadLayersModel(source);
      const [expected, received] = [originals[role], loaded].map((model) =>
        (model.predict(inputs[role]) as tf.Tensor).dataSync(),
      );
      expect(received).toEqual(expected);
    }
  });
});

describe('other ways to hand networks in', () => {
  it('the four files one by one, whose folders are lost, in any order', () => {
    const files = Object.entries(unzipSync(zip)).map(([path, bytes]) =>
      file(path.replace(/.*\//, ''), bytes),
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(files, { minLength: 4 }), (shuffled) => {
        expect(unpack(...shuffled)).toEqual(saved);
      }),
    );
  });

  it('weights files that the browser has renamed, told apart by their size', () => {
    expect(
      unpack(
        file('model.json', entry('generator/model.json')),
        file('model (1).json', entry('discriminator/model.json')),
        file('weights (2).bin', entry('discriminator/weights.bin')),
        file('weights (3).bin', entry('generator/weights.bin')),
      ),
    ).toEqual(saved);
  });

  it('one zip for each network', () => {
    const half = (role: string) =>
      file(
        `${role}.zip`,
        zipSync({
          'model.json': entry(`${role}/model.json`),
          'weights.bin': entry(`${role}/weights.bin`),
        }),
      );
    expect(unpack(half('discriminator'), half('generator'))).toEqual(saved);
  });

  it('a zip made anew by an operating system: compressed, in a folder, with files of its own', () => {
    const contents = Object.entries(unzipSync(zip)).flatMap(([path, bytes]) => [
      [`dcgan/${path}`, bytes] as const,
      [`__MACOSX/dcgan/${path.replace(/[^/]*$/, '._$&')}`, strToU8('Mac OS X')] as const,
    ]);
    expect(
      unpack(zipped({ ...Object.fromEntries(contents), 'dcgan/.DS_Store': strToU8('x') })),
    ).toEqual(saved);
  });

  it('weights in several files and groups, as tfjs’s converter writes them', () => {
    const { generator, discriminator } = saved;
    const bytes = bytesOf(generator);
    const [first, ...rest] = generator.weightSpecs;
    const weightsManifest = [
      { paths: ['a-1', 'a-2'], weights: [first] },
      { paths: ['b'], weights: rest },
    ];
    const end = 3 * 8 * 4; // a Dense kernel [3, 8] in 32-bit floats
    expect(
      unpack(
        json('generator.json', modelJson(generator, { weightsManifest })),
        file('b', bytes.subarray(end)),
        file('a-2', bytes.subarray(50, end)),
        file('a-1', bytes.subarray(0, 50)),
        json('discriminator.json', modelJson(discriminator)),
        file('weights.bin', bytesOf(discriminator)),
      ),
    ).toEqual(saved);
  });

  it('networks of other names, also as Keras nests them: one that begins with a convolution is the discriminator', async () => {
    const one = await saveNetwork(tinyDiscriminator('sequential_1'));
    const two = await saveNetwork(tinyGenerator('sequential_2'));
    const nested = { ...two, modelTopology: { model_config: two.modelTopology } };
    const back = unpack(
      zipped({
        'a/model.json': strToU8(JSON.stringify(modelJson(one))),
        'a/weights.bin': bytesOf(one),
        'b/model.json': strToU8(JSON.stringify(modelJson(nested))),
        'b/weights.bin': bytesOf(two),
      }),
    );
    expect(bytesOf(back.generator)).toEqual(bytesOf(two));
    expect(bytesOf(back.discriminator)).toEqual(bytesOf(one));
  });
});

describe('networks of other papers', () => {
  it('come back under their own names, whatever they are made of', async () => {
    const names = { coarse: '粗い生成器', fine: '細かい生成器', discriminator: '識別器' };
    const plain = await saveNetwork(tinyDiscriminator('sequential_1'));
    const joined = { ...plain, modelTopology: { head: plain.modelTopology } };
    const all = { coarse: joined, fine: plain, discriminator: plain };
    const wanted = { needed: ['coarse', 'fine', 'discriminator'], titles: names } as const;
    expect(unpackNetworks([file('a.zip', packNetworks(all))], wanted)).toEqual(all);
    expect(() => unpackNetworks([file('a.zip', packNetworks({ fine: plain }))], wanted)).toThrow(
      '粗い生成器のネットワークがありません（読み込んだファイル：「fine/model.json」）。粗い生成器と細かい生成器と識別器を1つずつ選んでください。',
    );
  });
});

describe('one network alone', () => {
  const half = (role: 'generator' | 'discriminator', folder = '') => ({
    [`${folder}model.json`]: entry(`${role}/model.json`),
    [`${folder}weights.bin`]: entry(`${role}/weights.bin`),
  });
  const loose = (files: Record<string, Uint8Array>) =>
    Object.entries(files).map(([name, bytes]) => file(name, bytes));

  it.each(['generator', 'discriminator'] as const)(
    'the %s is taken from a zip or from loose files where no other is needed',
    (role) => {
      const only = { [role]: saved[role] };
      expect(unpackNetworks([zipped(half(role))], { needed: [role] })).toEqual(only);
      expect(unpackNetworks(loose(half(role)), { needed: [role] })).toEqual(only);
      expect(unpackNetworks([file('a.zip', zip)], { needed: [role] })).toEqual(only);
    },
  );

  it('an average of a generator comes back as what it is, though its topology is the generator’s', () => {
    const generatorAverage = {
      ...saved.generator,
      weightData: saved.generator.weightData.slice(0),
    };
    new Float32Array(generatorAverage.weightData).fill(0.5);
    const all = { ...saved, generatorAverage };
    const needed = ['generator', 'discriminator'] as const;
    const archive = [file('a.zip', packNetworks(all))];
    expect(unpackNetworks(archive, { needed, welcome: 'generatorAverage' })).toEqual(all);
    expect(unpackNetworks(archive)).toEqual(saved);
    expect(unpackNetworks(archive, { needed: ['generator'] })).toEqual({
      generator: saved.generator,
    });
  });

  it('a generator that is welcome comes along, but only if it is the only one', () => {
    const wanted = { needed: ['discriminator'], welcome: 'generator' } as const;
    expect(unpackNetworks([file('a.zip', zip)], wanted)).toEqual(saved);
    const two = { ...half('generator', 'a/'), ...half('generator', 'b/') };
    const all = zipped({ ...two, ...half('discriminator', 'd/') });
    expect(unpackNetworks([all], wanted)).toEqual({ discriminator: saved.discriminator });
  });

  it('a refusal speaks of what is needed only', () => {
    const two = zipped({ ...half('generator', 'a/'), ...half('generator', 'b/') });
    expect(() => unpackNetworks([two], { needed: ['generator'] })).toThrow(
      '生成器のネットワークが2つあります（読み込んだファイル：「a/model.json」、「b/model.json」）。使う1つだけを選んでください（zipなら、1つだけを入れたもの）。',
    );
    expect(() =>
      unpackNetworks([zipped(half('generator'))], { needed: ['discriminator'] }),
    ).toThrow('識別器を保存したファイルを選んでください');
  });

  it('of foreign names are told apart by what they take in', async () => {
    const dense = tf.sequential({
      name: 'sequential_9',
      layers: [tf.layers.flatten({ inputShape: [2, 2, 1] }), tf.layers.dense({ units: 1 })],
    });
    const discriminator = await saveNetwork(dense);
    const files = [
      json('model.json', modelJson(discriminator)),
      file('weights.bin', bytesOf(discriminator)),
    ];
    expect(Object.keys(unpackNetworks(files, { needed: ['discriminator'] }))).toEqual([
      'discriminator',
    ]);
  });
});
