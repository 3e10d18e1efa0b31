import { zipSync } from 'fflate';
import { afterEach, expect, it, vi } from 'vitest';
import { mnistFromIdxFiles } from '@lib/data/idx';
import type { MnistDataset } from '@lib/data/mnist';
import {
  file,
  gzipped,
  images,
  labels,
  labelValues,
  npy,
  pixels,
  size,
} from '../support/digit-files';
import { readAll, rounds, spoilt } from '../support/malformed';

afterEach(() => {
  vi.unstubAllGlobals();
});

const idx = { 'train-images-idx3-ubyte': images(5), 'train-labels-idx1-ubyte': labels(5) };
const arrays = {
  'x_train.npy': npy('|u1', [5, 28, 28], pixels(5)),
  'y_train.npy': npy('<i2', [5], new Uint8Array(Uint16Array.from(labelValues(5)).buffer)),
};

/** @returns what is wrong with a dataset whatever it was read from */
function isWhole({ images: pixels, labels: digits, count, height, width }: MnistDataset): void {
  expect([height, width, pixels.length]).toEqual([28, 28, count * size]);
  if (digits) expect(digits).toHaveLength(count);
  expect(digits?.every((digit) => digit < 10) ?? true).toBe(true);
}

/** A checksum has seen to it that nothing but the original comes through. */
function isOriginal(dataset: MnistDataset): void {
  isWhole(dataset);
  expect(dataset.images).toEqual(pixels(5));
  if (dataset.labels) expect(dataset.labels).toEqual(labelValues(5));
}

it.each<[string, Uint8Array, (dataset: MnistDataset) => void]>([
  ['images', images(5), isWhole],
  ['an array', arrays['x_train.npy'], isWhole],
  ['gzip', gzipped(images(5)), isOriginal],
  ['a zip of IDX files', zipSync(idx), isOriginal],
  ['a zip of IDX files, stored', zipSync(idx, { level: 0 }), isOriginal],
  ['a zip of gzip files', zipSync({ a: gzipped(images(5)), b: labels(5) }), isOriginal],
  ['an .npz', zipSync(arrays), isOriginal],
  ['an .npz, stored', zipSync(arrays, { level: 0 }), isOriginal],
])(
  'every malformed file of %s gives a right result or an error in Japanese',
  async (_, bytes, look) => {
    const read = (seed: number) => mnistFromIdxFiles([file('a', spoilt(bytes, seed))]);
    const results = await readAll(read, look);
    expect(results).toBeLessThan(rounds / 2);
  },
);

it('every malformed file of labels beside images gives one or the other too', async () => {
  const read = (seed: number) =>
    mnistFromIdxFiles([file('images', images(5)), file('labels', spoilt(labels(5), seed))]);
  await readAll(read, isWhole);
});
