import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initialSlope } from '@lib/ops/leaky-slope';
import { RectifierContender, type RectifierSettings } from '@lib/training/rectifier-contender';

const settings: RectifierSettings = {
  depth: 3,
  width: 8,
  learningRate: 0.1,
  alpha: 0.2,
  seed: 1,
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});
afterAll(() => {
  tf.disposeVariables();
});

async function trained(contender: RectifierContender, steps: number) {
  for (let i = 0; i < steps; i++) await contender.step();
  const view = await contender.look();
  contender.dispose();
  return view;
}

test('Leaky ReLU with a slope of 1 is a linear network, and with a slope of 0 it is ReLU', async () => {
  const relu = await trained(new RectifierContender('relu', settings), 5);
  const flat = await trained(new RectifierContender('leaky-relu', { ...settings, alpha: 0 }), 5);
  expect(flat.loss).toBeCloseTo(relu.loss, 6);
  expect(flat.firstLayerGradient).toBeCloseTo(relu.firstLayerGradient, 6);
  const linear = await trained(new RectifierContender('leaky-relu', { ...settings, alpha: 1 }), 5);
  expect(linear.loss).not.toBeCloseTo(relu.loss, 3);
});

test('the same seed trains the same network', async () => {
  const once = await trained(new RectifierContender('relu', settings), 3);
  expect(await trained(new RectifierContender('relu', settings), 3)).toEqual(once);
});

test('it learns to tell the ring from the square around it', async () => {
  const wide = { ...settings, width: 16, learningRate: 0.3 };
  const { loss } = await trained(new RectifierContender('leaky-relu', wide), 300);
  expect(loss).toBeLessThan(0.6);
});

test('only ReLU has dead units, and a large step makes more of them', async () => {
  const violent = { ...settings, depth: 4, width: 16, learningRate: 1 };
  const dead = ({ silent }: { silent: readonly { dead: number }[] }) =>
    silent.reduce((sum, layer) => sum + layer.dead, 0);
  const relu = await trained(new RectifierContender('relu', violent), 400);
  const start = await trained(new RectifierContender('relu', violent), 0);
  expect(dead(relu)).toBeGreaterThan(dead(start));
  expect(dead(await trained(new RectifierContender('leaky-relu', violent), 5))).toBe(0);
});

test('PReLU learns one slope for each layer', async () => {
  const start = await trained(new RectifierContender('prelu', settings), 0);
  expect(start.slopes).toEqual([initialSlope, initialSlope, initialSlope]);
  const { slopes } = await trained(new RectifierContender('prelu', settings), 20);
  expect(slopes.every((slope) => slope !== initialSlope)).toBe(true);
});

test('steps and looks leave no tensors behind', async () => {
  const contender = new RectifierContender('prelu', settings);
  await contender.step();
  await contender.look();
  const before = tf.memory().numTensors;
  await contender.step();
  await contender.look();
  expect(tf.memory().numTensors).toBe(before);
  contender.dispose();
});
