import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { ChosenDigits } from '@lib/data/chosen-digits';
import { mnistFromIdxFiles } from '@lib/data/idx';
import type { NamedFile } from '@lib/data/named-file';
import {
  file,
  gzipped,
  images,
  labels,
  labelValues,
  npy,
  pixels,
  size,
  withHeader,
  zipped,
} from '../support/digit-files';

const read = (...files: NamedFile[]) => mnistFromIdxFiles(files);
const train = { 'train-images-idx3-ubyte': images(5), 'train-labels-idx1-ubyte': labels(5) };
const test = { 't10k-images-idx3-ubyte.gz': gzipped(images(2, 7)) };
const expected = { images: pixels(5), labels: labelValues(5), count: 5, height: 28, width: 28 };

describe('a zip of IDX files', () => {
  it('is read as its files are, compressed or stored, in a folder, gzipped within', async () => {
    expect(await read(zipped(train))).toEqual(expected);
    expect(await read(file('a', zipSync({ mnist: train }, { level: 0 })))).toEqual(expected);
    expect(await read(zipped({ ...train, ...test }))).toMatchObject({ count: 7, labels: null });
    expect(await read(zipped(train), file('b', images(2)))).toMatchObject({ count: 7 });
  });

  it('may hold every file twice, and what macOS and people add', async () => {
    const twice = Object.entries(train).map(([name, bytes]) => [
      name.replace('-idx', '.idx'),
      bytes,
    ]);
    const folders = Object.fromEntries(
      Object.entries(train).map(([name, bytes]) => [name, { [name]: bytes }]),
    );
    const extra = {
      '__MACOSX/._train-images-idx3-ubyte': strToU8('Mac OS X'),
      'README.md': strToU8('MNIST'),
    };
    const layout = { ...folders, ...Object.fromEntries(twice), ...extra };
    expect(await read(zipped(layout))).toEqual(expected);
  });

  it('with the same count of other images is refused as loose files are', async () => {
    const two = zipped({ a: images(3), b: images(3, 5) });
    await expect(read(two)).rejects.toThrow(
      '「archive.zip/a」と「archive.zip/b」は、どちらも3個の画像のファイルです',
    );
  });
});

describe('NumPy’s arrays', () => {
  const wide = (values: Uint8Array) => new Uint8Array(BigInt64Array.from(values, BigInt).buffer);

  it('are read from an .npz as Keras has it, from a zip of it, and one by one', async () => {
    const keras = zipSync({
      'x_train.npy': npy('|u1', [5, 28, 28], pixels(5)),
      'y_train.npy': npy('|u1', [5], labelValues(5)),
      'x_test.npy': npy('|u1', [2, 28, 28], pixels(2, 7)),
      'y_test.npy': npy('|u1', [2], labelValues(2, 7)),
    });
    const dataset = await read(file('mnist.npz', keras));
    expect(dataset.count).toBe(7);
    expect([...(dataset.labels ?? [])]).toEqual([0, 1, 2, 3, 4, 7, 8]);
    expect(await read(zipped({ 'mnist.npz': keras }))).toEqual(dataset);
    const flat = [npy('|u1', [5, 784], pixels(5)), npy('<i8', [5, 1], wide(labelValues(5)))];
    expect(await read(...flat.map((bytes, i) => file(`${i}`, bytes)))).toEqual(expected);
  });

  it.each<[string, Uint8Array, string]>([
    ['floats', npy('<f4', [1, 28, 28], new Uint8Array(4 * size)), 'NumPyの型「<f4」でした'],
    ['objects', npy('|O', [5], new Uint8Array(5)), 'NumPyの型「|O」でした'],
    ['colours', npy('|u1', [1, 28, 28, 3], new Uint8Array(3 * size)), '[1×28×28×3]です'],
    ['columns', npy('|u1', [1, 28, 28], pixels(1), 'True'), 'fortran_order'],
    ['no images', npy('|u1', [0, 28, 28], pixels(0)), '画像は0個です'],
    ['too many', npy('|u1', [9e15, 28, 28], pixels(1)), '途中で切れています'],
    ['too few', npy('|u1', [1, 28, 28], pixels(2)), '余分なデータがあります'],
    [
      'a header that is cut off',
      npy('|u1', [1, 28, 28], pixels(1)).slice(0, 60),
      '見出しを読めません',
    ],
    ['a single number', npy('|u1', [], new Uint8Array(1)), '配列の形は[]です'],
  ])('of %s are refused', async (_, bytes, message) => {
    await expect(read(file('x.npy', bytes))).rejects.toThrow(message);
    await expect(read(zipped({ 'x.npy': bytes }))).rejects.toThrow(message);
  });
});

