import { afterEach, beforeAll, expect, test } from 'vitest';
import { initialSlope } from '@lib/backends/activation-names';
import { family, type UnitsReading } from '@lib/models/dcgan-mnist';
import type { RectifierName } from '@lib/models/rectifiers';
import { activateWasm } from '../backends/wasm/node-wasm';
import { createTrainer, disposeTrainers } from '../support/trainer';

beforeAll(activateWasm);
afterEach(disposeTrainers);

const create = (discriminatorActivation: RectifierName) =>
  createTrainer({ seed: 3, variant: { discriminatorActivation } });
async function look(trainer: ReturnType<typeof create>): Promise<UnitsReading> {
  const found = await family.watches?.['units']?.({ digits: null }, null).look([trainer]);
  return (found as readonly UnitsReading[])[0] as UnitsReading;
}

test('PReLU learns its slopes, one for each layer', async () => {
  const trainer = create('prelu');
  const { slopes } = await look(trainer);
  await trainer.train();
  const view = await look(trainer);
  expect(slopes).toEqual([initialSlope, initialSlope, initialSlope]);
  expect(view.slopes.every((slope) => slope !== initialSlope)).toBe(true);
  expect(view.imageGradient).toBeGreaterThan(0);
}, 30_000);

test('ReLU and Leaky ReLU start from one seed, and both hand a gradient on to images', async () => {
  const [relu, leaky] = [await look(create('relu')), await look(create('leaky-relu'))];
  expect(relu.imageGradient).toBeGreaterThan(0);
  expect(leaky.imageGradient).toBeGreaterThan(0);
  expect(leaky.imageGradient).not.toBe(relu.imageGradient);
  const dead = (view: UnitsReading) => view.silent.reduce((sum, layer) => sum + layer.dead, 0);
  expect(dead(relu)).toBeGreaterThan(0);
  expect(dead(leaky)).toBe(0);
  expect(leaky.silent.map(({ units }) => units)).toEqual([64, 128, 256]);
}, 30_000);
