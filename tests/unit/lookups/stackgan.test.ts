import { beforeAll, describe, expect, it } from 'vitest';
import { drawBird, trainingBirds } from '@lib/data/birds';
import { type DrawRequest, StackganLookup } from '@lib/lookups/stackgan';
import { nearestBirds } from '@lib/metrics/nearest-birds';
import { createBirdClassifier } from '@lib/models/bird-classifier';
import { createCaptionEncoder } from '@lib/models/caption-encoder';
import { createStageOneGenerator, createStageTwoGenerator } from '@lib/models/stackgan-networks';
import type { Network } from '@lib/nn/network';
import { Random } from '@lib/random';
import { activateWasm } from '../backends/wasm/node-wasm';

beforeAll(activateWasm);

const made: Readonly<Record<string, (random: Random) => Network>> = {
  encoder: createCaptionEncoder,
  classifier: createBirdClassifier,
  generator1: createStageOneGenerator,
  generator2: createStageTwoGenerator,
};

async function open(): Promise<StackganLookup> {
  const lookup = new StackganLookup({
    activateBackend: () => Promise.resolve(),
    loadWeights: async (name) => {
      const part = name.replace('stackgan/', '');
      const network = made[part]?.(new Random(4).fork(part));
      if (!network) throw new Error(`there is no "${name}"`);
      return network.save();
    },
  });
  await lookup.open();
  return lookup;
}

const request: DrawRequest = {
  first: '全身が赤い鳥',
  second: '全身が青い鳥',
  seed: 1,
  count: 2,
  varies: 'noise',
  isAugmented: true,
};
const bird = (images: Uint8Array, i: number) => images.slice(i * 12288, (i + 1) * 12288);

describe('birds from captions', () => {
  it('are the same for the same seed; Stage-II alone reads the second caption', async () => {
    const lookup = await open();
    const first = await lookup.draw(request);
    expect(first.small).toHaveLength(2 * 16 * 16 * 3);
    expect(await lookup.draw(request)).toEqual(first);
    const other = await lookup.draw({ ...request, second: '全身が黄色い鳥' });
    expect(other.small).toEqual(first.small);
    expect(other.large).not.toEqual(first.large);
    const cut = await lookup.draw({ ...request, second: null });
    expect(cut.small).toEqual(first.small);
    expect(cut.readings).toHaveLength(1);
  });

  it('differ for one caption and one z only as the condition is drawn', async () => {
    const lookup = await open();
    const drawn = await lookup.draw({ ...request, varies: 'condition' });
    expect(bird(drawn.large, 0)).not.toEqual(bird(drawn.large, 1));
    const still = await lookup.draw({ ...request, varies: 'condition', isAugmented: false });
    expect(bird(still.large, 0)).toEqual(bird(still.large, 1));
  });

  it('tell words that they do not know', async () => {
    const lookup = await open();
    const { readings } = await lookup.draw({ ...request, first: '虹色の鳥' });
    expect(readings[0]?.unknown).toEqual(['虹色']);
  });

  it('before there are networks, say so in Japanese', async () => {
    const lookup = new StackganLookup({
      activateBackend: () => Promise.resolve(),
      loadWeights: () => Promise.reject(new Error('never asked')),
    });
    await expect(lookup.draw(request)).rejects.toThrow('先に「実行」');
  });
});

describe('the nearest birds to learn from', () => {
  it('of a picture among them begin with itself, and come in order', () => {
    const index = 17;
    const [found = []] = nearestBirds(drawBird(trainingBirds()[index] as never), 3);
    expect(found[0]).toMatchObject({ index, distance: 0 });
    const distances = found.map(({ distance }) => distance);
    expect(distances).toEqual([...distances].sort((a, b) => a - b));
    expect(distances[1]).toBeGreaterThan(0);
  });
});
