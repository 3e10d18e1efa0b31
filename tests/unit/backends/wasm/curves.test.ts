import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSmallDcgan } from '../../support/small-dcgan';
import { activateWasm } from './node-wasm';

beforeAll(activateWasm);

const names = ['discriminatorLoss', 'generatorLoss', 'realScore', 'fakeScore'] as const;
type Curves = Readonly<Record<(typeof names)[number], number[]>>;

/** Train a small GAN that has every kind of layer of the DCGAN. */
async function curvesOn(backend: string, steps: number): Promise<Curves> {
  await tf.setBackend(backend);
  const trainer = createSmallDcgan({
    generatorLearningRate: 0.01,
    discriminatorLearningRate: 0.01,
  });
  const curves: Curves = { discriminatorLoss: [], generatorLoss: [], realScore: [], fakeScore: [] };
  for (let step = 0; step < steps; step++) {
    const metrics = await trainer.train();
    for (const name of names) curves[name].push(metrics[name] ?? NaN);
  }
  trainer.dispose();
  return curves;
}

describe('our kernels', () => {
  it('leave the curves of a training run from a fixed seed as tfjs’s own draw them', async () => {
    const steps = 40;
    const expected = await curvesOn('cpu', steps);
    const received = await curvesOn('wasm', steps);
    for (const name of names) {
      expected[name].forEach((value, step) => {
        expect(received[name][step]).toBeCloseTo(value, 3);
      });
    }
    // Enough has been learned for a wrong gradient to show.
    const [first = 0] = expected.discriminatorLoss;
    expect(Math.abs((expected.discriminatorLoss.at(-1) ?? 0) - first)).toBeGreaterThan(0.01);
  });
});
