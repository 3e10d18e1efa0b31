import { describe, expect, it } from 'vitest';
import {
  contrast,
  drawLabelMap,
  drawTexture,
  expectedErrors,
  oneHot,
  regionsOf,
  TextureBatches,
  textureSide as side,
  tones,
} from '@lib/data/textures';
import { deviationMap } from '@lib/metrics/texture-reading';
import { Random } from '@lib/random';

const uniform = (textureClass: number) => new Uint8Array(side ** 2).fill(textureClass);
const inked = (texture: Float32Array) => [...texture].map((value) => value === tones.ink);
const lines = (texture: Float32Array, along: 'row' | 'column') =>
  Array.from({ length: 8 }, (_, i) => inked(texture)[along === 'row' ? i * side : i]);

describe('textures', () => {
  it.each([0, 1, 2, 3])('ink a quarter of class %i, in a period of four', (textureClass) => {
    const texture = drawTexture(uniform(textureClass), new Random(1));
    expect(inked(texture).filter(Boolean)).toHaveLength(side ** 2 / 4);
    texture.forEach((value, at) => {
      if (at % side < side - 4) expect(texture[at + 4]).toBe(value);
      if (at < side * (side - 4)) expect(texture[at + 4 * side]).toBe(value);
    });
  });

  it('are lines across, lines down, and slanting ones', () => {
    const [across, down, slanting] = [0, 1, 2].map((c) => drawTexture(uniform(c), new Random(2)));
    expect(new Set(across?.subarray(0, side)).size).toBe(1);
    expect(lines(across as Float32Array, 'row').filter(Boolean)).toHaveLength(2);
    expect(lines(down as Float32Array, 'column').filter(Boolean)).toHaveLength(2);
    expect(slanting?.[5]).toBe(slanting?.[side + 4]);
  });

  it('begin anywhere in their period', () => {
    const random = new Random(3);
    const firsts = Array.from({ length: 400 }, () => drawTexture(uniform(3), random)[0]);
    const share = firsts.filter((value) => value === tones.ink).length / firsts.length;
    expect(share).toBeGreaterThan(0.17);
    expect(share).toBeLessThan(0.33);
  });

  it('have regions that hang together by an edge', () => {
    const map = uniform(0);
    map[0] = 1; // a corner,
    map[side + 1] = 1; // and one that touches it in a point only
    expect(regionsOf(map).map(({ length }) => length)).toEqual([1, side ** 2 - 2, 1]);
  });

  it('are missed by a blank page less than by a right pattern elsewhere, as counted', () => {
    const random = new Random(4);
    const [mapOf, count] = [drawLabelMap, 300];
    let [blank, pattern] = [0, 0];
    for (let i = 0; i < count; i++) {
      const map = mapOf(random);
      const [truth, other] = [drawTexture(map, random), drawTexture(map, random)];
      truth.forEach((value, at) => {
        blank += Math.abs(value - tones.ground) / truth.length / count;
        pattern += Math.abs(value - (other[at] ?? NaN)) / truth.length / count;
      });
    }
    expect(expectedErrors).toEqual({ blank: 0.25 * contrast, pattern: 0.375 * contrast });
    expect(Math.abs(blank - expectedErrors.blank)).toBeLessThan(0.005);
    expect(Math.abs(pattern - expectedErrors.pattern)).toBeLessThan(0.01);
  });

  it('come in batches that can be taken up where they stood', () => {
    const batches = new TextureBatches(new Random(5));
    batches.next(1);
    const state = batches.state();
    const pairs = batches.next(2);
    const later = new TextureBatches(new Random(6));
    later.restore(state);
    expect(later.next(2)).toEqual(pairs);
    expect(pairs.inputs).toHaveLength(4 * pairs.targets.length);
  });

  it('have a plane for each class', () => {
    expect([...oneHot(Uint8Array.from([2, 0]))]).toEqual([0, 0, 1, 0, 1, 0, 0, 0]);
  });
});

it('tells how far several pictures are apart, pixel by pixel', () => {
  expect([...deviationMap(Float32Array.from([0, 1, 0, 3]), 2)]).toEqual([0, 1]);
});
