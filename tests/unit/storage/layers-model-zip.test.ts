import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '@lib/data/named-file';
import type { SavedGan, SavedNetwork } from '@lib/nn/network';
import { packDcganZip, unpackDcganFiles } from '@lib/storage/layers-model-zip';
import { saveNetwork } from '@lib/nn/saved-networks';

afterEach(() => {
  tf.disposeVariables();
});

/** Networks of the DCGAN's kinds of layers, but small. */
function smallGenerator(name = 'generator'): tf.Sequential {
  const layers = [
    tf.layers.dense({ inputShape: [3], units: 8 }),
    tf.layers.batchNormalization(),
    tf.layers.reshape({ targetShape: [2, 2, 2] }),
    tf.layers.conv2d({ filters: 1, kernelSize: 3, padding: 'same', activation: 'tanh' }),
  ];
  return tf.sequential({ name, layers });
}

function smallDiscriminator(name = 'discriminator'): tf.Sequential {
  const layers = [
    tf.layers.conv2d({ inputShape: [2, 2, 1], filters: 2, kernelSize: 2 }),
    tf.layers.leakyReLU({ alpha: 0.2 }),
    tf.layers.flatten(),
    tf.layers.dense({ units: 1 }),
  ];
  return tf.sequential({ name, layers });
}

let saved: SavedGan;
let zip: Uint8Array;
beforeAll(async () => {
  saved = {
    generator: await saveNetwork(smallGenerator()),
    discriminator: await saveNetwork(smallDiscriminator()),
  };
  zip = packDcganZip(saved);
});

const file = (name: string, bytes: Uint8Array): NamedFile => ({
  name,
  bytes: Uint8Array.from(bytes).buffer,
});
const json = (name: string, content: unknown) => file(name, strToU8(JSON.stringify(content)));
const zipped = (content: Zippable) => file('a.zip', zipSync(content));
const unpack = (...files: NamedFile[]) => unpackDcganFiles(files);
const entry = (path: string) => unzipSync(zip)[path] ?? new Uint8Array();
const bytesOf = ({ weightData }: SavedNetwork) => new Uint8Array(weightData);

function modelJson(network: SavedNetwork, changes: object = {}): object {
  const { modelTopology, weightSpecs } = network;
  const weightsManifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
  return { format: 'layers-model', modelTopology, weightsManifest, ...changes };
}

