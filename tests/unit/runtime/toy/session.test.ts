import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ToyEvent, ToyFrameEvent, ToyOpenRequest } from '@lib/runtime/toy/protocol';
import { ToySession } from '@lib/runtime/toy/session';
import { toySettings, toyView, useCpuKernels } from '../../support/toy';

beforeAll(useCpuKernels);

const request: ToyOpenRequest = { run: 1, lanes: [toySettings], view: toyView };
const stroke = [[[-0.5, 0], [0.5, 0]]] as const; // prettier-ignore

function setUp() {
  const session = new ToySession({ activateBackend: useCpuKernels });
  const events: ToyEvent[] = [];
  const open = (changes: Partial<ToyOpenRequest> = {}) =>
    session.open({ ...request, ...changes }, (event) => {
      events.push(event);
    });
  const lastFrame = () =>
    events.filter((event): event is ToyEvent & ToyFrameEvent => event.type === 'frame').at(-1);
  return { session, events, open, lastFrame };
}

describe('a session of small GANs', () => {
  it('tells of its data, and shows the untrained networks', async () => {
    const { open, events } = setUp();
    const info = await open();
    expect(info).toMatchObject({
      dimension: 2,
      parameters: [{ generator: 74, discriminator: 67 }],
    });
    expect(info.density.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    expect(info.modes).toHaveLength(8);
    expect(info.floor?.js).toBeGreaterThan(0);
    expect(events).toMatchObject([{ run: 1, type: 'frame', cause: 'open' }]);
  });

  it('steps one round, or one network, at a time', async () => {
    const { session, open, lastFrame } = setUp();
    await open();
    await session.step();
    expect(lastFrame()).toMatchObject({ cause: 'round', lanes: [{ metrics: { step: 1 } }] });
    await session.stepDiscriminator();
    await session.stepGenerator();
    const metrics = { step: 2, discriminatorUpdates: 2 };
    expect(lastFrame()).toMatchObject({ cause: 'generator', lanes: [{ metrics }] });
  });

  it('changes settings and data in place', async () => {
    const { session, open, lastFrame } = setUp();
    await open();
    await session.step();
    const info = await session.update(
      [{ ...toySettings, data: 'drawn', seed: 99 } as never],
      stroke,
    );
    expect(info.modes).toEqual([]);
    expect(Math.max(...info.real.filter((_, i) => i % 2 === 1))).toBeLessThan(0.3);
    expect(lastFrame()?.lanes[0]?.comparison?.coverage).toBeNull();
    const [state] = await session.states();
    expect(state?.settings).toMatchObject({ data: 'drawn', seed: toySettings.seed });
    expect(state?.metrics.step).toBe(1);
  });

  it('changes all lanes or, where one refuses, none', async () => {
    const { session, open } = setUp();
    await open({ lanes: [toySettings, toySettings] });
    const good = { ...toySettings, batchSize: 3 };
    const bad = { ...toySettings, loss: 'wasserstein', unrolledSteps: 2 } as const;
    await expect(session.update([good, bad])).rejects.toThrow(/一緒に使えません/);
    const states = await session.states();
    expect(states.map(({ settings }) => settings)).toEqual([toySettings, toySettings]);
  });

  it('goes on from saved states', async () => {
    const { session, open, lastFrame } = setUp();
    await open();
    await session.step();
    const states = structuredClone(await session.states());
    await session.step();
    const expected = lastFrame()?.lanes[0]?.metrics;
    await open({ run: 2, states });
    await session.step();
    expect(lastFrame()?.lanes[0]?.metrics).toEqual(expected);
  });

  it('stays as it was when the next one cannot be opened', async () => {
    const { session, open } = setUp();
    await open();
    const before = tf.memory().numTensors;
    const lanes = [toySettings, { ...toySettings, noiseDimension: 5 }];
    await expect(open({ run: 2, lanes })).rejects.toThrow(/1か2/);
    await expect(open({ run: 2, lanes: [{ ...toySettings, data: 'drawn' }] })).rejects.toThrow(
      /描かれていません/,
    );
    expect(tf.memory().numTensors).toBe(before);
    await session.step();
  });

  it('refuses commands before it is open and after it is closed, and then holds no tensor', async () => {
    const { session, open } = setUp();
    const before = tf.memory().numTensors;
    await expect(session.step()).rejects.toThrow('先に「実行」を押してください。');
    await open();
    await session.start({ kind: 'full' });
    await open({ run: 2 });
    await session.close();
    await expect(session.pause()).rejects.toThrow('先に「実行」を押してください。');
    expect(tf.memory().numTensors).toBe(before);
  });
});
