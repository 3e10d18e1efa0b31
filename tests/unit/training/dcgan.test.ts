import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SavedNetwork } from '@lib/nn/network';
import { Random } from '@lib/random';
import { activateWasm } from '../backends/wasm/node-wasm';
import { settings } from '../support/settings';
import {
  arraysOf,
  createTrainer,
  disposeTrainers,
  isSame,
  loadWeights,
  samplesOf,
  saveWeights,
  train,
} from '../support/trainer';

beforeAll(activateWasm);
afterEach(disposeTrainers);

describe('a run', () => {
  it('counts its steps and gives finite losses and scores', async () => {
    const trainer = createTrainer();
    const metrics = await train(trainer, 2);
    expect(metrics.map(({ step }) => step)).toEqual([1, 2]);
    expect(trainer.step).toBe(2);
    for (const { discriminatorLoss, generatorLoss, realScore, fakeScore } of metrics) {
      expect(discriminatorLoss).toBeGreaterThan(0);
      expect(Number.isFinite(generatorLoss)).toBe(true);
      for (const score of [realScore, fakeScore]) {
        expect(score).toBeGreaterThan(0);
        expect(score).toBeLessThan(1);
      }
    }
  });

  it('is the same again from the same seed', async () => {
    const [first, second] = [createTrainer(), createTrainer()];
    expect(await train(first, 2)).toEqual(await train(second, 2));
    expect(isSame(await arraysOf(first), await arraysOf(second))).toBe(true);
    expect(await samplesOf(first)).toEqual(await samplesOf(second));
  });

  it('is another from another seed', async () => {
    const [first, second] = [createTrainer(), createTrainer({ seed: 2 })];
    expect(await samplesOf(first)).not.toEqual(await samplesOf(second));
    expect(await train(first, 1)).not.toEqual(await train(second, 1));
  });

  it('uses the generator’s loss that is set', async () => {
    const [metrics] = await train(createTrainer({ generatorLoss: 'saturating' }), 1);
    expect(metrics?.generatorLoss).toBeLessThan(0);
  });

  it('knows how many parameters its networks have', () => {
    const { generator, discriminator } = createTrainer().networks;
    expect(generator?.parameterCount).toBe(6_768_129);
    expect(discriminator?.parameterCount).toBe(1_026_305);
  });
});

describe('samples', () => {
  it('are bytes of as many images as asked for, of the same noise until weights move', async () => {
    const trainer = createTrainer();
    const first = await samplesOf(trainer);
    expect(first).toHaveLength(4 * 28 * 28);
    expect(await samplesOf(trainer)).toEqual(first);
    await train(trainer, 1);
    expect(await samplesOf(trainer)).not.toEqual(first);
  });

  it('are what tfjs draws with the saved generator from the seed’s noise', async () => {
    const trainer = createTrainer({ seed: 5 });
    await train(trainer, 1);
    const { modelTopology, weightSpecs, weightData } = (await saveWeights(trainer))[
      'generator'
    ] as SavedNetwork;
    const generator = await tf.loadLayersModel(
      tf.io.fromMemory({ modelTopology, weightSpecs: [...weightSpecs] as never, weightData }),
    );
    const noise = new Float32Array(4 * 100);
    new Random(5).fork('sample noise').fillUniform(noise, -1, 1);
    const images = generator.predict(tf.tensor2d(noise, [4, 100])) as tf.Tensor;
    const expected = [...images.dataSync()].map((value) => value * 127.5 + 127.5);
    const errors = [...(await samplesOf(trainer))].map((byte, i) => byte - (expected[i] ?? NaN));
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.51);
    generator.dispose();
  });
});

describe('settings changed while a run goes on', () => {
  it('hold for each network from the next step on', async () => {
    const trainer = createTrainer();
    await train(trainer, 1);
    const before = await trainer.state();
    trainer.update({ ...settings, generatorLearningRate: 0, discriminatorLearningRate: 1e-3 });
    await train(trainer, 1);
    const after = await trainer.state();
    expect(after.arrays['generator/0']).toEqual(before.arrays['generator/0']);
    expect(after.arrays['discriminator/0']).not.toEqual(before.arrays['discriminator/0']);
  });

  it('make the rest that of a run which had them when it went on from there', async () => {
    const changed = {
      ...settings,
      generatorLoss: 'saturating',
      discriminatorLearningRate: 1e-3,
      discriminatorBeta1: 0.1,
      generatorLearningRate: 1e-4,
      generatorBeta1: 0.9,
      epochs: 7,
    } as const;
    const [updated, opened] = [createTrainer(), createTrainer(changed)];
    await train(updated, 1);
    opened.restore({ ...(await updated.state()), settings: changed });
    updated.update(changed);
    expect(updated.settings).toEqual(changed);
    expect(await train(updated, 2)).toEqual(await train(opened, 2));
    expect(isSame(await arraysOf(updated), await arraysOf(opened))).toBe(true);
  });
});

