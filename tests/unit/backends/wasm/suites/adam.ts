import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Adam } from '@lib/nn/adam';
import { moveTowards } from '@lib/nn/ops/move-towards';
import { expectClose, plainTensor, runOn } from '../compare';

/** A variable alone with its data, so that it may be changed in place. */
function onesVariable<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Variable<R> {
  return tf.tidy(() => tf.variable(tf.ones<R>(shape)));
}

function train(start: tf.Tensor, ...gradients: tf.Tensor[]): tf.Tensor[] {
  const variable = tf.tidy(() => tf.variable(start.add(0)));
  const adam = new Adam([variable], { learningRate: 0.01, beta1: 0.5 });
  for (const gradient of gradients) adam.apply({ [variable.name]: gradient });
  const outputs = [variable, ...adam.stateVariables].map((value) => value.add(0));
  adam.dispose();
  variable.dispose();
  return outputs;
}

async function expectSameTraining(size: number, seed: number): Promise<void> {
  const inputs = [0, 1, 2, 3].map((i) => plainTensor([size], seed + i));
  expectClose(
    await runOn('wasm', inputs, train as () => tf.Tensor[]),
    await runOn('cpu', inputs, train as () => tf.Tensor[]),
  );
}

async function expectSameMove(size: number, seed: number): Promise<void> {
  const inputs = [0, 1].map((i) => plainTensor([size], seed + i));
  const move = (start: tf.Tensor, value: tf.Tensor): tf.Tensor => {
    const variable = tf.tidy(() => tf.variable(start.add(0)));
    moveTowards(variable, value, 0.3);
    const moved = variable.add(0);
    variable.dispose();
    return moved;
  };
  expectClose(
    await runOn('wasm', inputs, move as () => tf.Tensor),
    await runOn('cpu', inputs, move as () => tf.Tensor),
  );
}

export function adamSuite(): void {
  describe('Adam', () => {
    it('moves a variable of any size as the CPU does', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.integer(), expectSameTraining),
        { numRuns: 30 },
      );
      await expectSameTraining(100_003, 1);
    });

    it('leaves a copy of the variable as it was', async () => {
      await tf.setBackend('wasm');
      const variable = onesVariable([5]);
      const copy = variable.clone();
      const adam = new Adam([variable], { learningRate: 0.1, beta1: 0.5 });
      adam.apply({ [variable.name]: tf.ones([5]) });
      expect([...copy.dataSync()]).toEqual([1, 1, 1, 1, 1]);
      expect(variable.dataSync()[0]).toBeCloseTo(0.9, 4);
    });

    it('changes the variable where it lies if nothing else uses its data', async () => {
      await tf.setBackend('wasm');
      const variable = onesVariable([5]);
      const { dataId } = variable;
      const adam = new Adam([variable], { learningRate: 0.1, beta1: 0.5 });
      adam.apply({ [variable.name]: tf.ones([5]) });
      expect(variable.dataId).toBe(dataId);
    });

    it('is seen by kernels of tfjs that keep weights which they have packed', async () => {
      await tf.setBackend('wasm');
      const kernel = onesVariable<tf.Rank.R4>([1, 1, 3, 1]);
      const image = tf.ones<tf.Rank.R4>([1, 1, 1, 3]);
      const convolve = () => tf.depthwiseConv2d(image, kernel, 1, 'same').dataSync()[0];
      expect(convolve()).toBe(1);
      const adam = new Adam([kernel], { learningRate: 1, beta1: 0.5 });
      adam.apply({ [kernel.name]: tf.ones([1, 1, 3, 1]) });
      expect(convolve()).toBeCloseTo(0, 4);
    });
  });

  describe('moving towards a value', () => {
    it('does as the CPU does, for variables of any size', async () => {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 70 }), fc.integer(), expectSameMove),
        { numRuns: 20 },
      );
      await expectSameMove(100_003, 1);
    });

    it('leaves a copy of the variable as it was', async () => {
      await tf.setBackend('wasm');
      const variable = onesVariable([5]);
      const copy = variable.clone();
      moveTowards(variable, tf.zeros([5]), 0.25);
      expect([...copy.dataSync()]).toEqual([1, 1, 1, 1, 1]);
      expect(variable.dataSync()[0]).toBe(0.75);
    });
  });
}
