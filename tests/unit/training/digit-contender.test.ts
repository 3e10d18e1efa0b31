import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { DigitContender } from '@lib/training/digit-contender';
import { noiseDataset } from '../support/tiny-mnist';

test('ReLU and Leaky ReLU start from one seed, and both hand a gradient on to images', async () => {
  await tf.setBackend('cpu');
  const dataset = noiseDataset(32);
  const views = [];
  for (const rectifier of ['relu', 'leaky-relu'] as const) {
    const contender = new DigitContender({ rectifier, dataset, seed: 3 });
    views.push(await contender.look());
    contender.dispose();
  }
  const [relu, leaky] = views;
  expect(relu?.imageGradient).toBeGreaterThan(0);
  expect(leaky?.imageGradient).toBeGreaterThan(relu?.imageGradient ?? Infinity);
  expect(leaky?.silent.map(({ units }) => units)).toEqual([64, 128, 256]);
}, 60_000);
