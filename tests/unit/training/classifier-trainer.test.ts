import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { LabelledDataset } from '@lib/data/split';
import { Random } from '@lib/random';
import { type ClassifierSettings, ClassifierTrainer } from '@lib/training/classifier-trainer';
import { activateWasm } from '../backends/wasm/node-wasm';

beforeAll(activateWasm);

const settings: ClassifierSettings = {
  seed: 1,
  epochs: 4,
  batchSize: 8,
  learningRate: 3e-3,
  distortions: { shift: 1, rotation: 5, scale: 0.05, shear: 0.05 },
};

/** Twenty images: stripes as far apart as the label says, on noise. */
const dataset: LabelledDataset = (() => {
  const random = new Random(1);
  const labels = Uint8Array.from({ length: 20 }, (_, i) => i % 10);
  const images = Uint8Array.from({ length: 20 * 784 }, (_, i) => {
    const row = Math.floor((i % 784) / 28);
    const label = labels[Math.floor(i / 784)] ?? 0;
    return row % (label + 2) === 0 ? 255 : random.integer(40);
  });
  return { images, labels, count: 20, height: 28, width: 28 };
})();

const made: ClassifierTrainer[] = [];
afterEach(() => {
  for (const trainer of made.splice(0)) trainer.dispose();
});

function createTrainer(changed: Partial<ClassifierSettings> = {}): ClassifierTrainer {
  const trainer = new ClassifierTrainer({ settings: { ...settings, ...changed }, dataset });
  made.push(trainer);
  return trainer;
}

async function train(trainer: ClassifierTrainer, steps: number) {
  const numbers = [];
  for (let i = 0; i < steps; i++) numbers.push(await trainer.trainStep());
  return numbers;
}

describe('training the classifier', () => {
  it('learns to tell classes apart', async () => {
    const trainer = createTrainer({ epochs: 25 });
    const steps = await train(trainer, trainer.totalSteps);
    expect(trainer.totalSteps).toBe(50);
    expect(steps[0]?.loss).toBeGreaterThan(1.5);
    expect(steps.at(-1)?.loss).toBeLessThan(0.5);
    expect(steps.at(-1)?.accuracy).toBeGreaterThan(0.8);
  });

  it('is the same again from the same seed and another from another', async () => {
    const first = await train(createTrainer(), 2);
    expect(await train(createTrainer(), 2)).toEqual(first);
    expect(await train(createTrainer({ seed: 2 }), 2)).not.toEqual(first);
  });

  it('stands still once its schedule has come to an end', async () => {
    const trainer = createTrainer({ epochs: 1 });
    await train(trainer, trainer.totalSteps);
    const weights = () => trainer.network.variables.map((variable) => [...variable.dataSync()]);
    const before = weights();
    await trainer.trainStep();
    expect(weights()).toEqual(before);
  });

  it('counts steps and leaves no tensors behind', async () => {
    const trainer = createTrainer();
    await trainer.trainStep();
    const { numTensors } = tf.memory();
    expect((await trainer.trainStep()).step).toBe(2);
    expect(tf.memory().numTensors).toBe(numTensors);
  });

  it('gives everything back when it is disposed', async () => {
    const before = tf.memory().numTensors;
    const trainer = new ClassifierTrainer({ settings, dataset });
    await trainer.trainStep();
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
