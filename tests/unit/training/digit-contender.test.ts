import { beforeAll, expect, test } from 'vitest';
import { initialSlope } from '@lib/ops/leaky-slope';
import type { ContenderView } from '@lib/training/contender';
import { DigitContender } from '@lib/training/digit-contender';
import { activateWasm } from '../backends/wasm/node-wasm';
import { noiseDataset } from '../support/tiny-mnist';

beforeAll(activateWasm);

test('PReLU learns its slopes, one for each layer', async () => {
  const contender = new DigitContender({
    rectifier: 'prelu',
    dataset: noiseDataset(32),
    seed: 3,
    watched: 2,
  });
  const { slopes } = await contender.look();
  await contender.step();
  const view = await contender.look();
  contender.dispose();
  expect(slopes).toEqual([initialSlope, initialSlope, initialSlope]);
  expect(view.slopes.every((slope) => slope !== initialSlope)).toBe(true);
  expect(view.imageGradient).toBeGreaterThan(0);
}, 30_000);

test('ReLU and Leaky ReLU start from one seed, and both hand a gradient on to images', async () => {
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
}, 30_000);
