import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { objectives } from '@lib/nn/objectives';
import {
  discriminatorOn,
  generatorLattice,
  gradientArrows,
  realToy,
  sampleToy,
} from '@lib/models/toy-probe';
import type { ToySettings } from '@lib/models/toy-settings';
import { createToy, trainToy, updateToy, useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

const create = (changes: Partial<ToySettings> = {}) => {
  const trainer = createToy(changes);
  trainToy(trainer, 5);
  return trainer;
};

describe('the probe', () => {
  it('leaves no trace in training', () => {
    const run = (look: boolean) => {
      const trainer = create();
      if (look) {
        sampleToy(trainer.context, 300);
        gradientArrows(trainer.context, 20);
        generatorLattice(trainer.context, 4);
        discriminatorOn(trainer.context, realToy(trainer.context, 10));
      }
      return trainToy(trainer, 5);
    };
    expect(run(true)).toEqual(run(false));
  });

  it('draws points from noise that stays the same, the first of many first', () => {
    const { context } = create();
    const many = sampleToy(context, 50);
    expect(sampleToy(context, 10)).toEqual(many.slice(0, 20));
    expect(sampleToy(context, 50)).toEqual(many);
  });

  it('warps a lattice of noise', () => {
    expect(generatorLattice(create().context, 5)).toHaveLength(6 * 6 * 2);
    expect(generatorLattice(create({ noiseDimension: 1 }).context, 5)).toHaveLength(6 * 2);
  });

  it.each<Partial<ToySettings>>([
    { loss: 'non-saturating' },
    { loss: 'saturating' },
    { loss: 'least-squares' },
    { loss: 'wasserstein' },
  ])('has arrows that point down each point’s own loss: %o', (changes) => {
    const { context, settings } = create(changes);
    const { points, arrows } = gradientArrows(context, 6);
    const lossAt = (point: Float32Array) => {
      const output = tf.tensor1d(discriminatorOn(context, point));
      return objectives[settings.loss].generator(output).dataSync()[0] ?? NaN;
    };
    points.forEach((_, i) => {
      const own = points.slice(i - (i % 2), i - (i % 2) + 2);
      const moved = (offset: number) =>
        own.map((value, d) => (d === i % 2 ? value + offset : value));
      const slope = (lossAt(moved(0.01)) - lossAt(moved(-0.01))) / 0.02;
      expect(arrows[i]).toBeCloseTo(-slope, 2);
    });
  });

  it('has arrows longer by (1 − D) / D where the loss does not saturate', () => {
    const trainer = create();
    for (let i = 0; i < 100; i++) updateToy(trainer, 'discriminator');
    const { points, arrows } = gradientArrows(trainer.context, 8);
    const scores = discriminatorOn(trainer.context, points).map(objectives.saturating.score);
    trainer.update({ ...trainer.settings, loss: 'saturating' });
    gradientArrows(trainer.context, 8).arrows.forEach((short, i) => {
      const d = scores[Math.floor(i / 2)] ?? NaN;
      expect((arrows[i] ?? NaN) / short / ((1 - d) / d)).toBeCloseTo(1, 3);
    });
  });

  it('asks D about points as one of a batch of fakes', () => {
    const trainer = create({ minibatch: 'deviation', discriminatorSteps: 50 });
    const points = sampleToy(trainer.context, 256);
    const together = discriminatorOn(trainer.context, points);
    const alone = discriminatorOn(trainer.context, points.slice(0, 2));
    expect(alone[0]).toBeCloseTo(together[0] ?? NaN, 5);
  });
});
