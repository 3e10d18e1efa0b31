import { beforeEach, describe, expect, it, vi } from 'vitest';
import { onDeviceLost } from '@lib/backends/device-loss';
import { deferred } from '../support/fake-trainer';

/** Stands for tfjs, whose GPU backends Node cannot run. */
const active = vi.hoisted(() => ({ name: '', backend: {} }));
vi.mock('@tensorflow/tfjs', () => ({
  getBackend: () => active.name,
  backend: () => active.backend,
}));

beforeEach(() => {
  active.name = '';
  active.backend = {};
});

describe('a lost WebGL context', () => {
  it('is told once', () => {
    const canvas = new EventTarget();
    Object.assign(active, {
      name: 'webgl',
      backend: { getGPGPUContext: () => ({ gl: { canvas } }) },
    });
    const callback = vi.fn();
    onDeviceLost(callback);
    expect(callback).not.toHaveBeenCalled();
    canvas.dispatchEvent(new Event('webglcontextlost'));
    canvas.dispatchEvent(new Event('webglcontextlost'));
    expect(callback.mock.calls).toEqual([['WebGLのコンテキストが失われました']]);
  });
});

describe('a lost WebGPU device', () => {
  const setUp = () => {
    const lost = deferred<{ reason: string; message: string }>();
    Object.assign(active, { name: 'webgpu', backend: { device: { lost: lost.promise } } });
    const callback = vi.fn();
    onDeviceLost(callback);
    return { lost, callback };
  };

  it('is told with the browser’s reason', async () => {
    const { lost, callback } = setUp();
    lost.resolve({ reason: 'unknown', message: 'driver reset' });
    await lost.promise;
    expect(callback.mock.calls).toEqual([['WebGPUのデバイスが失われました：driver reset']]);
  });

  it('is not told when we ourselves destroyed it', async () => {
    const { lost, callback } = setUp();
    lost.resolve({ reason: 'destroyed', message: '' });
    await lost.promise;
    expect(callback).not.toHaveBeenCalled();
  });
});

it.each(['wasm', 'cpu'])('the %s backend has no device to lose', (name) => {
  active.name = name;
  const callback = vi.fn();
  onDeviceLost(callback);
  expect(callback).not.toHaveBeenCalled();
});
