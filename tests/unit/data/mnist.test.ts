import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePackedMnist, MnistBatches, type MnistDataset } from '@lib/data/mnist';
import { Random } from '@lib/random';

/** A packed file of 3 images of 1 × 2 pixels with the labels 7, 0, 9. */
function packed(): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(20));
  [...'MNPK'].forEach((letter, i) => {
    header.setUint8(i, letter.charCodeAt(0));
  });
  [1, 3, 1, 2].forEach((word, i) => {
    header.setUint32(4 + 4 * i, word, true);
  });
  return Uint8Array.of(...new Uint8Array(header.buffer), 7, 0, 9, 10, 11, 20, 21, 30, 31);
}

const gzipped = (bytes: Uint8Array) => Uint8Array.from(gzipSync(bytes));

describe('a packed file', () => {
  it('is read compressed and, as after a server’s Content-Encoding, plain', async () => {
    for (const bytes of [packed(), gzipped(packed())]) {
      expect(await decodePackedMnist(bytes.buffer)).toEqual({
        images: Uint8Array.of(10, 11, 20, 21, 30, 31),
        labels: Uint8Array.of(7, 0, 9),
        count: 3,
        height: 1,
        width: 2,
      });
    }
  });

  it('of another kind is refused, with what it begins with', async () => {
    const page = new TextEncoder().encode('<!doctype html>');
    await expect(decodePackedMnist(page.buffer)).rejects.toThrow(
      '先頭が「MNPK」のはずですが、"<!do"でした',
    );
    await expect(decodePackedMnist(new ArrayBuffer(0))).rejects.toThrow('""でした');
  });

  it('of another version is refused', async () => {
    const bytes = packed();
    bytes[4] = 2;
    await expect(decodePackedMnist(bytes.buffer)).rejects.toThrow('版は1のはずですが、2でした');
  });

  it('cut off anywhere is refused, plain or compressed', async () => {
    const cutAt = (bytes: Uint8Array, length: number) =>
      decodePackedMnist(Uint8Array.from(bytes.subarray(0, length)).buffer);
    const whole = [packed(), gzipped(packed())] as const;
    for (const bytes of whole) {
      for (let length = 0; length < bytes.length; length++) {
        await expect(cutAt(bytes, length), `${length} bytes`).rejects.toThrow('学習画像のファイル');
      }
    }
    await expect(cutAt(whole[0], 25)).rejects.toThrow('29バイトのはずですが、25バイトでした');
    await expect(cutAt(whole[1], 30)).rejects.toThrow('30バイト');
  });

  it('with more than it says is refused', async () => {
    const bytes = Uint8Array.of(...packed(), 0);
    await expect(decodePackedMnist(bytes.buffer)).rejects.toThrow('30バイトでした');
  });
});

/** Images of one pixel, whose value tells which they are. */
function dataset(count: number): MnistDataset {
  const images = Uint8Array.from({ length: count }, (_, i) => i);
  return { images, labels: null, count, height: 1, width: 1 };
}

const batchesOf = (count: number, seed = 1) =>
  new MnistBatches({ dataset: dataset(count), random: new Random(seed) });
const ids = (batch: Float32Array) => [...batch].map((value) => Math.round(value * 127.5 + 127.5));
const inOrder = (values: number[]) => values.sort((a, b) => a - b);

describe('batches', () => {
  it('are scaled to (x − 127.5) / 127.5', () => {
    const images = Uint8Array.of(0, 51, 204, 255);
    const whole = { images, labels: null, count: 1, height: 2, width: 2 };
    const batch = new MnistBatches({ dataset: whole, random: new Random(1) }).next(1);
    expect([...batch]).toEqual([-1, Math.fround(-0.6), Math.fround(0.6), 1]);
  });

  it('of one epoch hold every image once, and the next epoch has another order', () => {
    const batches = batchesOf(60);
    const epoch = () => Array.from({ length: 6 }, () => ids(batches.next(10))).flat();
    const [first, second] = [epoch(), epoch()];
    const all = Array.from({ length: 60 }, (_, i) => i);
    expect(first).not.toEqual(all);
    expect(second).not.toEqual(first);
    expect(inOrder(first)).toEqual(all);
    expect(inOrder(second)).toEqual(all);
  });

  it('leave out what does not fill a batch, other images each epoch', () => {
    const batches = batchesOf(10);
    const left = new Set<number>();
    for (let epoch = 0; epoch < 40; epoch++) {
      const seen = new Set([...ids(batches.next(4)), ...ids(batches.next(4))]);
      expect(seen.size).toBe(8);
      for (let i = 0; i < 10; i++) if (!seen.has(i)) left.add(i);
    }
    expect(left.size).toBe(10);
  });

  it('keep the pixels of an image together', () => {
    const images = Uint8Array.from({ length: 5 * 6 }, (_, i) => i);
    const whole = { images, labels: null, count: 5, height: 2, width: 3 };
    const batch = ids(new MnistBatches({ dataset: whole, random: new Random(2) }).next(5));
    for (let i = 0; i < 5; i++) {
      const first = batch[6 * i] ?? NaN;
      expect(first % 6).toBe(0);
      expect(batch.slice(6 * i, 6 * i + 6)).toEqual([0, 1, 2, 3, 4, 5].map((p) => first + p));
    }
  });

  it('are the same for the same seed and others for another seed', () => {
    expect(batchesOf(50, 3).next(50)).toEqual(batchesOf(50, 3).next(50));
    expect(batchesOf(50, 3).next(50)).not.toEqual(batchesOf(50, 4).next(50));
  });

  it('are refused where they would be larger than the dataset, or empty', () => {
    for (const size of [0, 11, 2.5]) {
      expect(() => batchesOf(10).next(size)).toThrow(`1 to 10 images, received ${size}`);
    }
  });
});

describe('the state of batches', () => {
  it('brings back exactly the batches that would have come, over epochs', () => {
    const cases = fc.record({
      count: fc.integer({ min: 1, max: 40 }),
      size: fc.integer({ min: 1, max: 40 }),
      drawn: fc.nat(30),
      seed: fc.nat(1000),
    });
    fc.assert(
      fc.property(cases, ({ count, size, drawn, seed }) => {
        const batchSize = Math.min(size, count);
        const batches = batchesOf(count, seed);
        for (let i = 0; i < drawn; i++) batches.next(batchSize);
        const restored = batchesOf(count, seed + 1);
        restored.restore(batches.state());
        for (let i = 0; i < 10; i++)
          expect(restored.next(batchSize)).toEqual(batches.next(batchSize));
      }),
    );
  });

  it('from another number of images begins a new epoch of these', () => {
    const before = batchesOf(200);
    for (let i = 0; i < 19; i++) before.next(10);
    const batches = batchesOf(30);
    batches.restore(before.state());
    const epoch = [batches.next(10), batches.next(10), batches.next(10)].flatMap(ids);
    expect(inOrder(epoch)).toEqual(Array.from({ length: 30 }, (_, i) => i));
  });

  it('is refused when it is broken', () => {
    const batches = batchesOf(10);
    const [count = NaN, , ...random] = batches.state();
    for (const state of [[], [count], [count, 11, ...random], [count, -1, ...random], [count, 0]]) {
      expect(() => {
        batches.restore(state);
      }).toThrow('壊れています');
    }
  });
});
