import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { splitShippedDigits } from '@lib/data/digit-split';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { ClassMap } from '@lib/lookups/class-map';
import { StraightNetwork } from '@lib/nn/straight-network';

beforeAll(() => tf.setBackend('cpu'));

/** Enough images for the held-out part, each filled with its own number. */
const count = 1600;
const dataset = {
  ...{ count, height: 28, width: 28 },
  images: Uint8Array.from({ length: count * 784 }, (_, i) => Math.floor(i / 784) % 251),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
};

function createClassMap() {
  const loadClassifier = vi.fn(() =>
    Promise.resolve(new StraightNetwork(createDigitClassifier(new Random(1)))),
  );
  const classMap = new ClassMap({
    activateBackend: () => Promise.resolve(),
    loadClassifier,
    loadDigits: () => Promise.resolve(dataset),
  });
  return { classMap, loadClassifier };
}

describe('the class map', () => {
  it('loads the classifier once and reads any number of images', async () => {
    const { classMap, loadClassifier } = createClassMap();
    await classMap.open();
    await classMap.open();
    expect(loadClassifier).toHaveBeenCalledTimes(1);
    const black = await classMap.read(new Uint8Array(784));
    const white = await classMap.read(new Uint8Array(784).fill(255));
    expect(black.maps).toHaveLength(490);
    expect(white.logits).not.toEqual(black.logits);
  });

  it('asks the reader to run it first', async () => {
    await expect(createClassMap().classMap.read(new Uint8Array(784))).rejects.toThrow('実行');
  });

  it('gives the same digit for the same seed, of those that the classifier has not seen', async () => {
    const { classMap } = createClassMap();
    const [one, again, other] = [
      await classMap.digit(3),
      await classMap.digit(3),
      await classMap.digit(4),
    ];
    expect(again).toEqual(one);
    expect(other.image).not.toEqual(one.image);
    const { heldOut } = splitShippedDigits(dataset);
    const places = Array.from({ length: heldOut.count }, (_, i) => heldOut.images[i * 784]);
    expect(places).toContain(one.image[0]);
  });
});
