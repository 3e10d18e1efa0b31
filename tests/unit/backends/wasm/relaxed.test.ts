import { beforeAll, describe } from 'vitest';
import { activateWasm } from './node-wasm';
import { kernelSuites } from './suites';

describe('on WASM with fused multiply-add, on one thread,', () => {
  beforeAll(async () => {
    await activateWasm();
  });
  kernelSuites();
});
