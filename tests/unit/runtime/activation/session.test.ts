import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { splitShippedDigits } from '@lib/data/digit-split';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { Random } from '@lib/random';
import { ActivationSession } from '@lib/runtime/activation/session';

beforeAll(() => tf.setBackend('cpu'));

/** Enough images for the held-out part, each filled with its own number. */
const count = 1600;
const dataset = {
  ...{ count, height: 28, width: 28 },
  images: Uint8Array.from({ length: count * 784 }, (_, i) => Math.floor(i / 784) % 251),
  labels: Uint8Array.from({ length: count }, (_, i) => i % 10),
};

function createSession() {
  const loadClassifier = vi.fn(() => Promise.resolve(createDigitClassifier(new Random(1))));
  const session = new ActivationSession({
    activateBackend: () => Promise.resolve(),
    loadClassifier,
    loadDigits: () => Promise.resolve(dataset),
  });
  return { session, loadClassifier };
}

describe('ActivationSession', () => {
  it('loads the classifier once and reads any number of images', async () => {
    const { session, loadClassifier } = createSession();
    await session.open();
    await session.open();
    expect(loadClassifier).toHaveBeenCalledTimes(1);
    const black = await session.read(new Uint8Array(784));
    const white = await session.read(new Uint8Array(784).fill(255));
    expect(black.maps).toHaveLength(490);
    expect(white.logits).not.toEqual(black.logits);
  });

  it('asks the reader to run it first', async () => {
    await expect(createSession().session.read(new Uint8Array(784))).rejects.toThrow('実行');
  });

  it('gives the same digit for the same seed, of those that the classifier has not seen', async () => {
    const { session } = createSession();
    const [one, again, other] = [
      await session.digit(3),
      await session.digit(3),
      await session.digit(4),
    ];
    expect(again).toEqual(one);
    expect(other.image).not.toEqual(one.image);
    const { heldOut } = splitShippedDigits(dataset);
    const places = Array.from({ length: heldOut.count }, (_, i) => heldOut.images[i * 784]);
    expect(places).toContain(one.image[0]);
  });
});
