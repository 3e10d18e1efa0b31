import { expose } from 'comlink';
import { afterEach, describe, expect, it } from 'vitest';
import { ToyClient, WorkerEnded } from '@lib/runtime/toy/client';
import { nextTask } from '@lib/runtime/scheduling';
import type { ToyEvent } from '@lib/runtime/toy/protocol';
import { ToySession } from '@lib/runtime/toy/session';
import { toySettings, toyView, useCpuKernels } from '../../support/toy';

const clients: ToyClient[] = [];

/** A client whose workers' other side runs here, over a real message channel. */
function setUp() {
  const events: ToyEvent[] = [];
  const workers: Worker[] = [];
  const client = new ToyClient({
    onEvent: (event) => events.push(event),
    createWorker: () => {
      const { port1, port2 } = new MessageChannel();
      expose(new ToySession({ activateBackend: useCpuKernels }), port2);
      const terminate = () => {
        port1.close();
      };
      const worker = Object.assign(port1, { terminate, onerror: null }) as unknown as Worker;
      workers.push(worker);
      return worker;
    },
  });
  clients.push(client);
  return { client, events, workers };
}

const request = { lanes: [toySettings], view: toyView };

afterEach(() => {
  // Their message channels would keep the process alive.
  for (const client of clients.splice(0)) client.dispose();
});

describe('the client of small GANs', () => {
  it('has frames with their pictures handed over, and every command answered', async () => {
    const { client, events } = setUp();
    const info = await client.open(request);
    expect(info.dimension).toBe(2);
    await client.stepDiscriminator(2);
    await client.stepGenerator();
    await client.step();
    await client.setView({ ...toyView, points: 3 });
    await client.update([{ ...toySettings, batchSize: 4 }]);
    await client.start({ kind: 'full' });
    await client.pause();
    expect(await client.states()).toMatchObject([{ settings: { batchSize: 4 } }]);
    const frames = events.filter((event) => event.type === 'frame');
    expect(frames[0]?.lanes[0]?.points).toHaveLength(2 * toyView.points);
    expect(frames.at(-1)?.lanes[0]?.points).toHaveLength(6);
    expect(new Set(events.map(({ run }) => run))).toEqual(new Set([1]));
  });

  it('drops what an older run still has to say', async () => {
    const { client, events } = setUp();
    await client.open(request);
    await client.start({ kind: 'full' });
    await client.open(request);
    const before = events.length;
    await client.step();
    while (!events.some(({ run }) => run === 2)) await nextTask();
    expect(events.slice(before).every(({ run }) => run === 2)).toBe(true);
  });

  it('hands refusals on, in Japanese', async () => {
    const { client } = setUp();
    await expect(client.start({ kind: 'full' })).rejects.toThrow('先に「実行」を押してください。');
    const lanes = [{ ...toySettings, loss: 'wasserstein', unrolledSteps: 1 }] as const;
    await expect(client.open({ ...request, lanes })).rejects.toThrow(/一緒に使えません/);
  });

  it('tells of a worker that dies, and starts another for the next session', async () => {
    const { client, events, workers } = setUp();
    await client.open(request);
    const never = client.start({ kind: 'slow-motion', seconds: 1000 });
    await never;
    workers[0]?.onerror?.call(workers[0], { message: 'crash' } as ErrorEvent);
    expect(events.at(-1)).toMatchObject({ run: 1, type: 'failure', kind: 'internal' });
    await expect(client.step()).rejects.toThrow('先に「実行」を押してください。');
    await client.open(request);
    expect(workers).toHaveLength(2);
  });

  it('leaves no command waiting when it is disposed of', async () => {
    const { client } = setUp();
    await client.open(request);
    const step = client.stepDiscriminator(100_000);
    client.dispose();
    await expect(step).rejects.toBeInstanceOf(WorkerEnded);
  });
});
