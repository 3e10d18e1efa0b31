import { strToU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import type { NamedFile } from '@lib/data/named-file';
import type { SavedGan, SavedNetwork } from '@lib/nn/network';
import { packNetworks, unpackNetworks } from '@lib/storage/layers-model-zip';
import { bytesOf, file, json, modelJson, tinyGan, zipped } from '../support/network-files';

let saved: SavedGan;
let zip: Uint8Array;
beforeAll(async () => {
  saved = await tinyGan();
  zip = packNetworks(saved);
});

const unpack = (...files: NamedFile[]) => unpackNetworks(files);
const entry = (path: string) => unzipSync(zip)[path] ?? new Uint8Array();

/** The zip's four files with one exchanged. */
function zipWith(path: string, bytes: Uint8Array): NamedFile {
  return zipped({ ...unzipSync(zip), [path]: bytes });
}

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

  it('any byte of what a zip holds has flipped, which its checksums tell', () => {
    for (const path of Object.keys(unzipSync(zip))) {
      const bytes = entry(path);
      const start = Buffer.from(zip).indexOf(bytes);
      for (let i = 0; i < bytes.length; i += 11) {
        const flipped = Uint8Array.from(zip);
        flipped[start + i] = (flipped[start + i] ?? 0) ^ 1;
        expect(() => unpack(file('dcgan.zip', flipped))).toThrow('「dcgan.zip」を展開できません');
      }
    }
  });

  it('a zip is encrypted, packed in another way, or unpacks to more than memory holds', () => {
    const line = Buffer.from(zip).indexOf('PK\x01\x02');
    const changed = (offset: number, ...bytes: number[]) => {
      const copy = Uint8Array.from(zip);
      copy.set(bytes, line + offset);
      return file('a.zip', copy);
    };
    expect(() => unpack(changed(8, 1))).toThrow('パスワードで保護されています');
    expect(() => unpack(changed(10, 14))).toThrow('知らない方式で圧縮されています');
    expect(() => unpack(changed(10, 8, 0, 0, 0, 0, 0))).toThrow('「a.zip」を展開できません');
    // A promise of 4 GB in few bytes, and one of 1.5 GB in enough.
    expect(() => unpack(changed(24, 255, 255, 255, 255))).toThrow('「a.zip」を展開できません');
    const plausible = [0, 0, 32, 0, 0, 0, 0, 96];
    expect(() => unpack(changed(20, ...plausible))).toThrow('展開すると1GBを超える');
  });

  it('two loose sets have equal names that nothing tells apart', () => {
    const { generator, discriminator } = saved;
    const inPieces = (network: SavedNetwork, name: string) => {
      const paths = ['group1-shard1of2.bin', 'group1-shard2of2.bin'];
      const bytes = bytesOf(network);
      const manifest = { weightsManifest: [{ paths, weights: network.weightSpecs }] };
      return [
        file('group1-shard2of2.bin', bytes.subarray(8)),
        json(name, modelJson(network, manifest)),
        file('group1-shard1of2.bin', bytes.subarray(0, 8)),
      ];
    };
    const [a, b] = [inPieces(generator, 'a.json'), inPieces(discriminator, 'b.json')];
    expect(unpackNetworks(a, { needed: ['generator'] })).toEqual({ generator });
    const clash = /重みのファイル「group1-shard1of2.bin」に当たるものが2つあり/;
    expect(() => unpack(...a, ...b)).toThrow(clash);
    // Two runs' files at once: of one size, too.
    const twice = [1, 2].map(() => file('weights.bin', entry('generator/weights.bin')));
    const model = file('model.json', entry('generator/model.json'));
    expect(() => unpack(model, ...twice)).toThrow('「weights.bin」に当たるものが2つあり');
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
