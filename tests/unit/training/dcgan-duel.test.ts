/** The two generator losses on the DCGAN: equal but for G's gradient, which is as theory has it. */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import type { DcganTrainer } from '@lib/training/dcgan-trainer';
import { expectedGradientRatio, gradientRatio } from '@lib/training/saturation';
import { activateWasm } from '../backends/wasm/node-wasm';
import { arraysOf, createTrainer, disposeTrainers } from '../support/trainer';

beforeAll(activateWasm);
afterEach(disposeTrainers);

const quick = { discriminatorLearningRate: 1e-3, discriminatorBeta1: 0.5 };

async function duel(changes: Parameters<typeof createTrainer>[0], headStart: number) {
  const train = async (generatorLoss: 'saturating' | 'non-saturating') => {
    const trainer = createTrainer({ ...changes, generatorLoss });
    for (let i = 0; i < headStart; i++) await trainer.discriminatorStep();
    return trainer;
  };
  return { nonSaturating: await train('non-saturating'), saturating: await train('saturating') };
}

async function firstUpdates({ nonSaturating, saturating }: Awaited<ReturnType<typeof duel>>) {
  return {
    nonSaturating: await nonSaturating.measuredStep(),
    saturating: await saturating.measuredStep(),
  };
}

describe('the two losses of the DCGAN', () => {
  it('meet with the same discriminator, batches and noise after a head start', async () => {
    const { nonSaturating, saturating } = await duel(quick, 2);
    const [a, b] = [await nonSaturating.state(), await saturating.state()];
    expect(await arraysOf(nonSaturating)).toEqual(await arraysOf(saturating));
    expect(a.randomStates).toEqual(b.randomStates);
    const [first, second] = [await nonSaturating.measuredStep(), await saturating.measuredStep()];
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
    const metrics = await trainer.discriminatorStep();
    expect(Object.keys(metrics).sort()).toEqual(['discriminatorLoss', 'fakeScore', 'realScore']);
    expect(await arraysOf(trainer, 'generator/')).toEqual(before);
    expect(trainer.step).toBe(0);
    expect((await trainer.state()).optimizerSteps).toEqual({ generator: 0, discriminator: 1 });
  });

  it('is gone on from exactly, with an optimizer step of its own for each network', async () => {
    const trainer = createTrainer();
    await trainer.discriminatorStep();
    await trainer.trainStep();
    const state = await trainer.state();
    const next = await trainer.trainStep();
    const again = createTrainer();
    again.restore(state);
    expect(await again.trainStep()).toEqual(next);
  });

  it('leaves nothing on the backend', async () => {
    const trainer: DcganTrainer = createTrainer();
    await trainer.discriminatorStep();
    await trainer.measuredStep();
    const before = tf.memory().numTensors;
    await trainer.discriminatorStep();
    await trainer.measuredStep();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('a measured step', () => {
  it('is the same step as one that is not', async () => {
    const [plain, measured] = [createTrainer(), createTrainer()];
    const step = await plain.trainStep();
    expect(await measured.measuredStep()).toMatchObject(step);
    expect(await arraysOf(measured)).toEqual(await arraysOf(plain));
  });
});
