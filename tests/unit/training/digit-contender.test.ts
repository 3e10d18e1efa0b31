import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import type { ContenderView } from '@lib/training/contender';
import { DigitContender } from '@lib/training/digit-contender';
import { noiseDataset } from '../support/tiny-mnist';

test('ReLU and Leaky ReLU start from one seed, and both hand a gradient on to images', async () => {
  await tf.setBackend('cpu');
  const dataset = noiseDataset(32);
  const views = [];
  for (const rectifier of ['relu', 'leaky-relu'] as const) {
    const contender = new DigitContender({ rectifier, dataset, seed: 3, watched: 2 });
    views.push(await contender.look());
    contender.dispose();
  }
  const [relu, leaky] = views;
  expect(relu?.imageGradient).toBeGreaterThan(0);
  expect(leaky?.imageGradient).toBeGreaterThan(0);
  expect(leaky?.imageGradient).not.toBe(relu?.imageGradient);
  const dead = (view: ContenderView | undefined) =>
    view?.silent.reduce((sum, layer) => sum + layer.dead, 0);
  expect(dead(relu)).toBeGreaterThan(0);
  expect(dead(leaky)).toBe(0);
  expect(leaky?.silent.map(({ units }) => units)).toEqual([64, 128, 256]);
}, 120_000);
