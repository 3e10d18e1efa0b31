/** Probes that talk over real channels, with a clock that the test moves. */
import { expose } from 'comlink';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { activateBackend } from '@lib/backends/activate';
import type { ProbeResult } from '@lib/backends/choose';
import type * as measuredBackend from '@lib/backends/measured-backend';
import type { ProbeApi } from '@lib/backends/probe';
import type { BackendName } from '@lib/backends/report';

vi.mock('@lib/backends/activate', () => ({ activateBackend: vi.fn(() => Promise.resolve(1)) }));
vi.mock('@lib/backends/wasm-assets', () => ({ wasmAssets: {} }));
/** What the browser keeps from visit to visit. */
let kept: { at: number; measured: readonly [BackendName, ProbeResult][] } | null = null;
vi.mock('@lib/backends/remembered', () => ({
  remembered: {
    recall: () => Promise.resolve(kept),
    keep(measured: NonNullable<typeof kept>['measured']) {
      kept = { at: 1000, measured };
      return Promise.resolve();
    },
    forget() {
      kept = null;
      return Promise.resolve();
    },
  },
}));

const never = new Promise<never>(() => undefined);
const later = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** How every probe behaves; each test changes what it is about. */
let behaviour: ProbeApi;
let probed: BackendName[];
let terminated: number;
let activateMeasuredBackend: typeof measuredBackend.activateMeasuredBackend;
let forgetMeasurements: typeof measuredBackend.forgetMeasurements;

function createProbe(backend: BackendName): Worker {
  probed.push(backend);
  const { port1, port2 } = new MessageChannel();
  expose({ ...behaviour }, port2);
  const terminate = () => {
    terminated += 1;
    port1.close();
  };
  return Object.assign(port1, { terminate, onerror: null }) as unknown as Worker;
}

