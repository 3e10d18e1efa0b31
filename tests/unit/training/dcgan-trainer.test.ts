import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '@lib/random';
import { activateWasm } from '../backends/wasm/node-wasm';
import { settings } from '../support/fake-trainer';
import { arraysOf, createTrainer, disposeTrainers, train } from '../support/trainer';

beforeAll(activateWasm);
afterEach(disposeTrainers);

/** Whether two sets of arrays hold the same numbers; quick, where `toEqual` on millions is not. */
function isSame(a: Record<string, Float32Array>, b: Record<string, Float32Array>): boolean {
  const bytes = (array: Float32Array | undefined) =>
    Buffer.from(array?.buffer ?? new ArrayBuffer(0));
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => bytes(a[name]).equals(bytes(b[name])))
  );
}

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
    expect(await first.sample()).toEqual(await second.sample());
  });

  it('is another from another seed', async () => {
    const [first, second] = [createTrainer(), createTrainer({ seed: 2 })];
    expect(await first.sample()).not.toEqual(await second.sample());
    expect(await train(first, 1)).not.toEqual(await train(second, 1));
  });

  it('uses the generator’s loss that is set', async () => {
    const [metrics] = await train(createTrainer({ generatorLoss: 'saturating' }), 1);
    expect(metrics?.generatorLoss).toBeLessThan(0);
  });

  it('knows how many parameters its networks have', () => {
    expect(createTrainer().parameters).toEqual({ generator: 6_768_129, discriminator: 1_026_305 });
  });
});

describe('samples', () => {
  it('are bytes of as many images as asked for, of the same noise until weights move', async () => {
    const trainer = createTrainer();
    const first = await trainer.sample();
    expect(first).toHaveLength(4 * 28 * 28);
    expect(await trainer.sample()).toEqual(first);
    await train(trainer, 1);
    expect(await trainer.sample()).not.toEqual(first);
  });

  it('are what tfjs draws with the saved generator from the seed’s noise', async () => {
    const trainer = createTrainer({ seed: 5 });
    await train(trainer, 1);
    const { modelTopology, weightSpecs, weightData } = (await trainer.saveWeights()).generator;
    const generator = await tf.loadLayersModel(
      tf.io.fromMemory({ modelTopology, weightSpecs: [...weightSpecs] as never, weightData }),
    );
    const noise = new Float32Array(4 * 100);
    new Random(5).fork('sample noise').fillUniform(noise, -1, 1);
    const images = generator.predict(tf.tensor2d(noise, [4, 100])) as tf.Tensor;
    const expected = [...images.dataSync()].map((value) => value * 127.5 + 127.5);
    const errors = [...(await trainer.sample())].map((byte, i) => byte - (expected[i] ?? NaN));
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
    opened.restore(await updated.state());
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
    expect(await fresh.sample()).not.toEqual(await trained.sample());
    fresh.loadWeights(await trained.saveWeights());
    expect(await fresh.sample()).toEqual(await trained.sample());
  });

  it('loaded into a run under way start its optimizers afresh, and its count of steps goes on', async () => {
    const [running, fresh] = [createTrainer(), createTrainer()];
    const weights = await createTrainer({ seed: 8 }).saveWeights();
    await train(running, 2);
    running.loadWeights(weights);
    expect(await running.state()).toMatchObject({
      step: 2,
      optimizerSteps: { generator: 0, discriminator: 0 },
    });
    fresh.loadWeights(weights);
    expect(isSame(await arraysOf(running), await arraysOf(fresh))).toBe(true);
  });

  it('of the wrong network are refused, and then nothing has changed', async () => {
    const trainer = createTrainer();
    await train(trainer, 1);
    const before = await trainer.state();
    const { generator } = await trainer.saveWeights();
    expect(() => {
      trainer.loadWeights({ generator, discriminator: generator });
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
    await trainer.sample();
    trainer.restore(await trainer.state());
    trainer.loadWeights(await trainer.saveWeights());
    trainer.update({ ...settings, epochs: 9 });
    await train(trainer, 1);
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
    disposeTrainers();
    expect(tf.memory().numTensors).toBe(start);
  });
});
