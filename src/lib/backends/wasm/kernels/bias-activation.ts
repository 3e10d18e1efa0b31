import * as tf from '@tensorflow/tfjs';
import type { KernelTools } from '../heap';
import { register } from './register';

/** In the order of the enum in `assembly/activation.ts`. */
const activations = ['linear', 'leaky-relu', 'tanh'];

interface Attributes {
  readonly activation: string;
  readonly slope: number;
}

function sizes({ shape }: tf.TensorInfo): { rows: number; columns: number } {
  const columns = shape.at(-1) ?? 1;
  return { rows: tf.util.sizeFromShape(shape) / columns, columns };
}

/** `BiasActivation` and `BiasActivationGradient`, of `ops/bias-activation`: one pass each. */
export function registerBiasActivation({ heap, native }: KernelTools): void {
  register<{ x: tf.TensorInfo; bias: tf.TensorInfo }, Attributes>(
    'BiasActivation',
    ({ inputs: { x, bias }, attrs: { activation, slope } }) => {
      const { rows, columns } = sizes(x);
      const y = heap.tensor(x.shape);
      native.biasActivation(
        heap.address(x),
        heap.address(bias),
        heap.address(y),
        rows,
        columns,
        activations.indexOf(activation),
        slope,
      );
      return y;
    },
  );

  register<{ dy: tf.TensorInfo; y: tf.TensorInfo }, Attributes>(
    'BiasActivationGradient',
    ({ inputs: { dy, y }, attrs: { activation, slope } }) => {
      const { rows, columns } = sizes(dy);
      const isLinear = activation === 'linear';
      const dx = isLinear ? heap.reshaped(dy, dy.shape) : heap.tensor(dy.shape);
      const dbias = heap.tensor([columns]);
      native.biasActivationGradient(
        heap.address(dy),
        heap.address(y),
        isLinear ? 0 : heap.address(dx),
        heap.address(dbias),
        rows,
        columns,
        activations.indexOf(activation),
        slope,
      );
      return [dx, dbias];
    },
  );
}
