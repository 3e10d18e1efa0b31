import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
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

  it('whose kernels cannot be loaded leaves the one before active, and may be tried again', async () => {
    await activateBackend('cpu', nodeWasmAssets);
    const loadKernels = () => Promise.reject(new Error('HTTP 404'));
    await expect(activateBackend('wasm', { ...nodeWasmAssets, loadKernels })).rejects.toThrow(
      'HTTP 404',
    );
    expect(tf.getBackend()).toBe('cpu');
    expect(await activateWasm()).toBeGreaterThanOrEqual(1);
    expect(tf.getBackend()).toBe('wasm');
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
