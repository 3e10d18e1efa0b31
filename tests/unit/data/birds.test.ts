import { describe, expect, it } from 'vitest';
import {
  birdSide,
  createBirds,
  drawBird,
  enlargeBirds,
  isHeldOut,
  shrinkBirds,
  smallSide,
  trainingBirds,
  trainingCount,
} from '@lib/data/birds';
import { slots, slotValues, valueCount } from '@lib/data/bird-words';
import { Canvas, ellipse, polygon } from '@lib/data/paint';

const at = (image: Uint8Array, x: number, y: number) => [
  ...image.subarray((y * birdSide + x) * 3, (y * birdSide + x) * 3 + 3),
];

describe('shapes', () => {
  it('cover pixels at the rim in part', () => {
    const canvas = new Canvas(4);
    canvas.fill(polygon([[1, 0], [2.5, 0], [2.5, 4], [1, 4]]), [200, 100, 0]); // prettier-ignore
    const row = [0, 1, 2, 3].map((x) => canvas.values[(4 + x) * 3]);
    expect(row).toEqual([0, 200, 100, 0]);
  });

  it('measure the distance to a circle exactly', () => {
    const { distance } = ellipse([10, 10], [5, 5]);
    expect(distance(16, 10)).toBeCloseTo(1, 6);
    expect(distance(15, 10)).toBeCloseTo(0, 6);
  });
});

describe('birds', () => {
  it('hold out a fifth of the triples, none of one colour', () => {
    const triples = slotValues.body.flatMap((_, body) =>
      slotValues.head.flatMap((_, head) =>
        slotValues.wing.map((_, wing) => ({ body, head, wing, beak: 0, ground: 0 })),
      ),
    );
    expect(triples.filter(isHeldOut)).toHaveLength(102);
    expect(
      triples.some(
        (bird) => isHeldOut(bird) && new Set([bird.body, bird.head, bird.wing]).size === 1,
      ),
    ).toBe(false);
    expect(trainingBirds()).toHaveLength(trainingCount);
    expect(trainingBirds().some(({ attributes }) => isHeldOut(attributes))).toBe(false);
  });

  it('are the same for the same seed', () => {
    const options = { count: 20, seed: 5, heldOut: true };
    expect(createBirds(options)).toEqual(createBirds(options));
    expect(createBirds(options).every(({ attributes }) => isHeldOut(attributes))).toBe(true);
  });

  it('show their attributes as colours', () => {
    const pose = { centre: [32, 33], size: 1, tilt: 0, raised: 0 } as const;
    const attributes = { body: 0, head: 1, wing: 3, beak: 2, ground: 2 };
    const image = drawBird({ attributes, pose });
    expect(at(image, 44, 34)).toEqual(slotValues.body[0]?.colour); // before the wing
    expect(at(image, 43, 22)).toEqual(slotValues.head[1]?.colour);
    expect(at(image, 29, 32)).toEqual(slotValues.wing[3]?.colour);
    expect(at(image, 54, 24)).toEqual(slotValues.beak[2]?.colour);
    expect(at(image, 2, 60)).toEqual(slotValues.ground[2]?.colour);
    // The beak covers less than a pixel of Stage-I: 4×4 of ours.
    const other = drawBird({ attributes: { ...attributes, beak: 0 }, pose });
    const apart = (x: Uint8Array | readonly number[], y: Uint8Array | readonly number[]) =>
      Array.from({ length: x.length / 3 }, (_, i) => Math.abs((x[i * 3] ?? 0) - (y[i * 3] ?? 0)));
    const whole = apart(slotValues.beak[2]?.colour ?? [], slotValues.beak[0]?.colour ?? []);
    const covered = apart(image, other).reduce((sum, red) => sum + red / (whole[0] ?? 1), 0);
    expect(covered).toBeGreaterThan(10);
    expect(covered).toBeLessThan(16);
  });

  it('shrink by means and enlarge by squares', () => {
    const image = new Uint8Array(2 * birdSide * birdSide * 3);
    const second = birdSide * birdSide * 3;
    for (const [x, y] of [
      [4, 0],
      [5, 1],
      [7, 3],
    ] as const) {
      // prettier-ignore
      image[second + (y * birdSide + x) * 3 + 1] = 240;
    }
    const small = shrinkBirds(image);
    expect(small).toHaveLength(2 * smallSide * smallSide * 3);
    expect(small[smallSide * smallSide * 3 + 4]).toBe(45);
    expect(small.reduce((sum, value) => sum + value, 0)).toBe(45);
    const large = enlargeBirds(small);
    expect(large[second + (3 * birdSide + 7) * 3 + 1]).toBe(45);
    expect(large.reduce((sum, value) => sum + value, 0)).toBe(16 * 45);
  });

  it('have as many values in a slot as its menu', () => {
    expect(slots.map(valueCount)).toEqual([8, 8, 8, 3, 4]);
  });
});
