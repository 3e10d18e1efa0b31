import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { Refining } from '@lib/lookups/refining';
import { createDigitClassifier } from '@lib/models/digit-classifier';
import { createRefiner } from '@lib/models/simgan-networks';
import { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';

beforeAll(() => tf.setBackend('cpu'));

function createRefining() {
  const loadWeights = vi.fn((name: string) => createRefiner(new Random(name.length)).save());
  const refining = new Refining({
    activateBackend: () => Promise.resolve(),
    loadClassifier: () =>
      Promise.resolve(new StraightNetwork(createDigitClassifier(new Random(1)))),
    loadWeights,
  });
  return { refining, loadWeights };
}

describe('refining', () => {
  it('sends the same digits through the refiner of each λ, loaded once', async () => {
    const { refining, loadWeights } = createRefining();
    await refining.open(1);
    const request = { lambda: 1, seed: 3, count: 2 };
    const first = await refining.refine(request);
    const again = await refining.refine(request);
    const other = await refining.refine({ ...request, lambda: 0.3 });
    expect(loadWeights.mock.calls).toEqual([
      ['simgan/lambda-1/refiner'],
      ['simgan/lambda-0.3/refiner'],
    ]);
    expect(again).toEqual(first);
    expect(other.synthetic).toEqual(first.synthetic);
    expect(other.refined).not.toEqual(first.refined);
    expect([...first.labels]).toEqual([0, 1]);
    expect([first.refined.length, first.read.length, first.readBefore.length]).toEqual([
      1568, 2, 2,
    ]);
  });

  it('draws other digits from another seed', async () => {
    const { refining } = createRefining();
    const one = await refining.refine({ lambda: 1, seed: 1, count: 1 });
    const two = await refining.refine({ lambda: 1, seed: 2, count: 1 });
    expect(two.synthetic).not.toEqual(one.synthetic);
  });
});
