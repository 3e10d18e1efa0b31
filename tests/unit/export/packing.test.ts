import { expose } from 'comlink';
import { expect, test, vi } from 'vitest';
import { packTakeHome } from '@lib/export/packing';
import type { TakeHomeJob } from '@lib/export/take-home.worker';
import { checkpointAt } from '../support/fake-session-client';

const { startProgram } = vi.hoisted(() => ({ startProgram: vi.fn() }));
vi.mock('@lib/load-program', () => ({ startProgram }));

test('arrays that lie in one memory, as those of a kept run do, are handed over with it', async () => {
  const { port1, port2 } = new MessageChannel();
  expose(
    { make: ({ snapshot }: TakeHomeJob) => [...(snapshot.checkpoint.arrays['v'] ?? [])] },
    port2,
  );
  const terminate = () => {
    port1.close();
  };
  startProgram.mockResolvedValue(Object.assign(port1, { terminate, onerror: null }));
  const all = Float32Array.of(1, 2, 3, 4);
  const arrays = { m: all.subarray(0, 2), v: all.subarray(2) };
  const checkpoint = { ...checkpointAt(3), arrays };
  const snapshot = { networks: {}, checkpoint, optimizers: {}, recipe: null };
  const about = { title: '', name: '' } as TakeHomeJob['about'];
  const job: TakeHomeJob = { snapshot, about, format: 'safetensors', hasShippedDigits: false };
  expect(await packTakeHome(job)).toEqual([3, 4]);
  expect(all).toHaveLength(0);
});
