import { expect, test } from 'vitest';
import { slopeAt, valueAt } from '@components/cells/leaky-relu/curves';
import { defaults } from '@components/cells/leaky-relu/settings';
import { deadUnits } from '@components/cells/leaky-relu/measures';
import { initialState, reduce, shareOf } from '@components/cells/leaky-relu/state';
import type { ContestFrame, Lane } from '@lib/runtime/contest/protocol';

const frame = (step: number, gradients: readonly number[]): ContestFrame => ({
  run: 1,
  type: 'frame',
  step,
  lanes: gradients.map((firstLayerGradient, i) => ({
    rectifier: (['relu', 'leaky-relu'] as const)[i] ?? 'prelu',
    hasDiverged: false,
    view: {
      loss: 0.5,
      silent: [
        { layer: 'a', units: 8, silent: 3, dead: 2 },
        { layer: 'b', units: 8, silent: 1, dead: 1 },
      ],
      firstLayerGradient,
      imageGradient: null,
      slopes: [],
    },
  })),
});

test('the rectifiers have the values and slopes of their definitions', () => {
  expect([valueAt(2, 0.2), valueAt(-2, 0.2), valueAt(-2, 0)]).toEqual([2, -0.4, -0]);
  expect([slopeAt(2, 0.2), slopeAt(-2, 0.2), slopeAt(-2, 0)]).toEqual([1, 0.2, 0]);
});

test('the cell opens with networks of its own defaults, and a run takes their place', () => {
  expect(initialState).toMatchObject({ isOpening: true, trained: defaults });
  expect(initialState.lanes.map(deadUnits)).toEqual([expect.any(Number), 0, 0]);
  expect(deadUnits(initialState.lanes[0] as Lane)).toBeGreaterThan(0);
  const opened = reduce(initialState, { type: 'opening' });
  expect(opened).toMatchObject({ isOpening: false, step: 0, lanes: [] });
});

test('frames become curves: dead units of all layers, gradients as powers of ten', () => {
  const event = frame(10, [0.01, 0.1]);
  const { curves, step } = reduce(initialState, { type: 'event', event });
  expect(step).toBe(10);
  expect(curves.values['dead relu']).toEqual([3]);
  expect(curves.values['gradient relu'][0]).toBeCloseTo(-2);
  expect(curves.values['gradient leaky-relu'][0]).toBeCloseTo(-1);
  expect(curves.values['gradient prelu']).toEqual([null]);
});

test('a gradient of 0 leaves a gap, and a frame seen twice counts once', () => {
  const once = reduce(initialState, { type: 'event', event: frame(10, [0]) });
  const twice = reduce(once, { type: 'event', event: frame(10, [0]) });
  expect(twice.curves.values['gradient relu']).toEqual([null]);
});

test('settings come back from a link as they were shared', () => {
  const settings = { ...defaults, x: -0.3, alpha: 0.35, depth: 5, learningRate: '1' } as const;
  const values = shareOf({ ...initialState, settings, speed: 'slow' });
  const state = reduce(initialState, { type: 'shared', values });
  expect(state).toMatchObject({ settings, speed: 'slow', notice: null });
});

test('a hostile link gives the defaults and says so', () => {
  const values = { alpha: '1e9', kind: '<img src=x>' };
  const state = reduce(initialState, { type: 'shared', values });
  expect(state).toMatchObject({ settings: defaults, notice: { tone: 'error' } });
});
