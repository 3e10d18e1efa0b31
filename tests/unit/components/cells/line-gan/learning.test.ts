import { beforeAll, expect, it } from 'vitest';
import { lineControls, toySettingsOf } from '@components/cells/line-gan/controls';
import { opening } from '@components/cells/line-gan/opening';
import { lineView, snapshotOf } from '@components/cells/line-gan/snapshot';
import { defaultSettings } from '@lib/controls';
import { compare, createComparison, picture } from '@lib/runtime/toy/lane-view';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { useCpuKernels } from '../../../support/toy';

beforeAll(useCpuKernels);

const create = (seed: number) =>
  new ToyTrainer({ settings: { ...toySettingsOf(defaultSettings(lineControls)), seed } });

it.each([1, 2, 3])('the default learns its data from seed %i', (seed) => {
  const trainer = create(seed);
  const comparison = createComparison(trainer);
  const before = compare(trainer, comparison).js;
  trainer.train(500);
  expect(before).toBeGreaterThan(0.1);
  expect(compare(trainer, comparison).js).toBeLessThan(0.02);
  trainer.dispose();
});

it('the opening is what the default has come to by then', () => {
  const trainer = create(opening.seed);
  trainer.train(opening.snapshot.metrics.step);
  const density = trainer.distribution.mixture.cellProbabilities(createGrid());
  const frame = { ...picture(trainer, lineView), comparison: null };
  const { answers, lattice } = snapshotOf({ density, floor: null }, frame, null);
  lattice.forEach((x, i) => {
    expect(x).toBeCloseTo(opening.snapshot.lattice[i] ?? NaN, 3);
  });
  expect(answers[50]).toBeCloseTo(opening.snapshot.answers[50] ?? NaN, 3);
  trainer.dispose();
});

function createGrid() {
  return { dimension: 1, low: -1.25, high: 1.25, cells: 100 } as const;
}
