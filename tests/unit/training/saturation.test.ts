import { beforeAll, describe, expect, it } from 'vitest';
import {
  expectedGradientRatio,
  type GeneratorUpdate,
  gradientRatio,
} from '@lib/training/saturation';
import type { ToySettings } from '@lib/models/toy-settings';
import { createToy, trainToy, updateToy, useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

/** Both losses from the same seed, D ahead by so many updates, then one round each. */
function pair(changes: Partial<ToySettings>, headStart: number) {
  const train = (loss: 'non-saturating' | 'saturating') => {
    const trainer = createToy({ ...changes, loss });
    for (let i = 0; i < headStart; i++) updateToy(trainer, 'discriminator');
    return trainer;
  };
  return { nonSaturating: train('non-saturating'), saturating: train('saturating') };
}

function firstGradients({ nonSaturating, saturating }: ReturnType<typeof pair>) {
  return {
    nonSaturating: updateToy(nonSaturating, 'generator') as object as GeneratorUpdate,
    saturating: updateToy(saturating, 'generator') as object as GeneratorUpdate,
  };
}

describe('the two generator losses side by side', () => {
  it('begin with the same discriminator, whatever D’s head start', async () => {
    const { nonSaturating, saturating } = pair({}, 20);
    const [a, b] = [await nonSaturating.state(), await saturating.state()];
    expect(a.arrays).toEqual(b.arrays);
    expect(a.randomStates).toEqual(b.randomStates);
  });

  it('go on with the same batches and noise', async () => {
    const { nonSaturating, saturating } = pair({}, 5);
    trainToy(nonSaturating, 7);
    trainToy(saturating, 7);
    const [a, b] = [await nonSaturating.state(), await saturating.state()];
    expect(a.randomStates).toEqual(b.randomStates);
    expect(a.arrays).not.toEqual(b.arrays);
  });

  it.each([1, 2, 3, 4, 5])(
    'differ in gradient by exactly (1 − D) / D where D’s logits are equal: seed %i',
    (seed) => {
      for (const headStart of [0, 30, 300]) {
        // A batch of one has only one logit.
        const metrics = firstGradients(pair({ seed, batchSize: 1 }, headStart));
        const d = metrics.saturating.generatorScore;
        expect(metrics.nonSaturating.generatorScore).toBe(d);
        expect(expectedGradientRatio(metrics)).toBeCloseTo((1 - d) / d, 12);
        expect(gradientRatio(metrics) / ((1 - d) / d)).toBeCloseTo(1, 4);
      }
    },
  );
});
