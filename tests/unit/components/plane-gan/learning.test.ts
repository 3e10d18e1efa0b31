/** What the laboratory's own settings learn. */
import { beforeAll, describe, expect, it } from 'vitest';
import { sampleDrawing } from '@components/cells/plane-gan/drawing';
import { setupValues } from '@components/cells/plane-gan/setups';
import { initialState, planOf, reduce } from '@components/cells/plane-gan/state';
import type { Draft } from '@components/cells/plane-gan/controls';
import { compare, createComparison } from '@lib/runtime/toy/lane-view';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { useCpuKernels } from '../../support/toy';

beforeAll(useCpuKernels);

function trainerOf(values: Partial<Draft>): ToyTrainer {
  const { lanes, drawing } = planOf(reduce(initialState, { type: 'edit', values }));
  const [settings] = lanes;
  if (!settings) throw new Error('no lane');
  return new ToyTrainer({ settings, drawing });
}

describe('the laboratory', () => {
  // All 8 by step 1,000 with each of them, two seconds of training.
  it.each(['1', '2', '3'])('finds all modes of the ring by default (seed %s)', (seed) => {
    const trainer = trainerOf({ seed });
    const comparison = createComparison(trainer);
    const covered = () => compare(trainer, comparison).coverage?.covered ?? 0;
    while (covered() < 8 && trainer.metrics.step < 5000) trainer.train(250);
    expect(covered()).toBe(8);
    trainer.dispose();
  });

  it('learns what the reader has drawn', () => {
    const trainer = trainerOf({ data: 'drawn' });
    expect(trainer.drawing).toEqual(sampleDrawing);
    const comparison = createComparison(trainer);
    const divergence = () => compare(trainer, comparison).js;
    const before = divergence();
    while (divergence() > before / 2 && trainer.metrics.step < 5000) trainer.train(250);
    expect(divergence()).toBeLessThan(before / 2);
    trainer.dispose();
  });

  it('finds hardly a mode with the setup that collapses', () => {
    const trainer = trainerOf(setupValues('collapse'));
    trainer.train(900);
    const { coverage } = compare(trainer, createComparison(trainer));
    expect(coverage?.covered).toBeLessThanOrEqual(3);
    trainer.dispose();
  });
});
