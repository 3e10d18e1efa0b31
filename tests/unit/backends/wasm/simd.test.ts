import { beforeAll, describe } from 'vitest';
import { activateWasmVariant } from './node-wasm';
import { kernelSuites } from './suites';

describe('on WASM without relaxed instructions', () => {
  beforeAll(async () => {
    await activateWasmVariant({ instructions: 'simd' });
  });
  kernelSuites();
});
