import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureTrainingStep } from '@lib/backends/measure-step';
import { activateWasm } from './wasm/node-wasm';

describe('measuring a training step', () => {
  beforeAll(activateWasm);

  it('gives a time within that of the whole measurement, which is four steps', async () => {
    const began = performance.now();
    const milliseconds = await measureTrainingStep();
    const whole = performance.now() - began;
    expect(milliseconds).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThan(whole / 2);
  });

  it('leaves no tensor behind', async () => {
    const { numTensors, numDataBuffers } = tf.memory();
    await measureTrainingStep();
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });
});
