/** The two generator losses on the DCGAN: equal but for G's gradient, which is as theory has it. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import type { GeneratorUpdate } from '@lib/training/saturation';
import { expectedGradientRatio, gradientRatio } from '@lib/training/saturation';
import { activateWasm } from '../backends/wasm/node-wasm';
import { arraysOf, createTrainer, disposeTrainers } from '../support/trainer';

beforeAll(activateWasm);
afterEach(disposeTrainers);

const quick = { discriminatorLearningRate: 1e-3, discriminatorBeta1: 0.5 };

async function duel(changes: Parameters<typeof createTrainer>[0], headStart: number) {
  const train = async (generatorLoss: 'saturating' | 'non-saturating') => {
    const trainer = createTrainer({ ...changes, generatorLoss, measuresGenerator: true });
    for (let i = 0; i < headStart; i++) await trainer.takeTurn('discriminator');
    return trainer;
  };
  return { nonSaturating: await train('non-saturating'), saturating: await train('saturating') };
}

async function firstUpdates({ nonSaturating, saturating }: Awaited<ReturnType<typeof duel>>) {
  return {
    nonSaturating: (await nonSaturating.train()) as object as GeneratorUpdate,
    saturating: (await saturating.train()) as object as GeneratorUpdate,
  };
}

describe('the two losses of the DCGAN', () => {
  it('meet with the same discriminator, batches and noise after a head start', async () => {
    const { nonSaturating, saturating } = await duel(quick, 2);
    const [a, b] = [await nonSaturating.state(), await saturating.state()];
    expect(await arraysOf(nonSaturating)).toEqual(await arraysOf(saturating));
    expect(a.randomStates).toEqual(b.randomStates);
    const [first, second] = [await nonSaturating.train(), await saturating.train()];
    expect(first.discriminatorLoss).toBe(second.discriminatorLoss);
    expect(first.generatorScore).toBe(second.generatorScore);
  });

  it.each([1, 2, 3, 4, 5])(
    'differ in gradient by (1 − D) / D where there is one logit, by more than 10 after a head start: seed %i',
    async (seed) => {
      const pair = await firstUpdates(await duel({ ...quick, seed, batchSize: 1 }, 30));
      const d = pair.saturating.generatorScore;
      expect(gradientRatio(pair)).toBeGreaterThan(10);
      expect(expectedGradientRatio(pair)).toBeCloseTo((1 - d) / d, 10);
      expect(gradientRatio(pair) / ((1 - d) / d)).toBeCloseTo(1, 3);
    },
  );
});

describe('a step of D alone', () => {
  it('moves D and its optimizer only, and counts as no step', async () => {
    const trainer = createTrainer();
    const before = await arraysOf(trainer, 'generator/');
    const metrics = await trainer.takeTurn('discriminator');
    expect(Object.keys(metrics).sort()).toEqual([
      'discriminatorLoss',
      'fakeScore',
      'realScore',
      'step',
    ]);
    expect(await arraysOf(trainer, 'generator/')).toEqual(before);
    expect(trainer.step).toBe(0);
    expect((await trainer.state()).optimizerSteps).toEqual({ generator: 0, discriminator: 1 });
  });

  it('is gone on from exactly, with an optimizer step of its own for each network', async () => {
    const trainer = createTrainer();
    await trainer.takeTurn('discriminator');
    await trainer.train();
    const state = await trainer.state();
    const next = await trainer.train();
    const again = createTrainer();
    again.restore(state);
    expect(await again.train()).toEqual(next);
  });

  it('leaves nothing on the backend', async () => {
    const trainer = createTrainer({ measuresGenerator: true });
    await trainer.takeTurn('discriminator');
    await trainer.train();
    const before = tf.memory().numTensors;
    await trainer.takeTurn('discriminator');
    await trainer.train();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a measured step', () => {
  it('is the same step as one that is not', async () => {
    const [plain, measured] = [createTrainer(), createTrainer({ measuresGenerator: true })];
    const step = await plain.train();
    expect(await measured.train()).toMatchObject(step);
    expect(await arraysOf(measured)).toEqual(await arraysOf(plain));
  });
});
