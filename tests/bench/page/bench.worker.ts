/** This repository's DCGAN step, to be measured. */
import * as tf from '@tensorflow/tfjs';
import { expose } from 'comlink';
import { activateBackend } from '@lib/backends/activate';
import type { BackendName } from '@lib/backends/report';
import { findWebgl, findWebgpu } from '@lib/backends/software-renderer';
import { wasmAssets } from '@lib/backends/wasm-assets';
import { family } from '@lib/models/dcgan-mnist';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import type { Trainer } from '@lib/training/trainer';
import { type KernelTime, timeKernels } from './kernel-times';

let trainer: Trainer;

/** Noise in place of digits: it takes as long. */
function createTrainer(): Trainer {
  const count = 320;
  const images = Uint8Array.from({ length: count * 784 }, (_, i) => (i * 37) % 256);
  return new AdversarialTrainer({
    family,
    data: { digits: { images, labels: null, count, height: 28, width: 28 } },
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
}

const api = {
  /** @returns where WebGL and WebGPU lead: `hardware`, `software` or `none` */
  async findGpus(): Promise<Record<'webgl' | 'webgpu', string>> {
    return { webgl: findWebgl().kind, webgpu: (await findWebgpu()).kind };
  },
  /** @returns the number of threads */
  async open(backend: BackendName): Promise<number> {
    const threads = await activateBackend(backend, wasmAssets);
    trainer = createTrainer();
    return threads;
  },
  /** @returns milliseconds of each step */
  async run(steps: number): Promise<number[]> {
    const times: number[] = [];
    for (let i = 0; i < steps; i++) {
      const began = performance.now();
      await trainer.train();
      times.push(performance.now() - began);
    }
    return times;
  },
  /** @returns the kernels of so many steps by the time that they took; for the last call only */
  async profile(steps: number): Promise<KernelTime[]> {
    const take = timeKernels();
    for (let i = 0; i < steps; i++) await trainer.train();
    return take();
  },
  memory(): { tensors: number; tensorBytes: number; heapBytes: number } {
    const { numTensors, numBytes } = tf.memory();
    const { wasm } = tf.backend() as { wasm?: { HEAPU8: Uint8Array } };
    return {
      tensors: numTensors,
      tensorBytes: numBytes,
      heapBytes: wasm?.HEAPU8.buffer.byteLength ?? 0,
    };
  },
};

export type BenchWorkerApi = typeof api;
expose(api);
