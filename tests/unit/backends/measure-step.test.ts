import * as tf from '@tensorflow/tfjs';
import { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { measureTrainingStep, trainsOnSmallGradients } from '@lib/backends/measure-step';
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

/** Rounds to half floats, as a GPU without float textures does with every result. */
class HalfFloats extends MathBackendCPU {
  override makeTensorInfo(
    shape: number[],
    dtype: tf.DataType,
    values?: tf.BackendValues | string[],
  ): tf.TensorInfo {
    const rounded =
      dtype === 'float32' ? Float32Array.from(values as Float32Array, halved) : values;
    return super.makeTensorInfo(shape, dtype, rounded);
  }
}

/** The nearest half float: 11 significant bits, none below 2^-24, none above 65504. */
function halved(value: number): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), -14);
  const unit = 2 ** (exponent - 10);
  const rounded = Math.round(value / unit) * unit;
  return Math.abs(rounded) > 65504 ? Infinity * Math.sign(value) : rounded;
}

describe('a small gradient', () => {
  it.each(['wasm', 'cpu'])('and its update are right on %s', async (backend) => {
    await tf.setBackend(backend);
    const { numTensors, numDataBuffers } = tf.memory();
    expect(await trainsOnSmallGradients()).toBe(true);
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });

  it('is lost among half floats', async () => {
    tf.registerBackend('half', () => new HalfFloats());
    tf.copyRegisteredKernels('cpu', 'half');
    await tf.setBackend('half');
    expect(await trainsOnSmallGradients()).toBe(false);
    await tf.setBackend('wasm');
  });
});
