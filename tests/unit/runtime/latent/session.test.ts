import { drawNoise, generateImages } from '@lib/latent/generate';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { createGenerator, noiseSize } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { LatentSession } from '@lib/runtime/latent/session';
import type { SavedNetwork } from '@lib/runtime/protocol';
import { saveNetwork } from '@lib/training/saved-networks';
import type * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';

function createSession(kept?: SavedNetwork) {
  return new LatentSession({
    loadKept: () => (kept ? Promise.resolve(kept) : Promise.reject(new Error('ありません'))),
    activateBackend: () => Promise.resolve(),
    loadShipped: (name): Promise<tf.LayersModel> =>
      Promise.resolve(
        name === 'generator'
          ? createGenerator(new Random(1))
          : createDigitClassifier(new Random(2)),
      ),
  });
}

describe('LatentSession', () => {
  it('draws the same samples for the same seed, with what was measured of each', async () => {
    const request = { source: { kind: 'shipped' }, seed: 5, count: 3 } as const;
    const [one, other] = [await createSession().open(request), await createSession().open(request)];
    expect(one.images).toEqual(other.images);
    expect(one.noise).toHaveLength(3 * noiseSize);
    expect(one.attributes).toHaveLength(3);
    expect([...one.classes].every((digit) => digit < 10)).toBe(true);
  });

  it('draws with a saved generator as that generator does', async () => {
    const trained = createGenerator(new Random(9));
    const network = await saveNetwork(trained);
    const session = createSession();
    await session.open({ source: { kind: 'saved', network }, seed: 5, count: 1 });
    const noise = drawNoise(new Random(3), 2, noiseSize);
    const { images } = await session.draw(noise);
    expect(images).toEqual(await generateImages(trained, noise));
  });

  it('draws with the generator that the browser keeps', async () => {
    const trained = createGenerator(new Random(9));
    const session = createSession(await saveNetwork(trained));
    await session.open({ source: { kind: 'kept' }, seed: 5, count: 1 });
    const noise = drawNoise(new Random(3), 2, noiseSize);
    expect((await session.draw(noise)).images).toEqual(await generateImages(trained, noise));
  });

  it('refuses a network of another shape and keeps the generator before it', async () => {
    const session = createSession();
    await session.open({ source: { kind: 'shipped' }, seed: 5, count: 1 });
    const network = await saveNetwork(createDigitClassifier(new Random(4)));
    const wrong = session.open({ source: { kind: 'saved', network }, seed: 5, count: 1 });
    await expect(wrong).rejects.toThrow('生成器の重み');
    const drawn = await session.draw(new Float32Array(noiseSize));
    expect(drawn.classes).toHaveLength(1);
  });
});
