/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

export default getViteConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/golden/*.test.ts'],
    environment: 'node',
    // Training steps are real ones; on a busy machine some take their time.
    testTimeout: 180_000,
    hookTimeout: 120_000,
    setupFiles: ['tests/unit/support/setup.ts'],
    maxWorkers: 2,
    onConsoleLog: (log: string) =>
      !log.includes('Hi, looks like you are running TensorFlow.js in Node.js'),
  },
});
