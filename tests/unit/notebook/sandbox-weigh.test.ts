import { describe, expect, it } from 'vitest';
import { weigh } from '@lib/notebook/bridge/weigh';
import { sandboxLimits } from '@lib/notebook/protocol';

const limit = sandboxLimits.message;

describe('the weight of a message', () => {
  it('counts texts, numbers and buffers, each buffer once', () => {
    const bytes = new Uint8Array(1000);
    const { bytes: weight, buffers } = weigh({ kind: 'a', bytes, again: bytes }, limit);
    expect(weight).toBeGreaterThan(1000);
    expect(weight).toBeLessThan(1500);
    expect(buffers).toEqual([bytes.buffer]);
  });

  it('is too much for what is large in any way, and found out soon', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(weigh(circle, limit).bytes).toBeLessThan(1000);
    const large: readonly unknown[] = [
      new ArrayBuffer(limit + 1),
      'x'.repeat(limit),
      Array.from({ length: sandboxLimits.things + 1 }, () => 1),
      { length: new Array(2 ** 31) },
      Array.from({ length: 1000 }, () => Array.from({ length: 1000 }, () => ({ a: 1 }))),
      new Map([[1, 2]]),
      { file: new Blob(['x']) },
    ];
    for (const message of large) expect(weigh(message, limit).bytes).toBe(Infinity);
  });
});
