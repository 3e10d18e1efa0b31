import { drawNoise, generateImages } from '@lib/latent/generate';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { createGenerator, noiseSize } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { LatentSpace } from '@lib/lookups/latent-space';
import type { SavedNetwork } from '@lib/nn/network';
import { StraightNetwork } from '@lib/nn/straight-network';
import { describe, expect, it } from 'vitest';

function createLatentSpace(kept?: SavedNetwork) {
  return new LatentSpace({
    loadKept: () => (kept ? Promise.resolve(kept) : Promise.reject(new Error('ありません'))),
    activateBackend: () => Promise.resolve(),
    loadShipped: (name) =>
      Promise.resolve(
        name === 'generator'
          ? new StraightNetwork(createGenerator(new Random(1)))
          : new StraightNetwork(createDigitClassifier(new Random(2))),
      ),
  });
}

describe('the latent space', () => {
  it('draws the same samples for the same seed, with what was measured of each', async () => {
    const request = { source: { kind: 'shipped' }, seed: 5, count: 3 } as const;
    const [one, other] = [
      await createLatentSpace().open(request),
      await createLatentSpace().open(request),
    ];
    expect(one.images).toEqual(other.images);
    expect(one.noise).toHaveLength(3 * noiseSize);
    expect(one.attributes).toHaveLength(3);
    expect([...one.classes].every((digit) => digit < 10)).toBe(true);
  });

  it('draws with a saved generator as that generator does', async () => {
    const trained = new StraightNetwork(createGenerator(new Random(9)));
    const network = await trained.save();
    const space = createLatentSpace();
    await space.open({ source: { kind: 'saved', network }, seed: 5, count: 1 });
    const noise = drawNoise(new Random(3), 2, noiseSize);
    const { images } = await space.draw(noise);
    expect(images).toEqual(await generateImages(trained, noise));
  });

  it('draws with the generator that the browser keeps', async () => {
    const trained = new StraightNetwork(createGenerator(new Random(9)));
    const space = createLatentSpace(await trained.save());
    await space.open({ source: { kind: 'kept' }, seed: 5, count: 1 });
    const noise = drawNoise(new Random(3), 2, noiseSize);
    expect((await space.draw(noise)).images).toEqual(await generateImages(trained, noise));
  });

  it('refuses a network of another shape and keeps the generator before it', async () => {
    const space = createLatentSpace();
    await space.open({ source: { kind: 'shipped' }, seed: 5, count: 1 });
    const network = await new StraightNetwork(createDigitClassifier(new Random(4))).save();
    const wrong = space.open({ source: { kind: 'saved', network }, seed: 5, count: 1 });
    await expect(wrong).rejects.toThrow('生成器の重み');
    const drawn = await space.draw(new Float32Array(noiseSize));
    expect(drawn.classes).toHaveLength(1);
  });
});