/** The zip's four files with one exchanged. */
function zipWith(path: string, bytes: Uint8Array): NamedFile {
  return zipped({ ...unzipSync(zip), [path]: bytes });
}

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
        const back = unpack(file('a.zip', packDcganZip({ generator: changed, discriminator })));
        expect(bytesOf(back.generator)).toEqual(bytesOf(changed));
        expect(bytesOf(back.discriminator)).toEqual(bytesOf(discriminator));
      }),
      { numRuns: 30 },
    );
  });

  it('has what tf.loadLayersModel reads: the loaded networks compute the same', async () => {
    const originals = { generator: smallGenerator(), discriminator: smallDiscriminator() };
    const files = unzipSync(
      packDcganZip({
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
    const one = await saveNetwork(smallDiscriminator('sequential_1'));
    const two = await saveNetwork(smallGenerator('sequential_2'));
    const nested = { ...two, modelTopology: { model_config: two.modelTopology } };
    const back = unpack(file('a.zip', packDcganZip({ generator: one, discriminator: nested })));
    expect(bytesOf(back.generator)).toEqual(bytesOf(two));
    expect(bytesOf(back.discriminator)).toEqual(bytesOf(one));
  });
});

describe('a refusal names the file and says what is wrong when', () => {
  it('nothing is selected', () => {
    expect(() => unpack()).toThrow('ファイルが選ばれていません');
  });

  it('a file is foreign', () => {
    const png = file('photo.png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
    expect(() => unpack(png)).toThrow('「photo.png」には、保存された重みがありません');
    expect(() => unpack(zipped({ 'a.txt': strToU8('text') }))).toThrow('「a.zip」には');
    expect(() => unpack(file('空', new Uint8Array()))).toThrow('「空」には');
  });

  it('a zip is cut off anywhere', () => {
    for (let length = 4; length < zip.length; length += 7) {
      expect(() => unpack(file('dcgan.zip', zip.subarray(0, length)))).toThrow(
        `「dcgan.zip」を展開できません。zipファイルが壊れているか、途中で切れています（受け取った大きさ：${length}バイト）。`,
      );
    }
  });

  it('a JSON file is cut off', () => {
    const bytes = entry('generator/model.json').subarray(0, 100);
    expect(() => unpack(zipWith('generator/model.json', bytes))).toThrow(
      '「generator/model.json」をJSONとして読めません。ファイルが壊れているか、途中で切れています（受け取った大きさ：100バイト）。',
    );
  });

  it('a JSON file is no LayersModel', () => {
    const { generator } = saved;
    const contents: [unknown, string][] = [
      [{ name: 'package' }, '（modelTopologyがありません）'],
      ['text', '全体はObjectのはずですが、"text"でした'],
      [null, '全体はObjectのはずですが、nullでした'],
      [
        modelJson(generator, { format: 'graph-model' }),
        'formatは"layers-model"のはずですが、"graph-model"でした',
      ],
      [modelJson(generator, { weightsManifest: [{ paths: [], weights: [] }] }), 'paths'],
      [
        modelJson(generator, {
          weightsManifest: [
            { paths: ['w'], weights: [{ name: 'a', shape: [-1], dtype: 'float32' }] },
          ],
        }),
        'shape.0は>=0のはずですが、-1でした',
      ],
    ];
    for (const [content, message] of contents) {
      expect(() => unpack(json('x.json', content))).toThrow(
        '「x.json」は、このサイトが読めるTensorFlow.jsのLayersModel形式ではありません（',
      );
      expect(() => unpack(json('x.json', content))).toThrow(message);
    }
  });

  it('weights are not plain 32-bit floats', () => {
    const of = (change: object) => {
      const weights = [{ name: 'a', shape: [2], dtype: 'float32', ...change }];
      return json(
        'x.json',
        modelJson(saved.generator, { weightsManifest: [{ paths: ['w'], weights }] }),
      );
    };
    expect(() => unpack(of({ dtype: 'int32' }))).toThrow(
      'dtypeは"float32"のはずですが、"int32"でした',
    );
    expect(() => unpack(of({ quantization: { dtype: 'uint8', min: 0, scale: 1 } }))).toThrow(
      'quantization',
    );
  });

  it('a weights file is missing', () => {
    expect(() => unpack(file('model.json', entry('generator/model.json')))).toThrow(
      '「model.json」の重みのファイル「weights.bin」がありません。一緒に選んでください。',
    );
  });

  it('a weights file has another size', () => {
    const bytes = entry('generator/weights.bin');
    expect(() => unpack(zipWith('generator/weights.bin', bytes.subarray(4)))).toThrow(
      `「generator/weights.bin」の大きさが合いません。「generator/model.json」によれば${bytes.length}バイトのはずですが、${bytes.length - 4}バイトでした。`,
    );
  });

  it('weights are not finite', () => {
    const values = new Float32Array(saved.generator.weightData.slice(0));
    values[3] = NaN;
    expect(() => unpack(zipWith('generator/weights.bin', new Uint8Array(values.buffer)))).toThrow(
      '「generator/weights.bin」には有限の数でない値（NaNなど）があり',
    );
  });

  it('a network is missing, or there twice', () => {
    const of = (role: 'generator' | 'discriminator', name = role) => [
      file(`${name}/model.json`, entry(`${role}/model.json`)),
      file(`${name}/weights.bin`, entry(`${role}/weights.bin`)),
    ];
    expect(() => unpack(...of('generator'))).toThrow(
      '識別器のネットワークがありません（読み込んだファイル：「generator/model.json」）。生成器と識別器を1つずつ選んでください。',
    );
    expect(() => unpack(...of('discriminator'))).toThrow('生成器のネットワークがありません');
    const twice = [
      ...of('generator'),
      ...of('generator', 'copy' as 'generator'),
      ...of('discriminator'),
    ];
    expect(() => unpack(...twice)).toThrow('生成器のネットワークが2つあります');
  });
});
