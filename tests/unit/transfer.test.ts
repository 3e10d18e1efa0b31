import { describe, expect, it } from 'vitest';
import { buffersIn, handOver } from '@lib/transfer';

describe('the memory of a value', () => {
  it('is that of every array in it, once each', () => {
    const shared = new Float32Array(4);
    const bytes = new Uint8Array(2);
    const plain = new ArrayBuffer(8);
    const value = {
      a: shared,
      lanes: [{ half: shared.subarray(2) }, null, { bytes, words: ['x', 1, undefined] }],
      plain,
    };
    expect(new Set(buffersIn(value))).toEqual(new Set([shared.buffer, bytes.buffer, plain]));
    expect(buffersIn(value)).toHaveLength(3);
  });

  it('is nothing where there is none, or none that can be given away', () => {
    expect(buffersIn(null)).toEqual([]);
    expect(buffersIn([1, 'two', {}])).toEqual([]);
    expect(buffersIn({ empty: new Uint8Array(0) })).toEqual([]);
    expect(buffersIn(new Uint8Array(new SharedArrayBuffer(4)))).toEqual([]);
  });

  it('can be handed over with any answer, even none', () => {
    const value = { pixels: new Uint8Array(2) };
    expect(handOver(value)).toBe(value);
    expect(handOver(null)).toBeNull();
    expect(handOver(3)).toBe(3);
  });
});
