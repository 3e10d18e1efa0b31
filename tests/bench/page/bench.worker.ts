/** Runs the steps to be measured, one contender in each worker. */
import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import { activateBackend } from '@lib/backends/activate';
import { wasmAssets } from '@lib/runtime/wasm-assets';
import type { BackendName } from '@lib/runtime/protocol';
import { DcganTrainer } from '@lib/training/dcgan-trainer';

import { type KernelTime, timeKernels } from './kernel-times';

let step: () => Promise<unknown> = () => Promise.reject(new Error('nothing is open'));

const api = {
  /** @returns the number of threads */
  async openOurs(backend: BackendName): Promise<number> {
    const threads = await activateBackend(backend, wasmAssets);
    const count = 320;
    const images = Uint8Array.from({ length: count * 784 }, (_, i) => (i * 37) % 256);
    const trainer = new DcganTrainer({
      dataset: { images, labels: null, count, height: 28, width: 28 },
      sampleCount: 64,
      settings: {
        generatorLoss: 'non-saturating',
        discriminatorLearningRate: 1e-4,
        discriminatorBeta1: 0.5,
        generatorLearningRate: 2e-4,
        generatorBeta1: 0.5,
        batchSize: 32,
        epochs: 1000,
        seed: 1,
      },
    });
    step = () => trainer.trainStep();
    return threads;
  },
  /** @returns milliseconds of each step */
  async run(steps: number): Promise<number[]> {
    const times: number[] = [];
    for (let i = 0; i < steps; i++) {
      const began = performance.now();
      await step();
      times.push(performance.now() - began);
    }
    return times;
  },
  /** @returns the kernels of so many steps by the time that they took */
  async profile(steps: number): Promise<KernelTime[]> {
    const take = timeKernels();
    for (let i = 0; i < steps; i++) await step();
    return take();
  },
  memory: () => ({ tensors: tf.memory().numTensors, bytes: tf.memory().numBytes }),
};

export type BenchWorkerApi = typeof api;
expose(api);
