import { attributeDirection } from '@lib/latent/directions';
import type { DigitAttributes } from '@lib/latent/image-moments';
import { describe, expect, it } from 'vitest';

const withSlant = (slant: number): DigitAttributes => ({
  ink: 1,
  centre: { x: 0, y: 0 },
  slant,
  thickness: 1,
  width: 1,
  height: 1,
});

describe('attributeDirection', () => {
  it('points from samples that have little of an attribute to those that have much', () => {
    const slants = [-2, -1, 0, 1, 2];
    const direction = attributeDirection({
      noise: slants.map((slant) => Float32Array.of(slant / 10, 7)),
      classes: [1, 1, 1, 1, 1],
      attributes: slants.map(withSlant),
      attribute: 'slant',
    });
    expect(direction[0]).toBeCloseTo(0.4);
    expect(direction[1]).toBe(0);
  });

  it('keeps the digit out of it: a digit that leans by its nature adds nothing', () => {
    // Every 7 leans more than every 1; z[1] says which digit it is.
    const samples = [0, 1].flatMap((digit) =>
      [0, 1, 2, 3, 4].map((step) => ({ digit, step, slant: 100 * digit + step })),
    );
    const direction = attributeDirection({
      noise: samples.map(({ digit, step }) => Float32Array.of(step, digit)),
      classes: samples.map(({ digit }) => digit),
      attributes: samples.map(({ slant }) => withSlant(slant)),
      attribute: 'slant',
    });
    expect([...direction]).toEqual([4, 0]);
  });

  it('refuses fewer samples than two ends need', () => {
    const options = { noise: [new Float32Array(2)], classes: [0], attributes: [withSlant(1)] };
    expect(() => attributeDirection({ ...options, attribute: 'slant' })).toThrow('too few samples');
  });
});
