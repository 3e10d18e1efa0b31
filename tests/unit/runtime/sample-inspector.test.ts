import { describe, expect, it } from 'vitest';
import { SampleInspector } from '@lib/runtime/sample-inspector';
import { noiseDataset } from '../support/tiny-mnist';
import { FakeTrainer } from '../support/fake-trainer';

const size = 28 * 28;
const dataset = noiseDataset(6);
const image = (index: number) => dataset.images.slice(index * size, (index + 1) * size);

/** A generator that has learned some training images by heart, but for one pixel. */
class Copyist extends FakeTrainer {
  constructor(private readonly copied: readonly number[]) {
    super();
  }

  override sample(): Promise<Uint8Array> {
    const images = this.copied.map((index) => image(index));
    for (const copy of images) copy[0] = (copy[0] ?? 0) > 127 ? 0 : 255;
    return Promise.resolve(Uint8Array.from(images.flatMap((copy) => [...copy])));
  }
}

describe('the nearest training images of several samples', () => {
  const inspector = new SampleInspector(dataset);

  it('find out a generator that copies, in the samples’ order', async () => {
    const trainer = new Copyist([4, 1, 5, 0]);
    const found = await inspector.nearestTo(trainer, 3);
    expect(found.images).toEqual((await trainer.sample()).slice(0, 3 * size));
    [4, 1, 5].forEach((index, i) => {
      expect(found.nearest.slice(i * size, (i + 1) * size)).toEqual(image(index));
    });
    expect(found.distances).toHaveLength(3);
    for (const distance of found.distances) expect(distance).toBeLessThanOrEqual(255);
  });

  it('come with how far training images are from each other', async () => {
    const { realDistance, distances } = await inspector.nearestTo(new Copyist([0]), 1);
    const nearestOther = (i: number) =>
      Math.min(
        ...[0, 1, 2, 3, 4, 5].filter((j) => j !== i).map((j) => distance(image(i), image(j))),
      );
    const mean = [0, 1, 2, 3, 4, 5].reduce((sum, i) => sum + nearestOther(i) / 6, 0);
    expect(realDistance).toBeCloseTo(mean, 6);
    expect(realDistance).toBeGreaterThan(10 * (distances[0] ?? NaN));
  });

  it.each([0, 5])('are of as many samples as there are, not of %d', async (count) => {
    const asked = inspector.nearestTo(new Copyist([0, 1, 2]), count);
    await expect(asked).rejects.toThrow(`入力：${count}`);
  });
});

function distance(a: Uint8Array, b: Uint8Array): number {
  return Math.hypot(...Array.from(a, (x, i) => x - (b[i] ?? 0)));
}
