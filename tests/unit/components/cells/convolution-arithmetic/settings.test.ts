import { describe, expect, test } from 'vitest';
import {
  arithmeticControls,
  defaults,
  parseShared,
  sceneNames,
  sceneOf,
  scenes,
} from '@components/cells/convolution-arithmetic/settings';
import {
  initialState,
  reduce,
  sizeOf,
  worked,
} from '@components/cells/convolution-arithmetic/state';
import { sharedValues } from '@components/cells/shared/share-link';
import { outputSize } from '@lib/convolution-arithmetic';

describe('settings from a link', () => {
  test('come back as they were shared', () => {
    for (const name of sceneNames) {
      const { settings } = scenes[name];
      expect(parseShared(sharedValues(settings))).toEqual({ settings, message: null });
    }
  });

  test('that are left out are the defaults', () => {
    expect(parseShared({ image: 'ramp' }).settings).toEqual({ ...defaults, image: 'ramp' });
  });

  test.each([
    [{ kernelSize: '50' }, arithmeticControls.kernelSize.label],
    [{ operation: '<script>' }, arithmeticControls.operation.label],
    [{ kernelSize: '2', padding: '2' }, 'k = 2、p = 2'],
    [{ stride: '1', outputPadding: '1' }, 's = 1、a = 1'],
  ])('that make no sense, %o, are named', (values, named) => {
    const { settings, message } = parseShared(values);
    expect(settings).toEqual(defaults);
    expect(message).toContain(named);
  });
});

test('a smaller kernel takes the padding down with it', () => {
  const { settings } = reduce(initialState, { type: 'change', settings: { kernelSize: 2 } });
  expect(settings.padding).toBe(1);
  expect(sceneOf(settings)).toBe('custom');
});

test('the output that is looked at stays within the output', () => {
  const far = reduce(initialState, { type: 'point', at: { row: 99, column: -1 } });
  expect(far.at).toEqual({ row: 7, column: 0 });
  const small = reduce(far, { type: 'scene', scene: 'halve' });
  expect(small.at).toEqual({ row: 2, column: 0 });
});

test('a window larger than the input leaves nothing to look at', () => {
  const state = reduce(initialState, {
    type: 'change',
    settings: { operation: 'strided', inputSize: 3, padding: 0 },
  });
  expect(sizeOf(state.settings)).toBeLessThan(1);
  expect(worked(state)).toMatchObject({ values: [], taps: [] });
});

test('the scenes of enlarging double the side, as the generator does', () => {
  for (const name of ['checkerboard', 'even', 'upsample'] as const) {
    expect(outputSize(scenes[name].settings, 4)).toBe(8);
  }
});
