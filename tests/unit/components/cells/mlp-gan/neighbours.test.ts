import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Neighbours } from '@components/cells/mlp-gan/neighbours';
import type { NearestSamples } from '@lib/runtime/protocol';
import { deferred } from '../../../support/fake-trainer';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const foundAt = (step: number): NearestSamples => ({
  step,
  images: new Uint8Array(784),
  nearest: new Uint8Array(784),
  distances: [step],
  realDistance: 1000,
});

/** Neighbours that take so long to find. */
function setUp(takesMs: number) {
  const steps: number[] = [];
  const state = { isTraining: true };
  let asked = 0;
  const neighbours = new Neighbours({
    find: async () => {
      const step = ++asked;
      await new Promise((resolve) => setTimeout(resolve, takesMs));
      return foundAt(step);
    },
    onFound: ({ step }) => steps.push(step),
    isTraining: () => state.isTraining,
    now: () => Date.now(),
  });
  return { neighbours, steps, state, asked: () => asked };
}

describe('neighbours', () => {
  it('are looked for at once, and then once a second at the most', async () => {
    const { neighbours, steps } = setUp(10);
    for (let i = 0; i < 30; i++) {
      neighbours.request();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(steps).toEqual([1, 2, 3]);
  });

  it('take a tenth of the time at the most', async () => {
    const { neighbours, asked } = setUp(300);
    for (let i = 0; i < 120; i++) {
      neighbours.request();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(asked()).toBeLessThanOrEqual(5);
    expect(asked()).toBeGreaterThanOrEqual(4);
  });

  it('are not left out for long where a busy machine takes long to find them', async () => {
    const { neighbours, steps } = setUp(8000);
    for (let i = 0; i < 300; i++) {
      neighbours.request();
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(steps).toEqual([1, 2]);
  });

  it('come at once while nothing is trained, and for another run', async () => {
    const { neighbours, steps, state } = setUp(50);
    for (const isTraining of [true, false]) {
      state.isTraining = isTraining;
      neighbours.request();
      await vi.advanceTimersByTimeAsync(60);
    }
    expect(steps).toEqual([1, 2]);
    state.isTraining = true;
    neighbours.forget();
    neighbours.request();
    await vi.advanceTimersByTimeAsync(60);
    expect(steps).toEqual([1, 2, 3]);
  });

  it('are looked for once more for the samples that came last', async () => {
    const { neighbours, steps } = setUp(10);
    neighbours.request();
    neighbours.request();
    await vi.advanceTimersByTimeAsync(5000);
    expect(steps).toEqual([1, 2]);
  });

  it('of a run that is over are dropped, and its failures too', async () => {
    const answer = deferred<NearestSamples>();
    const found = vi.fn();
    const neighbours = new Neighbours({
      find: () => answer.promise,
      onFound: found,
      isTraining: () => true,
      now: () => Date.now(),
    });
    neighbours.request();
    neighbours.request();
    neighbours.forget();
    answer.resolve(foundAt(1));
    await vi.advanceTimersByTimeAsync(5000);
    expect(found).not.toHaveBeenCalled();
  });

  it('that could not be found are asked for again with the next samples', async () => {
    let fails = true;
    const found = vi.fn();
    const neighbours = new Neighbours({
      find: () =>
        fails ? Promise.reject(new Error('the run has failed')) : Promise.resolve(foundAt(2)),
      onFound: found,
      isTraining: () => true,
      now: () => Date.now(),
    });
    neighbours.request();
    await vi.advanceTimersByTimeAsync(2000);
    fails = false;
    neighbours.request();
    await vi.advanceTimersByTimeAsync(2000);
    expect(found).toHaveBeenCalledExactlyOnceWith(foundAt(2));
  });
});
