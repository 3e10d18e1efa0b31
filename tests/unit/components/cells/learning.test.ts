/** What the cells' own settings learn. */
import { beforeAll, describe, expect, it } from 'vitest';
import { lineControls, laneOf as lineLane } from '@components/cells/line-gan/controls';
import planeGan, { laneOf as planeLane } from '@components/cells/plane-gan/cell';
import { sampleDrawing } from '@components/cells/plane-gan/drawing';
import { setups } from '@components/cells/plane-gan/setups';
import { initialState, valuesOf } from '@components/cells/kit/state';
import { defaultSettings } from '@lib/controls';
import { compareToy, family } from '@lib/models/toy-gan';
import type { ToyLane } from '@lib/models/toy-settings';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { useCpuKernels } from '../../support/toy';

beforeAll(useCpuKernels);

const create = (settings: ToyLane) =>
  new AdversarialTrainer({ family, settings, data: { digits: null } });
type ToyTrainer = ReturnType<typeof create>;

function train(trainer: ToyTrainer, rounds: number): void {
  for (let i = 0; i < rounds; i++) void trainer.train();
}

describe('the GAN on the line', () => {
  it.each([1, 2, 3])('learns its data from seed %i', (seed) => {
    const trainer = create(lineLane({ ...defaultSettings(lineControls), seed }));
    const before = compareToy(trainer).js;
    train(trainer, 500);
    expect(before).toBeGreaterThan(0.1);
    expect(compareToy(trainer).js).toBeLessThan(0.02);
    trainer.dispose();
  });
});

describe('the laboratory', () => {
  const laneWith = (given: Readonly<Record<string, string>>) => {
    const { draft } = initialState(planeGan.declaration, null);
    const values = valuesOf(planeGan.declaration, { ...draft, ...given });
    if (!values) throw new Error('these values cannot be used');
    return planeLane(values, sampleDrawing);
  };

  // All 8 by step 1,000 with each of them, two seconds of training.
  it.each(['1', '2', '3'])('finds all modes of the ring by default (seed %s)', (seed) => {
    const trainer = create(laneWith({ seed }));
    const covered = () => compareToy(trainer).coverage?.covered ?? 0;
    while (covered() < 8 && trainer.step < 5000) train(trainer, 250);
    expect(covered()).toBe(8);
    trainer.dispose();
  });

  it('learns what the reader has drawn', () => {
    const trainer = create(laneWith({ data: 'drawn' }));
    expect(trainer.settings.drawing).toEqual(sampleDrawing);
    const divergence = () => compareToy(trainer).js;
    const before = divergence();
    while (divergence() > before / 2 && trainer.step < 5000) train(trainer, 250);
    expect(divergence()).toBeLessThan(before / 2);
    trainer.dispose();
  });

  it('finds hardly a mode with the setup that collapses', () => {
    const trainer = create(laneWith(setups['collapse']?.values ?? {}));
    train(trainer, 900);
    expect(compareToy(trainer).coverage?.covered).toBeLessThanOrEqual(3);
    trainer.dispose();
  });
});
