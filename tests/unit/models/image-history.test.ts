import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { ImageHistory } from '@lib/models/image-history';
import { Random } from '@lib/random';

beforeAll(() => tf.setBackend('cpu'));

const create = (capacity = 8) => new ImageHistory({ capacity, side: 1, random: new Random(1) });
/** Images of one pixel that are told apart by it. */
const images = (...values: number[]) => tf.tensor4d(values, [values.length, 1, 1, 1]);
const pixels = (tensor: tf.Tensor | null) => [...(tensor?.dataSync() ?? [])];
const held = async (history: ImageHistory) => (await history.state()).slice(-history.count);

describe('a history of images', () => {
  it('hands out nothing before it holds anything', () => {
    expect(create().draw(4)).toBeNull();
  });

  it('really fills: so many images as were added, up to its capacity', async () => {
    const history = create();
    const counts = [1, 2, 3, 4, 5].map((n) => {
      history.add(images(10 * n, 10 * n + 1, 10 * n + 2));
      return history.count;
    });
    expect(counts).toEqual([3, 6, 8, 8, 8]);
    expect((await held(history)).filter((value) => value >= 50).sort()).toEqual([50, 51, 52]);
  });

  it('replaces at random places, and nothing else', async () => {
    const history = create();
    history.add(images(0, 1, 2, 3, 4, 5, 6, 7));
    const places = new Set<number>();
    for (let round = 1; round <= 12; round++) {
      const before = await held(history);
      history.add(images(100 * round, 100 * round + 1));
      const after = await held(history);
      const changed = after.flatMap((value, i) => (value === before[i] ? [] : [i]));
      expect(changed).toHaveLength(2);
      changed.forEach((place) => places.add(place));
    }
    expect(places.size).toBeGreaterThan(5);
  });

  it('draws different images, as many as there are', () => {
    const history = create();
    history.add(images(1, 2, 3));
    expect(pixels(history.draw(2)).length).toBe(2);
    expect(pixels(history.draw(5)).sort()).toEqual([1, 2, 3]);
  });

  it('goes on from a state as it would have', async () => {
    const [first, second] = [create(), create()];
    first.add(images(1, 2, 3, 4, 5));
    second.restore(await first.state());
    for (const history of [first, second]) history.add(images(6, 7, 8, 9, 10));
    expect(await held(second)).toEqual(await held(first));
    expect(pixels(second.draw(3))).toEqual(pixels(first.draw(3)));
    expect(() => second.restore([4, 5, 1, 2])).toThrow('壊れています');
  });

  it('lets go of its images', () => {
    const before = tf.memory().numTensors;
    const history = create();
    tf.tidy(() => {
      history.add(images(1, 2, 3));
      history.draw(2);
    });
    expect(tf.memory().numTensors).toBe(before + 1);
    history.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
