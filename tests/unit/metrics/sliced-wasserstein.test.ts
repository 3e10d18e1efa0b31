import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePackedMnist } from '@lib/data/mnist';
import { type Points, slicedWassersteinDistance } from '@lib/metrics/sliced-wasserstein';
import { Random } from '@lib/random';

const distance = (a: Points, b: Points, dimension: number, projections?: number) =>
  slicedWassersteinDistance(a, b, {
    dimension,
    random: new Random(1),
    ...(projections === undefined ? {} : { projections }),
  });

const value = fc.integer({ min: -100, max: 100 });
const points = fc
  .array(fc.tuple(value, value, value), { minLength: 1, maxLength: 12 })
  .map((list) => Float32Array.from(list.flat()));

describe('the sliced Wasserstein distance', () => {
  it('in one dimension is the Wasserstein distance', () => {
    // Sorted, 0 1 5 against 2 3 4: √((4 + 4 + 1) / 3).
    expect(distance(Float32Array.of(5, 0, 1), Float32Array.of(3, 4, 2), 1)).toBeCloseTo(
      Math.sqrt(3),
      10,
    );
  });

  it('in one dimension weighs sets of different sizes by shares', () => {
    // Half of the mass moves from 0 to 3; then thirds against halves, worked out by hand.
    expect(distance(Float32Array.of(0), Float32Array.of(0, 3), 1)).toBeCloseTo(Math.sqrt(4.5), 10);
    const expected = Math.sqrt((1 / 3) * 0 + (1 / 6) * 1 + (1 / 6) * 1 + (1 / 3) * 0);
    expect(distance(Float32Array.of(0, 1, 2), Float32Array.of(0, 2), 1)).toBeCloseTo(expected, 10);
  });

  it('of a set moved by a vector is its length over √dimension', () => {
    // E[(θ·v)²] = |v|² / d for θ uniform on the sphere.
    const a = Float32Array.of(0, 0, 0, 0, 5, 1, 2, -7);
    const moved = a.map((v, i) => v + (i % 4 === 0 ? 6 : 0));
    expect(distance(a, moved, 4, 20_000)).toBeCloseTo(6 / Math.sqrt(4), 1);
  });

  it('is 0 for equal sets in any order, symmetric, and never negative', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const reversed = Float32Array.from(
          { length: a.length },
          (_, i) => a[a.length - 3 * (Math.floor(i / 3) + 1) + (i % 3)] ?? NaN,
        );
        expect(distance(a, reversed, 3)).toBeCloseTo(0, 6);
        expect(distance(a, b, 3)).toBeCloseTo(distance(b, a, 3), 6);
        expect(distance(a, b, 3)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('keeps the triangle inequality, and scales as its points do', () => {
    fc.assert(
      fc.property(points, points, points, (a, b, c) => {
        const direct = distance(a, c, 3);
        expect(direct).toBeLessThanOrEqual(distance(a, b, 3) + distance(b, c, 3) + 1e-6);
        const doubled = distance(
          a.map((v) => 2 * v),
          c.map((v) => 2 * v),
          3,
        );
        expect(doubled).toBeCloseTo(2 * direct, 4);
      }),
    );
  });

  it('does not change when a set is repeated', () => {
    fc.assert(
      fc.property(points, points, (a, b) => {
        const twice = Float32Array.of(...a, ...a);
        expect(distance(twice, b, 3)).toBeCloseTo(distance(a, b, 3), 6);
      }),
    );
  });

  it('is refused for empty sets and broken points', () => {
    expect(() => distance(new Float32Array(), Float32Array.of(1), 1)).toThrow('received 0');
    expect(() => distance(Float32Array.of(1, 2), Float32Array.of(1, 2, 3), 2)).toThrow(
      'received 3',
    );
  });
});

describe('on real digits', async () => {
  const size = 28 * 28;
  const path = join(import.meta.dirname, '../../../public/generated/mnist-10k.bin.gz');
  const { images } = await decodePackedMnist(Uint8Array.from(readFileSync(path)).buffer);
  const real = images.slice(0, 256 * size);
  const others = images.slice(256 * size, 512 * size);
  const floor = distance(others, real, size);

  const random = new Random(2);
  const noise = Uint8Array.from(real, () => random.integer(256));
  const average = Uint8Array.from(
    { length: size },
    (_, p) => real.reduce((sum, v, i) => sum + (i % size === p ? v : 0), 0) / 256,
  );

  it('two sets of digits are far closer than digits are to noise', () => {
    expect(distance(noise, real, size)).toBeGreaterThan(5 * floor);
  });

  it('grows with the share of noise mixed in', () => {
    const mixed = (share: number) =>
      others.map((v, i) => (1 - share) * v + share * (noise[i] ?? NaN));
    const distances = [0, 0.1, 0.2, 0.4, 0.8].map((share) => distance(mixed(share), real, size));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(new Set(distances).size).toBe(5);
  });

  it('notices a lack of variety: the average digit, and one digit repeated, are far from all', () => {
    const repeated = (image: Uint8Array) => Uint8Array.from(real, (_, i) => image[i % size] ?? NaN);
    expect(distance(repeated(average), real, size)).toBeGreaterThan(3 * floor);
    expect(distance(repeated(others.slice(0, size)), real, size)).toBeGreaterThan(3 * floor);
  });

  it('notices where the strokes are: digits moved by three pixels are far from digits', () => {
    const moved = others.map((_, i) => (i % 28 < 3 ? 0 : (others[i - 3] ?? 0)));
    expect(distance(moved, real, size)).toBeGreaterThan(1.5 * floor);
  });
});
