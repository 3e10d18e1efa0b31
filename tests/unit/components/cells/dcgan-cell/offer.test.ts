import { expect, test } from 'vitest';
import dcgan from '@components/cells/dcgan-cell/cell';
import { presets } from '@components/cells/dcgan-cell/controls';
import { isSmallOffered } from '@components/cells/dcgan-cell/offer';
import type { DcganState } from '@components/cells/dcgan-cell/types';
import { initialState, valuesOf } from '@components/cells/kit/state';
import { defaultSettings } from '@lib/controls';
import type { BackendMeasurement } from '@lib/backends/report';
import { cellPlan } from '../../../../../tools/lib/cell-plan';
import { info } from '../../../support/fake-session-client';

const begin = initialState(dcgan.declaration, null);

/** A run that has just been opened, on a machine of which this was measured. */
function opened(milliseconds: number | null, preset: 'quick' | 'small' = 'quick'): DcganState {
  const measurements: BackendMeasurement[] = [
    { backend: 'webgl', milliseconds: 500, note: '' },
    { backend: 'wasm', milliseconds, note: '' },
  ];
  return {
    ...begin,
    phase: 'running',
    session: { ...info, backend: { ...info.backend, measurements } } as never,
    used: valuesOf(dcgan.declaration, { ...begin.draft, ...presets[preset].values }),
  };
}

test('the small networks are offered where the backend in use was measured to be slow', () => {
  expect(isSmallOffered(begin)).toBe(false);
  expect(isSmallOffered(opened(10))).toBe(false);
  expect(isSmallOffered(opened(null))).toBe(false);
  expect(isSmallOffered(opened(90))).toBe(true);
  expect(isSmallOffered(opened(90, 'small'))).toBe(false);
});

test('who turns them down, or is done, is not asked again', () => {
  const slow = opened(90);
  const own = dcgan.declaration.own?.reduce(
    slow.own,
    { type: 'own', action: { hasDeclined: true } },
    slow,
  );
  expect(isSmallOffered({ ...slow, own: own ?? slow.own })).toBe(false);
  expect(isSmallOffered({ ...slow, phase: 'finished' })).toBe(false);
});

test('the small model is a lane of small networks, and nothing is chosen silently', () => {
  const { values } = presets.small;
  expect(cellPlan(dcgan, values).lanes).toEqual([
    expect.objectContaining({ variant: { size: 'small' }, batchSize: 16, drawnWeights: 'average' }),
  ]);
  for (const { values } of [presets.quick, presets.article, presets.paper]) {
    expect(cellPlan(dcgan, values).lanes[0]).not.toHaveProperty('variant');
  }
  expect(defaultSettings(dcgan.declaration.controls).networkSize).toBe('article');
});
