import { beforeAll, describe, expect, it } from 'vitest';
import { activateWasmVariant } from './node-wasm';
import { kernelSuites } from './suites';

describe('on WASM with three threads', () => {
  let threads = 0;
  beforeAll(async () => {
    threads = await activateWasmVariant({ threads: 3 });
  });
  it('computes with three', () => {
    expect(threads).toBe(3);
  });
  kernelSuites();
});
