import { describe, expect, test } from 'vitest';
import cell from '@components/cells/convolution-arithmetic/cell';
import {
  arithmeticControls,
  type ArithmeticSettings,
  scenes,
} from '@components/cells/convolution-arithmetic/settings';
import { sizeOf, worked } from '@components/cells/convolution-arithmetic/state';
import { chosenPreset } from '@components/cells/kit/presets';
import { widgetShare } from '@components/cells/kit/widget-state';
import { defaultSettings, parseSettings } from '@lib/controls';
import { outputSize } from '@lib/convolution-arithmetic';
import { widgetWith } from '../../../support/fake-lookup';

const defaults = defaultSettings(arithmeticControls);
const create = () => widgetWith(cell.declaration, null as never);

function settingsOf(name: keyof typeof scenes): ArithmeticSettings {
  const parsed = parseSettings(arithmeticControls, scenes[name].values as never);
  if (!parsed.ok) throw new Error(`the scene "${name}" has unusable values`);
  return parsed.settings;
}

describe('settings from a link', () => {
  test('come back as they were shared', () => {
    for (const name of Object.keys(scenes)) {
      const shown = create();
      shown.shared.choosePreset(name);
      const shared = create();
      shared.dispatch({ type: 'shared', values: widgetShare(cell.declaration, shown.state) });
      expect(shared.state.notice).toBeNull();
      expect(shared.state.values).toEqual(settingsOf(name as keyof typeof scenes));
    }
  });

  test('that are left out are the defaults', () => {
    const shared = create();
    shared.dispatch({ type: 'shared', values: { image: 'ramp' } });
    expect(shared.state.values).toEqual({ ...defaults, image: 'ramp' });
  });

  test.each([
    [{ kernelSize: '50' }, arithmeticControls.kernelSize.label],
    [{ operation: '<script>' }, arithmeticControls.operation.label],
    [{ kernelSize: '2', padding: '2' }, 'k = 2、p = 2'],
    [{ stride: '1', outputPadding: '1' }, 's = 1、a = 1'],
  ])('that make no sense, %o, are named', (values, named) => {
    const shared = create();
    shared.dispatch({ type: 'shared', values });
    expect(shared.state.values).toEqual(defaults);
    expect(shared.state.notice?.text).toContain(named);
  });
});

test('a smaller kernel takes the padding down with it', () => {
  const shown = create();
  shown.shared.choose('kernelSize', '2');
  expect(shown.state.values.padding).toBe(1);
  expect(shown.state.draft['padding']).toBe('1');
  expect(Object.keys(scenes)).not.toContain(chosenPreset(scenes, shown.state.draft));
});

test('the output that is looked at stays within the output', () => {
  const shown = create();
  shown.dispatch({ type: 'own', action: { at: { row: 99, column: -1 } } });
  expect(shown.state.own.at).toEqual({ row: 7, column: 0 });
  shown.shared.choosePreset('halve');
  expect(shown.state.own.at).toEqual({ row: 2, column: 0 });
});

test('a window larger than the input leaves nothing to look at', () => {
  const shown = create();
  shown.shared.choose('operation', 'strided');
  shown.shared.choose('inputSize', '3');
  shown.shared.choose('padding', '0');
  expect(sizeOf(shown.state.values)).toBeLessThan(1);
  expect(worked(shown.state)).toMatchObject({ values: [], taps: [] });
});

test('the scenes of enlarging double the side, as the generator does', () => {
  for (const name of ['checkerboard', 'even', 'upsample'] as const) {
    expect(outputSize(settingsOf(name), 4)).toBe(8);
  }
});