/** Choose while the clock runs. */
async function choose(requested: BackendName | 'auto' = 'auto') {
  probed = [];
  let isSettled = false;
  const choice = activateMeasuredBackend(requested, createProbe).finally(() => (isSettled = true));
  choice.catch(() => undefined);
  while (!isSettled) {
    await vi.advanceTimersByTimeAsync(500);
    // Messages come in real time.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return choice;
}

const takes = (times: Partial<Record<BackendName, number>>) => (backend: BackendName) =>
  Promise.resolve<ProbeResult>({ milliseconds: times[backend] ?? null, note: '' });

beforeEach(async () => {
  vi.stubGlobal('navigator', { gpu: {} });
  vi.stubGlobal('OffscreenCanvas', vi.fn());
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  vi.resetModules();
  ({ activateMeasuredBackend } = await import('@lib/backends/measured-backend'));
  terminated = 0;
  kept = null;
  behaviour = {
    begin: () => Promise.resolve(),
    find: (backend) => Promise.resolve(backend.startsWith('web') ? 'ありません' : null),
    load: () => Promise.resolve(),
    measure: takes({ wasm: 60, cpu: 900 }),
  };
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('starts no worker for an interface that the browser does not have', async () => {
  vi.stubGlobal('navigator', {});
  expect((await choose()).measurements[0]?.note).toBe('このブラウザにはありません');
  expect(probed).toEqual(['webgl', 'wasm']);
});

describe('a slow line', () => {
  it.each(['begin', 'load'] as const)('that delays %s by 9 s loses no backend', async (stage) => {
    behaviour[stage] = () => later(9_000);
    expect(await choose()).toMatchObject({ backend: 'wasm' });
    expect(terminated).toBe(3);
  });

  it('that brings nothing for long is given up, and tried again by the next press', async () => {
    behaviour.load = (backend) => (backend === 'wasm' ? never : Promise.resolve());
    const { backend, measurements } = await choose();
    expect(backend).toBe('cpu');
    expect(measurements[2]?.note).toBe('必要なファイルが届きませんでした');
    behaviour.load = () => Promise.resolve();
    expect(await choose()).toMatchObject({ backend: 'wasm' });
    // What is known to be missing, or was measured, is not looked at again.
    expect(probed).toEqual(['wasm']);
    expect(await choose()).toMatchObject({ backend: 'wasm' });
    expect(probed).toEqual([]);
  });

  it('that breaks for all of them says why, and is tried again by the next press', async () => {
    behaviour.load = () => Promise.reject(new Error('Failed to fetch'));
    await expect(choose()).rejects.toThrow(/wasm：必要なファイルを読み込めませんでした。/);
    behaviour.load = () => Promise.resolve();
    expect(await choose()).toMatchObject({ backend: 'wasm' });
  });

  it('that loses the probe’s own program is told of', async () => {
    const createDead = (backend: BackendName) => {
      const worker = createProbe(backend);
      setTimeout(() => worker.onerror?.({} as ErrorEvent));
      return worker;
    };
    behaviour.begin = () => never;
    const choice = activateMeasuredBackend('wasm', createDead);
    const refusal = expect(choice).rejects.toThrow('プログラムを読み込めませんでした');
    await vi.advanceTimersByTimeAsync(1);
    await refusal;
  });
});

describe('a backend that computes for too long', () => {
  beforeEach(() => {
    behaviour.find = () => Promise.resolve(null);
    behaviour.measure = (backend) =>
      backend === 'webgl' ? never : takes({ wasm: 60, cpu: 900 })(backend);
  });

  it('is left out, and not waited for again while a fast one is known', async () => {
    const { backend, measurements } = await choose();
    expect(backend).toBe('wasm');
    expect(measurements[1]?.note).toBe('8秒以内に計算が終わりませんでした');
    expect((await choose()).measurements).toEqual(measurements);
    expect(probed).toEqual([]);
  });

  it('is measured again where there is nothing but the CPU', async () => {
    behaviour.measure = (backend) => (backend === 'wasm' ? never : takes({ cpu: 900 })(backend));
    expect(await choose()).toMatchObject({ backend: 'cpu' });
    behaviour.measure = takes({ wasm: 60, cpu: 900 });
    expect(await choose()).toMatchObject({ backend: 'wasm' });
  });

  it('may take a minute if the reader asked for it', async () => {
    behaviour.measure = () => later(50_000).then(() => ({ milliseconds: 5_000, note: '' }));
    expect(await choose('webgl')).toMatchObject({ backend: 'webgl', chosenBy: 'reader' });
  });
});

describe('a later visit', () => {
  const visit = async () => {
    vi.resetModules();
    ({ activateMeasuredBackend, forgetMeasurements } =
      await import('@lib/backends/measured-backend'));
    return choose();
  };

  it('measures nothing anew, and says when it was measured', async () => {
    expect(await choose()).not.toHaveProperty('measuredAt');
    expect(await visit()).toMatchObject({ backend: 'wasm', measuredAt: 1000 });
    expect(probed).toEqual([]);
  });

  it('measures what was lost on the first, and all of it after a backend has failed', async () => {
    behaviour.find = () => Promise.resolve(null);
    behaviour.measure = (backend) =>
      backend === 'webgl' ? never : takes({ webgpu: 90, wasm: 60 })(backend);
    await choose();
    behaviour.measure = takes({ webgpu: 90, webgl: 30, wasm: 60 });
    expect(await visit()).toMatchObject({ backend: 'webgl' });
    expect(probed).toEqual(['webgl']);
    await forgetMeasurements();
    await visit();
    expect(probed).toEqual(['webgpu', 'webgl', 'wasm']);
  });

  it('whose backend cannot be had any more measures all of them anew', async () => {
    await choose();
    vi.mocked(activateBackend).mockRejectedValueOnce(new Error('GPUがありません'));
    expect(await visit()).not.toHaveProperty('measuredAt');
    expect(probed).toContain('wasm');
  });
});

it('one that computes something wrong is not chosen, and its note is listed', async () => {
  behaviour.find = () => Promise.resolve(null);
  behaviour.measure = (backend) =>
    backend === 'webgl'
      ? Promise.resolve({ milliseconds: null, note: '小さな勾配を正しく計算できません' })
      : takes({ wasm: 60 })(backend);
  const { backend, measurements } = await choose();
  expect(backend).toBe('wasm');
  expect(measurements[1]).toMatchObject({ note: '小さな勾配を正しく計算できません' });
});