describe('what cannot be read is named, with what can', () => {
  const taken = /使えるのは、MNISTのIDX形式のファイル.*zip、mnist\.npzです。$/;
  const tar = new Uint8Array(512);
  tar.set(strToU8('ustar'), 257);
  it.each<[string, string, Uint8Array, string]>([
    ['a table', 'mnist_train.csv', strToU8('5,0,0,0'), '「mnist_train.csv」はCSVの表'],
    ['a table with a head', 'train', strToU8('label,pixel0\n1,0'), '「train」はCSVの表'],
    ['a pickle', 'mnist.pkl.gz', gzipped(Uint8Array.of(0x80, 2, 0x7d)), 'Pythonのpickle'],
    ['a page', 'train-images-idx3-ubyte.gz', strToU8('<!DOCTYPE html>'), 'ウェブページ'],
    ['MATLAB', 'digits.mat', strToU8('MATLAB 5.0'), 'MATLABのファイル'],
    ['tar', 'mnist.tar.gz', gzipped(tar), 'tar、7z、RARの書庫'],
    ['EMNIST', 'emnist-digits-train-images-idx3-ubyte', images(2), 'はEMNISTなので使えません'],
  ])('%s', async (_, name, bytes, message) => {
    const refused = expect(read(file(name, bytes))).rejects;
    await refused.toThrow(message);
    await refused.toThrow(taken);
    const isNamed = /\.(csv|pkl|mat|tar)|emnist/.test(name);
    await expect(read(zipped({ [name]: bytes }))).rejects.toThrow(isNamed ? message : taken);
  });

  it('letters', async () => {
    const letters = withHeader([2049, 2], Uint8Array.of(3, 61));
    await expect(read(file('l', letters))).rejects.toThrow('「l」のラベルに61があります');
  });

  it('an archive of saved weights, of pictures, or of nothing', async () => {
    const weights = zipped({ 'generator/model.json': strToU8('{}') }, 'dcgan.zip');
    await expect(read(weights)).rejects.toThrow('「重みを読み込む」で選んでください');
    const pictures = zipped({ '0/1.png': Uint8Array.of(0x89), '0/2.png': Uint8Array.of(0x89) });
    await expect(read(pictures)).rejects.toThrow('入っているもの：「0/1.png」、「0/2.png」');
    await expect(read(zipped({}))).rejects.toThrow('空です');
  });
});

describe('large sets', () => {
  it('of one file stay in its memory, stored in an archive or plain', async () => {
    const plain = file('a', images(3));
    expect((await read(plain)).images.buffer).toBe(plain.bytes);
    const stored = file('a.zip', zipSync(train, { level: 0 }));
    expect((await read(stored)).images.buffer).toBe(stored.bytes);
  });

  it('are refused before they are read if no memory holds them', async () => {
    const large = Object.defineProperty(new File([], 'all.csv'), 'size', { value: 2 ** 31 });
    await expect(new ChosenDigits().read([large])).rejects.toThrow(
      '「all.csv」は1GBを超えるので、読めません',
    );
  });

  it('are read once, however often a run begins anew, and again when they are others', async () => {
    let reads = 0;
    const chosen = (count: number, name = 'a') => {
      const picked = new File([images(count)], name, { lastModified: 1 });
      const bytes = () => (reads++, Promise.resolve(images(count).buffer));
      return Object.assign(picked, { arrayBuffer: bytes });
    };
    const digits = new ChosenDigits();
    const first = await digits.read([chosen(3)]);
    expect(await digits.read([chosen(3)])).toBe(first);
    expect(reads).toBe(1);
    expect(await digits.read([chosen(4)])).toMatchObject({ count: 4 });
    digits.forget();
    expect(await digits.read([chosen(3)])).not.toBe(first);
    expect(reads).toBe(3);
  });
});
