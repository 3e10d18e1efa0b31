import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { expect, test } from 'vitest';
import { curveSketch, roundTicks } from '@components/charts/sketch';

const look = { label: 'a', color: '--color-ink', isDashed: false } as const;
const drawn = (values: readonly (number | null)[]) =>
  collectResultSync(
    render(curveSketch({ steps: [10, 20, 30], curves: [{ ...look, values }], label: '曲線' })),
  );

test('an axis is marked at round numbers within its ends', () => {
  expect(roundTicks([0, 1000], 4)).toEqual([0, 500, 1000]);
  expect(roundTicks([0.19, 0.71], 5)).toEqual([0.2, 0.4, 0.6]);
  expect(roundTicks([-2.6, 0.1], 5)).toEqual([-2, -1, 0]);
});

test('a curve is interrupted where it has no value', () => {
  expect(drawn([1, 2, 3]).match(/ d="[^"]*"/)?.[0]).toMatch(/^ d="M[^M]+"$/);
  expect(drawn([1, null, 3]).match(/ d="[^"]*"/)?.[0]).toMatch(/^ d="M[^M]+M[^M]+"$/);
});

test('a curve that stays the same has a place, and one without values draws nothing', () => {
  expect(drawn([5, 5, 5])).not.toContain('NaN');
  expect(drawn([null, null, null])).not.toContain('<svg');
});
