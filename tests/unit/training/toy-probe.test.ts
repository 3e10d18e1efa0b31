import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { objectives } from '@lib/training/objectives';
import type { ToySettings } from '@lib/training/toy-settings';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { toySettings, useCpuKernels } from '../support/toy';

beforeAll(useCpuKernels);

const create = (changes: Partial<ToySettings> = {}) => {
  const trainer = new ToyTrainer({ settings: { ...toySettings, ...changes } });
  trainer.train(5);
  return trainer;
};

describe('the probe', () => {
  it('leaves no trace in training', () => {
    const run = (look: boolean) => {
      const trainer = create();
      if (look) {
        trainer.probe.sample(300);
        trainer.probe.gradientArrows(20);
        trainer.probe.generatorGrid(4);
        trainer.probe.discriminatorOn(trainer.probe.real(10));
      }
      return trainer.train(5);
    };
    expect(run(true)).toEqual(run(false));
  });

  it('draws points from noise that stays the same, the first of many first', () => {
    const { probe } = create();
    const many = probe.sample(50);
    expect(probe.sample(10)).toEqual(many.slice(0, 20));
    expect(probe.sample(50)).toEqual(many);
  });

  it('warps a lattice of noise', () => {
    expect(create().probe.generatorGrid(5)).toHaveLength(6 * 6 * 2);
    expect(create({ noiseDimension: 1 }).probe.generatorGrid(5)).toHaveLength(6 * 2);
  });

  it.each<Partial<ToySettings>>([
    { loss: 'non-saturating' },
    { loss: 'saturating' },
    { loss: 'least-squares' },
    { loss: 'wasserstein' },
  ])('has arrows that point down each point’s own loss: %o', (changes) => {
    const { probe, settings } = create(changes);
    const { points, arrows } = probe.gradientArrows(6);
    const lossAt = (point: Float32Array) => {
      const output = tf.tensor1d(probe.discriminatorOn(point));
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
    for (let i = 0; i < 100; i++) trainer.stepDiscriminator();
    const { points, arrows } = trainer.probe.gradientArrows(8);
    const scores = trainer.probe.discriminatorOn(points).map(objectives.saturating.score);
    trainer.update({ ...trainer.settings, loss: 'saturating' });
    trainer.probe.gradientArrows(8).arrows.forEach((short, i) => {
      const d = scores[Math.floor(i / 2)] ?? NaN;
      expect((arrows[i] ?? NaN) / short / ((1 - d) / d)).toBeCloseTo(1, 3);
    });
  });

  it('asks D about points as one of a batch of fakes', () => {
    const trainer = create({ minibatch: 'deviation', discriminatorSteps: 50 });
    const points = trainer.probe.sample(256);
    const together = trainer.probe.discriminatorOn(points);
    const alone = trainer.probe.discriminatorOn(points.slice(0, 2));
    expect(alone[0]).toBeCloseTo(together[0] ?? NaN, 5);
  });
});
