import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { realToy, discriminatorOn, gradientArrows } from '@lib/models/toy-probe';
import type { ToySettings } from '@lib/models/toy-settings';
import { withoutCpuKernels } from '../support/cpu-kernels';
import {
  createToy as create,
  type ToyTrainer,
  toySettings,
  trainToy,
  updateToy,
  useCpuKernels,
} from '../support/toy';

beforeAll(useCpuKernels);

const arraysOf = async (trainer: ToyTrainer) => (await trainer.state()).arrays;

describe('the small GAN', () => {
  it('moves only D in D’s update, and only G in G’s', async () => {
    const trainer = create();
    const before = await arraysOf(trainer);
    updateToy(trainer, 'discriminator');
    const between = await arraysOf(trainer);
    expect(between['generator/0']).toEqual(before['generator/0']);
    expect(between['discriminator/0']).not.toEqual(before['discriminator/0']);
    updateToy(trainer, 'generator');
    const after = await arraysOf(trainer);
    expect(after['generator/0']).not.toEqual(between['generator/0']);
    expect(after['discriminator/0']).toEqual(between['discriminator/0']);
  });

  it('counts updates of either network, and knows no numbers before the first', () => {
    const trainer = create({ discriminatorSteps: 3 });
    expect(trainer.metrics).toEqual({ step: 0 });
    const first = updateToy(trainer, 'discriminator');
    expect(first).toMatchObject({ step: 0, discriminatorUpdates: 1 });
    expect(first).not.toHaveProperty('generatorLoss');
    expect(trainToy(trainer, 2)).toMatchObject({ step: 2, discriminatorUpdates: 7 });
  });

  it('gives the same run for the same seed, and another for another', () => {
    const run = (seed: number) => trainToy(create({ seed }), 5);
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it.each<Partial<ToySettings>>([
    {},
    { activation: 'relu', loss: 'saturating', noiseDistribution: 'gaussian' },
    { activation: 'leaky-relu', loss: 'least-squares', optimizer: 'sgd' },
    { loss: 'wasserstein', discriminatorSteps: 2 },
    { loss: 'wasserstein', activation: 'leaky-relu', minibatch: 'deviation' },
    { unrolledSteps: 2 },
    { unrolledSteps: 2, activation: 'sigmoid', minibatch: 'deviation' },
    { data: 'two-peaks', noiseDimension: 1, generatorLayers: 0, discriminatorLayers: 1 },
  ])('trains with our kernels as with tfjs’s operations: %o', (changes) => {
    const run = () => trainToy(create(changes), 10);
    const [fused, composed] = [run(), withoutCpuKernels(run)];
    for (const name of Object.keys(composed)) {
      expect(fused[name]).toBeCloseTo(composed[name] ?? NaN, 4);
    }
  });

  it('goes on from a saved state exactly as the run that it was taken from', async () => {
    for (const optimizer of ['adam', 'sgd'] as const) {
      const settings = { loss: 'wasserstein', optimizer } as const;
      const trainer = create(settings);
      trainToy(trainer, 4);
      const state = structuredClone(await trainer.state());
      const expected = trainToy(trainer, 4);
      const other = create(settings);
      trainToy(other, 1);
      other.restore(state);
      expect(trainToy(other, 4)).toEqual(expected);
    }
  });

  it('refuses a state of other networks, and stays as it was', async () => {
    const trainer = create();
    trainToy(trainer, 2);
    const before = await arraysOf(trainer);
    const state = await create({ generatorWidth: 7 }).state();
    expect(() => {
      trainer.restore(state);
    }).toThrow(/個の値が必要です/);
    expect(await arraysOf(trainer)).toEqual(before);
  });

  it('takes up other settings while it runs', async () => {
    const trainer = create();
    trainToy(trainer, 2);
    trainer.update({ ...toySettings, loss: 'least-squares', optimizer: 'sgd', batchSize: 7 });
    const { realScore } = trainToy(trainer, 2);
    expect(realScore).not.toBeNaN();
    expect(trainer.settings).toMatchObject({ loss: 'least-squares', seed: toySettings.seed });
    expect(Object.keys(await arraysOf(trainer))).toEqual([
      'generator/0',
      'discriminator/0',
      'generator/sgd/0',
      'discriminator/sgd/0',
    ]);
  });

  it('learns what the reader has drawn, and lets it be drawn again', () => {
    const stroke = (y: number) => [[[-0.5, y], [0.5, y]]] as const; // prettier-ignore
    const trainer = create({ data: 'drawn', drawing: stroke(0.5) });
    const heights = () => realToy(trainer.context, 50).filter((_, i) => i % 2 === 1);
    expect(Math.min(...heights())).toBeGreaterThan(0.3);
    trainer.update({ ...trainer.settings, drawing: stroke(-0.5) });
    expect(Math.max(...heights())).toBeLessThan(-0.3);
  });

  it('refuses settings that exclude one another, in Japanese', () => {
    expect(() => create({ loss: 'wasserstein', unrolledSteps: 1 })).toThrow(/一緒に使えません/);
    expect(() => create({ noiseDimension: 3 })).toThrow(/1か2/);
    const trainer = create();
    expect(() => {
      trainer.update({ ...toySettings, data: 'one-peak' });
    }).toThrow(/1次元と2次元/);
    expect(trainer.settings.data).toBe('ring');
  });

  it('keeps as many tensors as it began with, and none once disposed', () => {
    const before = tf.memory().numTensors;
    for (const changes of [{}, { loss: 'wasserstein' }, { unrolledSteps: 2 }] as const) {
      const trainer = create(changes);
      const begun = tf.memory().numTensors;
      trainToy(trainer, 3);
      gradientArrows(trainer.context, 4);
      discriminatorOn(trainer.context, new Float32Array(6));
      expect(tf.memory().numTensors).toBe(begun);
      trainer.dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('says how many numbers each network learns', () => {
    const count = 2 * 6 + 6 + 6 * 6 + 6;
    const { generator, discriminator } = create().networks;
    expect(generator?.parameterCount).toBe(count + 14);
    expect(discriminator?.parameterCount).toBe(count + 7);
  });
});
