/** The digit classifier that the site ships, on real digits that it has not seen. */
import { readFileSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { splitShippedDigits } from '@lib/data/digit-split';
import { decodePackedMnist } from '@lib/data/mnist';
import { selectImages } from '@lib/data/split';
import { accuracyOf, classifyDigits } from '@lib/metrics/classify';
import { measureQuality, prepareReference, type RealReference } from '@lib/metrics/quality';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { activateWasm } from '../backends/wasm/node-wasm';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, 'public', 'models', 'digit-classifier');
const bytes = async (...path: string[]) => Uint8Array.from(await readFile(join(...path))).buffer;

let classifier: StraightNetwork;
let digits: ReturnType<typeof splitShippedDigits>;

beforeAll(async () => {
  await activateWasm();
  classifier = await loadShippedNetwork((name) => bytes(folder, name));
  const packed = await bytes(root, 'public', 'generated', 'mnist-10k.bin.gz');
  digits = splitShippedDigits(await decodePackedMnist(packed));
});

describe('the shipped classifier', () => {
  it('reads at least 98 % of the digits that were held out, as its account says', async () => {
    const { heldOut } = digits;
    expect(heldOut.count).toBe(1500);
    const classified = await classifyDigits({ classifier, images: heldOut.images });
    const accuracy = accuracyOf(classified, heldOut.labels);
    expect(accuracy).toBeGreaterThanOrEqual(0.98);
    const account = JSON.parse(readFileSync(join(folder, 'metadata.json'), 'utf8')) as {
      heldOutAccuracy: { shipped: number };
    };
    // Another backend may round an image over to another digit.
    expect(Math.abs(accuracy - account.heldOutAccuracy.shipped)).toBeLessThan(0.002);
  });

  it('is at most 200 kB', () => {
    const size = ['model.json', 'weights.bin'].reduce(
      (sum, name) => sum + statSync(join(folder, name)).size,
      0,
    );
    expect(size).toBeLessThan(200_000);
  });
});

describe('the Fréchet distance in its features', () => {
  const count = 500;
  let reference: RealReference;
  const others = () =>
    selectImages(
      digits.heldOut,
      Array.from({ length: count }, (_, i) => i),
    );
  const distance = async (images: Uint8Array) =>
    (await measureQuality({ classifier, images, reference })).frechetDistance;

  beforeAll(async () => {
    const dataset = selectImages(
      digits.training,
      Array.from({ length: 2500 }, (_, i) => i),
    );
    reference = await prepareReference({ classifier, dataset, count, random: new Random(1) });
  });

  it('of real digits is about the floor', async () => {
    const found = await distance(others().images);
    expect(found).toBeLessThan(3 * reference.floor.frechetDistance);
  });

  it('grows with noise, well beyond the floor', async () => {
    const random = new Random(2);
    const { images } = others();
    const noise = Float32Array.from(images, () => random.normal());
    const noisy = (size: number) =>
      Uint8Array.from(Uint8ClampedArray.from(images, (value, i) => value + size * (noise[i] ?? 0)));
    const distances = [];
    for (const size of [0, 20, 40, 80]) distances.push(await distance(noisy(size)));
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(distances[3]).toBeGreaterThan(20 * reference.floor.frechetDistance);
  });

  it('notices missing digits', async () => {
    const { heldOut } = digits;
    const even = [...heldOut.labels.keys()].filter((i) => (heldOut.labels[i] ?? 0) % 2 === 0);
    const found = await distance(selectImages(heldOut, even.slice(0, count)).images);
    expect(found).toBeGreaterThan(10 * reference.floor.frechetDistance);
  });

  it('comes with the entropy and the confidence of real digits', () => {
    expect(reference.floor.entropy).toBeGreaterThan(2.25);
    expect(reference.floor.meanConfidence).toBeGreaterThan(0.95);
  });
});