describe('a state', () => {
  it('lets another trainer go on exactly as the one that it is from', async () => {
    const uninterrupted = createTrainer();
    await train(uninterrupted, 2);
    const state = structuredClone(await uninterrupted.state());
    const resumed = createTrainer({ seed: 99 });
    await train(resumed, 1);
    resumed.restore(state);
    // Three steps of two of the seven images: the resumed run comes into the next epoch.
    expect(await train(resumed, 3)).toEqual(await train(uninterrupted, 3));
    expect(resumed.step).toBe(5);
    expect(isSame(await arraysOf(resumed), await arraysOf(uninterrupted))).toBe(true);
  });

  it('is a copy, that stays when training goes on', async () => {
    const trainer = createTrainer();
    const state = await trainer.state();
    const copy = structuredClone(state);
    await train(trainer, 1);
    expect(isSame(state.arrays, copy.arrays)).toBe(true);
    expect(state.randomStates).toEqual(copy.randomStates);
    expect(isSame(await arraysOf(trainer), copy.arrays)).toBe(false);
  });

  it('tells its step and settings', async () => {
    const trainer = createTrainer({ epochs: 3 });
    await train(trainer, 1);
    expect(await trainer.state()).toMatchObject({
      step: 1,
      optimizerSteps: { generator: 1, discriminator: 1 },
      settings: { ...settings, epochs: 3 },
    });
  });

  it('that is incomplete is refused, and then nothing has changed', async () => {
    const trainer = createTrainer();
    await train(trainer, 1);
    const state = await trainer.state();
    const others = await createTrainer({ seed: 3 }).state();
    const arrays = Object.entries(others.arrays).filter(([name]) => name !== 'generator/3');
    expect(() => {
      trainer.restore({ ...state, arrays: Object.fromEntries(arrays) });
    }).toThrow(/「generator\/3」は欠けている値/);
    expect(() => {
      trainer.restore({ ...state, randomStates: {} });
    }).toThrow(/乱数の状態/);
    expect(isSame(await arraysOf(trainer), state.arrays)).toBe(true);
  });
});

describe('saved weights', () => {
  it('make a fresh trainer draw the same', async () => {
    const trained = createTrainer();
    await train(trained, 2);
    const fresh = createTrainer();
    expect(await samplesOf(fresh)).not.toEqual(await samplesOf(trained));
    loadWeights(fresh, await saveWeights(trained));
    expect(await samplesOf(fresh)).toEqual(await samplesOf(trained));
  });

  it('loaded into a run under way start its optimizers afresh, and its count of steps goes on', async () => {
    const [running, fresh] = [createTrainer(), createTrainer()];
    const weights = await saveWeights(createTrainer({ seed: 8 }));
    await train(running, 2);
    loadWeights(running, weights);
    expect(await running.state()).toMatchObject({
      step: 2,
      optimizerSteps: { generator: 0, discriminator: 0 },
    });
    loadWeights(fresh, weights);
    expect(isSame(await arraysOf(running), await arraysOf(fresh))).toBe(true);
  });

  it('of the wrong network are refused, and then nothing has changed', async () => {
    const trainer = createTrainer();
    await train(trainer, 1);
    const before = await trainer.state();
    const { generator } = (await saveWeights(trainer)) as Record<'generator', SavedNetwork>;
    expect(() => {
      loadWeights(trainer, { generator, discriminator: generator });
    }).toThrow(/^識別器の重みが/);
    const after = await trainer.state();
    expect(after.optimizerSteps).toEqual(before.optimizerSteps);
    expect(isSame(after.arrays, before.arrays)).toBe(true);
  });
});

describe('memory', () => {
  it('grows with nothing that a run does, and is all given back', async () => {
    const start = tf.memory().numTensors;
    const trainer = createTrainer();
    await train(trainer, 1);
    const { numTensors, numDataBuffers } = tf.memory();
    await train(trainer, 2);
    await samplesOf(trainer);
    trainer.restore(await trainer.state());
    loadWeights(trainer, await saveWeights(trainer));
    trainer.update({ ...settings, epochs: 9 });
    await train(trainer, 1);
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
    disposeTrainers();
    expect(tf.memory().numTensors).toBe(start);
  });
});
