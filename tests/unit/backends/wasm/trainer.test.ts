import { beforeAll, describe, expect, it } from 'vitest';
import { DcganTrainer } from '@lib/training/dcgan-trainer';
import { activateWasm } from './node-wasm';

beforeAll(activateWasm);

describe('DCGAN', () => {
  it('trains on WASM', async () => {
    const images = Uint8Array.from({ length: 64 * 784 }, (_, i) => (i * 37) % 256);
    const dataset = { images, labels: new Uint8Array(64), count: 64, height: 28, width: 28 };
    const trainer = new DcganTrainer({
      dataset,
      sampleCount: 4,
      settings: {
        generatorLoss: 'non-saturating',
        discriminatorLearningRate: 1e-4,
        discriminatorBeta1: 0.5,
        generatorLearningRate: 2e-4,
        generatorBeta1: 0.5,
        batchSize: 4,
        epochs: 1,
        seed: 1,
      },
    });
    const metrics = await trainer.trainStep();
    expect(Object.values(metrics).every(Number.isFinite)).toBe(true);
    expect((await trainer.sample()).length).toBe(4 * 784);
    trainer.dispose();
  });
});
