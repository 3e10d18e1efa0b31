import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as activation from '@lib/backends/activate';
import { activateBackend } from '@lib/backends/activate';
import { activateWasm, nodeWasmAssets } from './wasm/node-wasm';

const sum = () => tf.sum([1, 2, 3]).dataSync()[0];

describe('activating a backend', () => {
  it('makes it the one that computes', async () => {
    expect(await activateBackend('cpu', nodeWasmAssets)).toBe(1);
    expect(tf.getBackend()).toBe('cpu');
    expect(sum()).toBe(6);
  });

  it('that cannot be used throws its name, and leaves the one before active', async () => {
    await activateBackend('cpu', nodeWasmAssets);
    await expect(activateBackend('webgl', nodeWasmAssets)).rejects.toThrow(
      '計算方法「webgl」を始められませんでした。',
    );
    expect(tf.getBackend()).toBe('cpu');
    expect(sum()).toBe(6);
  });

  it('brings tensors of the one before along', async () => {
    await activateBackend('cpu', nodeWasmAssets);
    const tensor = tf.tensor1d([1, 2, 3]);
    await activateWasm();
    expect([...tensor.mul(2).dataSync()]).toEqual([2, 4, 6]);
    await activateBackend('cpu', nodeWasmAssets);
    expect([...tensor.mul(3).dataSync()]).toEqual([3, 6, 9]);
  });
});

/** As in a worker of its own, where nothing has been started. */
describe('WASM', () => {
  let activate: typeof activation.activateBackend;

  beforeEach(async () => {
    await tf.setBackend('cpu');
    vi.resetModules();
    ({ activateBackend: activate } = await import('@lib/backends/activate'));
  });

  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it.each(['loadTfjs', 'loadKernels'] as const)(
    'whose files do not come (%s) leaves the one before active, and starts once they do',
    async (load) => {
      const broken = { ...nodeWasmAssets, [load]: () => Promise.reject(new Error('HTTP 404')) };
      for (let tries = 0; tries < 2; tries++) {
        await expect(activate('wasm', broken)).rejects.toThrow('HTTP 404');
        expect(tf.getBackend()).toBe('cpu');
      }
      expect(await activate('wasm', nodeWasmAssets)).toBe(1);
      expect(tf.getBackend()).toBe('wasm');
      expect(sum()).toBe(6);
    },
  );

  it.each(['tfjs', 'kernels'])(
    'refused by the engine (%s) starts when tried again',
    async (part) => {
      const garbage = () => Promise.resolve(new TextEncoder().encode('<!doctype html>').buffer);
      const load = part === 'tfjs' ? 'loadTfjs' : 'loadKernels';
      const broken = { ...nodeWasmAssets, [load]: garbage };
      await expect(activate('wasm', broken)).rejects.toThrow('magic word');
      expect(await activate('wasm', nodeWasmAssets)).toBe(1);
      expect(sum()).toBe(6);
    },
  );

  it('computes on one thread where the binary for shared memory is missing', async () => {
    vi.stubGlobal('crossOriginIsolated', true);
    const loadTfjs = vi.fn((memory: activation.WasmMemoryKind) =>
      memory === 'plain'
        ? nodeWasmAssets.loadTfjs(memory)
        : Promise.reject<ArrayBuffer>(new Error('HTTP 404')),
    );
    expect(await activate('wasm', { ...nodeWasmAssets, loadTfjs })).toBe(1);
    expect(loadTfjs.mock.calls).toEqual([['shared'], ['plain']]);
    expect(sum()).toBe(6);
  });

  it.each(['Memory', 'instantiate'] as const)(
    'computes on one thread where shared memory is promised and refused (%s)',
    async (refusing) => {
      vi.stubGlobal('crossOriginIsolated', true);
      vi.spyOn(WebAssembly, refusing).mockImplementationOnce(() => {
        throw new RangeError('could not allocate memory');
      });
      expect(await activate('wasm', nodeWasmAssets)).toBe(1);
      expect(sum()).toBe(6);
    },
  );

  it('says in Japanese that memory is short, in place of writing where it may not', async () => {
    await activate('wasm', nodeWasmAssets);
    const program = (tf.backend() as unknown as { wasm: { _malloc(bytes: number): number } }).wasm;
    const takeTooMuch = () => [1, 2, 3].map(() => program._malloc(2 ** 31 - 2 ** 20));
    expect(takeTooMuch).toThrow(/^メモリーが足りません/);
    expect(sum()).toBe(6);
  });
});
