import * as tf from '@tensorflow/tfjs';
import type { KernelTools } from '../heap';
import { register } from './register';

interface Inputs {
  readonly variable: tf.TensorInfo;
  readonly value: tf.TensorInfo;
}

interface Attributes {
  readonly rate: number;
}

/** `MoveTowards`, of `ops/move-towards`: one pass over memory in place of three. */
export function registerMoveTowards({ heap, native }: KernelTools): void {
  register<Inputs, Attributes>('MoveTowards', ({ inputs, attrs }) => {
    const { variable, value } = inputs;
    native.moveTowards(
      heap.address(variable),
      heap.address(value),
      tf.util.sizeFromShape(variable.shape),
      attrs.rate,
    );
    heap.changed(variable);
    return [];
  });
}
