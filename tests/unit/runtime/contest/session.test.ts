import { expect, test, vi } from 'vitest';
import type { ContestEvent } from '@lib/runtime/contest/protocol';
import { ContestSession } from '@lib/runtime/contest/session';
import type { Contender, ContenderView } from '@lib/training/contender';

const view: ContenderView = {
  loss: 0.5,
  silent: [],
  firstLayerGradient: 1,
  imageGradient: null,
  slopes: [],
};

/** Counts its steps; from `divergesAt` on, its loss is not a number. */
class FakeContender implements Contender {
  steps = 0;
  readonly dispose = vi.fn();
  constructor(private readonly divergesAt = Infinity) {}
  step() {
    this.steps += 1;
    return Promise.resolve();
  }
  look() {
    return Promise.resolve({ ...view, loss: this.steps >= this.divergesAt ? NaN : this.steps });
  }
}

async function opened(...contenders: FakeContender[]) {
  const events: ContestEvent[] = [];
  let time = 0;
  const session = new ContestSession({
    createContenders: () =>
      Promise.resolve(contenders.map((contender) => ({ rectifier: 'relu', contender }))),
    now: () => (time += 60),
  });
  const settings = { kind: 'digits', seed: 1 } as const;
  const open = (run: number) => session.open({ run, settings }, (event) => events.push(event));
  await open(1);
  return { session, events, open };
}

test('the first frame shows the networks before any step', async () => {
  const { events } = await opened(new FakeContender(), new FakeContender());
  expect(events).toMatchObject([{ run: 1, type: 'frame', step: 0, lanes: [{}, {}] }]);
});

test('lanes train in lock-step until paused, and the last frame is of the last step', async () => {
  const contenders = [new FakeContender(), new FakeContender()] as const;
  const { session, events } = await opened(...contenders);
  await session.start();
  await vi.waitFor(() => {
    expect(events.length).toBeGreaterThan(3);
  });
  await session.pause();
  expect(contenders[0].steps).toBe(contenders[1].steps);
  expect(events.at(-1)).toMatchObject({ step: contenders[0].steps });
});

test('in slow motion, rounds come one at a time, and a pause does not wait for the next', async () => {
  const contender = new FakeContender();
  const { session, events } = await opened(contender);
  await session.start({ kind: 'slow-motion', seconds: 3600 });
  await vi.waitFor(() => {
    expect(events.at(-1)).toMatchObject({ step: 1 });
  });
  await session.pause();
  expect(contender.steps).toBe(1);
});

test('a frame follows every so many rounds; another pace takes effect at once', async () => {
  const contender = new FakeContender();
  const { session, events } = await opened(contender);
  await session.start({ kind: 'slow-motion', seconds: 3600 });
  await vi.waitFor(() => {
    expect(events.at(-1)).toMatchObject({ step: 1 });
  });
  await session.start({ kind: 'rounds-per-frame', rounds: 5 });
  await vi.waitFor(() => {
    expect(events.length).toBeGreaterThan(3);
  });
  await session.pause();
  const steps = events.map((event) => (event.type === 'frame' ? event.step : NaN));
  expect(steps.slice(0, 4)).toEqual([0, 1, 6, 11]);
});

test('one lane that diverges keeps its last good view; the other goes on', async () => {
  const contenders = [new FakeContender(2), new FakeContender()] as const;
  const { session, events } = await opened(...contenders);
  for (let i = 0; i < 4; i++) await session.step();
  expect(contenders.map(({ steps }) => steps)).toEqual([2, 4]);
  expect(events.at(-1)).toMatchObject({
    lanes: [
      { hasDiverged: true, view: { loss: 1 } },
      { hasDiverged: false, view: { loss: 4 } },
    ],
  });
});

test('when all have diverged, the reader is told', async () => {
  const { session, events } = await opened(new FakeContender(1));
  await session.step();
  expect(events.at(-1)).toMatchObject({ type: 'failure' });
});

test('opening another frees the networks before', async () => {
  const contender = new FakeContender();
  const { open, session, events } = await opened(contender);
  await session.start();
  await open(2);
  expect(contender.dispose).toHaveBeenCalledOnce();
  expect(events.at(-1)).toMatchObject({ run: 2, step: 0 });
});

test('nothing can be trained before it is open', async () => {
  const session = new ContestSession({ createContenders: () => Promise.resolve([]) });
  await expect(session.step()).rejects.toThrow('準備');
});
