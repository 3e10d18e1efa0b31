import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { initialSlope } from '@lib/backends/activation-names';
import type { UnitsReading } from '@lib/models/dcgan-mnist';
import {
  family,
  type RectifierLane,
  type RectifierName,
  type RectifierSettings,
} from '@lib/models/rectifiers';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';

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

function create(rectifier: RectifierName, changed: Partial<RectifierSettings> = {}) {
  const lane = { ...settings, ...changed, rectifier };
  return new AdversarialTrainer({ family, settings: lane, data: { digits: null } });
}

async function look(trainer: AdversarialTrainer<RectifierLane>): Promise<UnitsReading> {
  const found = await family.watches?.['units']?.({ digits: null }, null).look([trainer]);
  return (found as readonly UnitsReading[])[0] as UnitsReading;
}

async function trained(trainer: AdversarialTrainer<RectifierLane>, steps: number) {
  for (let i = 0; i < steps; i++) await trainer.train();
  const view = await look(trainer);
  const { discriminatorLoss: loss = NaN } = trainer.metrics;
  trainer.dispose();
  return { ...view, loss };
}

test('Leaky ReLU with a slope of 1 is a linear network, and with a slope of 0 it is ReLU', async () => {
  const relu = await trained(create('relu'), 5);
  const flat = await trained(create('leaky-relu', { alpha: 0 }), 5);
  expect(flat.loss).toBeCloseTo(relu.loss, 6);
  expect(flat.firstLayerGradient).toBeCloseTo(relu.firstLayerGradient, 6);
  const linear = await trained(create('leaky-relu', { alpha: 1 }), 5);
  expect(linear.loss).not.toBeCloseTo(relu.loss, 3);
});

test('the same seed trains the same network', async () => {
  const once = await trained(create('relu'), 3);
  expect(await trained(create('relu'), 3)).toEqual(once);
});

test('it learns to tell the ring from the square around it', async () => {
  const wide = { width: 16, learningRate: 0.3 };
  const { loss } = await trained(create('leaky-relu', wide), 300);
  expect(loss).toBeLessThan(0.6);
});

test('only ReLU has dead units, and a large step makes more of them', async () => {
  const violent = { depth: 4, width: 16, learningRate: 1 };
  const dead = ({ silent }: { silent: readonly { dead: number }[] }) =>
    silent.reduce((sum, layer) => sum + layer.dead, 0);
  const relu = await trained(create('relu', violent), 400);
  const start = await trained(create('relu', violent), 0);
  expect(dead(relu)).toBeGreaterThan(dead(start));
  expect(dead(await trained(create('leaky-relu', violent), 5))).toBe(0);
});

test('PReLU learns one slope for each layer', async () => {
  const start = await trained(create('prelu'), 0);
  expect(start.slopes).toEqual([initialSlope, initialSlope, initialSlope]);
  const { slopes } = await trained(create('prelu'), 20);
  expect(slopes.every((slope) => slope !== initialSlope)).toBe(true);
});

test('steps and looks leave no tensors behind', async () => {
  const trainer = create('prelu');
  await trainer.train();
  await look(trainer);
  const before = tf.memory().numTensors;
  await trainer.train();
  await look(trainer);
  expect(tf.memory().numTensors).toBe(before);
  trainer.dispose();
});
