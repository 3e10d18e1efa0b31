import { describe, expect, it, vi } from 'vitest';
import type { Watch } from '@lib/models/family';
import type { RunEvent } from '@lib/session/protocol';
import { Watches } from '@lib/session/watches';
import { Clock, FakeTrainer } from '../support/fake-trainer';
import { setUpLoop } from '../support/run';

const pacing = { interval: 1000, share: 0.1 };

function watchOf(look: Watch['look'], given: Partial<Watch> = {}): Watch {
  return { pacing, isShownAtRest: false, look, ...given };
}

function setUp(watches: Readonly<Record<string, Watch>>) {
  const clock = new Clock();
  const events: RunEvent[] = [];
  const emit = (event: RunEvent) => {
    events.push(event);
  };
  const lane = new FakeTrainer();
  lane.step = 3;
  return { clock, events, lanes: [lane], watches: new Watches(watches, emit, clock.now) };
}

describe('watches', () => {
  it('look when they are due, each at its own pace', async () => {
    const [often, seldom] = [vi.fn(() => 1), vi.fn(() => Promise.resolve(2))];
    const { clock, events, lanes, watches } = setUp({
      often: watchOf(often, { pacing: { interval: 10, share: 1 } }),
      seldom: watchOf(seldom),
    });
    for (const time of [0, 5, 10, 500, 1000]) {
      clock.present = time;
      await watches.offer(lanes);
    }
    expect(often).toHaveBeenCalledTimes(4);
    expect(seldom).toHaveBeenCalledTimes(2);
    expect(events[0]).toEqual({ type: 'watch', name: 'often', step: 3, value: 1 });
  });

  it('may have nothing to tell', async () => {
    const { events, lanes, watches } = setUp({ quiet: watchOf(() => null) });
    await watches.offer(lanes);
    expect(events).toEqual([]);
  });

  it('show a run that stands still, where that tells something', async () => {
    const { events, lanes, watches } = setUp({
      still: watchOf(() => 'seen', { isShownAtRest: true }),
      other: watchOf(() => 'never'),
    });
    await watches.showAtRest(lanes);
    await watches.showAtRest(lanes);
    expect(events.map((event) => event.type === 'watch' && event.value)).toEqual(['seen', 'seen']);
  });

  it('that fail are left out, and the others go on', async () => {
    const look = vi.fn(() => Promise.reject(new Error('no file')));
    const { clock, events, lanes, watches } = setUp({
      broken: watchOf(look, { isShownAtRest: true }),
      good: watchOf(() => 1, { isShownAtRest: true }),
    });
    await watches.offer(lanes);
    clock.present = 5000;
    await watches.offer(lanes);
    await watches.showAtRest(lanes);
    expect(look).toHaveBeenCalledTimes(1);
    expect(events).toHaveLength(3);
  });

  it('that failed say why when they are asked, and take part again once they can', async () => {
    let isBroken = true;
    const look = vi.fn(() => (isBroken ? Promise.reject(new Error('no file')) : 1));
    const { clock, lanes, watches } = setUp({ watch: watchOf(look) });
    await watches.offer(lanes);
    await expect(watches.look('watch', lanes)).rejects.toThrow('no file');
    isBroken = false;
    expect(await watches.look('watch', lanes)).toBe(1);
    clock.present = 5000;
    await watches.offer(lanes);
    expect(look).toHaveBeenCalledTimes(4);
  });

  it('are known by their names', () => {
    const watch = watchOf(() => 1);
    const { lanes, watches } = setUp({ watch });
    expect([watches.has('watch'), watches.has('other')]).toEqual([true, false]);
    expect([watches.watch('watch'), watches.watch('other')]).toEqual([watch, null]);
    expect(() => watches.look('other', lanes)).toThrow('no watch "other"');
  });

  it('free what they hold', () => {
    const dispose = vi.fn();
    setUp({ one: watchOf(() => 1, { dispose }), other: watchOf(() => 1) }).watches.dispose();
    expect(dispose).toHaveBeenCalledOnce();
  });
});

describe('a run that is watched', () => {
  it('is looked at as it opens, as it goes on and where it stands', async () => {
    const look = vi.fn((lanes: Parameters<Watch['look']>[0]) => lanes[0]?.step ?? NaN);
    const { loop, ofType } = setUpLoop({
      lanes: [{ roundTakes: 400 }],
      watches: { watch: watchOf(look, { isShownAtRest: true }) },
    });
    await loop.begin();
    await loop.step(7);
    expect(ofType('watch').map(({ value }) => value)).toEqual([0, 3, 6, 7]);
  });

  it('shows watches nothing of a lane that diverged', async () => {
    const look = vi.fn((lanes: Parameters<Watch['look']>[0]) => lanes.map((lane) => lane?.step));
    const { loop, ofType } = setUpLoop({
      lanes: [{ metrics: () => ({ loss: NaN }) }, {}],
      watches: { watch: watchOf(look, { isShownAtRest: true }) },
    });
    await loop.step();
    expect(ofType('watch').at(-1)?.value).toEqual([undefined, 1]);
  });

  it('trains on though a watch fails', async () => {
    const watch = watchOf(() => Promise.reject(new Error('no file')), { isShownAtRest: true });
    const { loop, trainer, ofType } = setUpLoop({ watches: { watch } });
    await loop.begin();
    await loop.step(2);
    expect(trainer.step).toBe(2);
    expect(ofType('failure')).toEqual([]);
  });
});
