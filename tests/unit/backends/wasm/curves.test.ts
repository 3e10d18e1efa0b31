import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { adversarialStep } from '@lib/training/adversarial-step';
import { generatorLosses } from '@lib/training/losses';
import {
  dropoutRandom,
  playerOf,
  smallDiscriminator,
  smallGenerator,
  smallImages,
  smallNoise,
} from '../../support/small-gan';
import { activateWasm } from './node-wasm';

beforeAll(activateWasm);

interface Curves {
  readonly discriminatorLoss: number[];
  readonly generatorLoss: number[];
  readonly realScore: number[];
  readonly fakeScore: number[];
}

/** Train a small GAN that has every kind of layer of the DCGAN. */
async function curvesOn(backend: string, steps: number): Promise<Curves> {
  await tf.setBackend(backend);
  const [generator, discriminator] = [smallGenerator(), smallDiscriminator()];
  const random = dropoutRandom();
  const curves: Curves = { discriminatorLoss: [], generatorLoss: [], realScore: [], fakeScore: [] };
  const players = {
    generator: playerOf(generator, 0.01),
    discriminator: playerOf(discriminator, 0.01),
  };
  for (let step = 0; step < steps; step++) {
    let drawn = 0;
    const result = tf.tidy(() => ({
      ...adversarialStep({
        ...players,
        generatorLoss: generatorLosses['non-saturating'],
        real: smallImages(1000 + step),
        drawNoise: () => smallNoise(2000 + 2 * step + drawn++),
        random,
      }),
    }));
    for (const name of Object.keys(curves) as (keyof Curves)[]) {
      curves[name].push((await result[name].data())[0] ?? NaN);
      result[name].dispose();
    }
  }
  for (const { optimizer } of Object.values(players)) optimizer.dispose();
  generator.dispose();
  discriminator.dispose();
  return curves;
}

describe('our kernels', () => {
  it('leave the curves of a training run from a fixed seed as tfjs’s own draw them', async () => {
    const steps = 40;
    const expected = await curvesOn('cpu', steps);
    const received = await curvesOn('wasm', steps);
    for (const name of Object.keys(expected) as (keyof Curves)[]) {
      expected[name].forEach((value, step) => {
        expect(received[name][step]).toBeCloseTo(value, 3);
      });
    }
    // Enough has been learned for a wrong gradient to show.
    const [first = 0] = expected.discriminatorLoss;
    expect(Math.abs((expected.discriminatorLoss.at(-1) ?? 0) - first)).toBeGreaterThan(0.01);
  });
});
