import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { installCpuKernels } from '@lib/backends/cpu/install';
import { activationNames } from '@lib/backends/activation-names';
import { mlp } from '@lib/nn/ops/mlp';
import { mlpLayers, type MlpShape, parameterCount } from '@lib/backends/mlp-shape';
import { withoutCpuKernels } from '../../support/cpu-kernels';
import { distance, randomTensor } from '../../support/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
  installCpuKernels();
});

/** A loss of every output, weighted unequally, so that no gradient is alike. */
function weighted(y: tf.Tensor): tf.Scalar {
  return y.mul(randomTensor(y.shape, { seed: 9 })).sum();
}

const shapes: readonly MlpShape[] = activationNames.flatMap((hiddenActivation) => [
  { sizes: [2, 5, 6, 1], hiddenActivation, outputActivation: 'linear' as const },
  { sizes: [3, 9, 4], hiddenActivation: 'tanh' as const, outputActivation: hiddenActivation },
  { sizes: [1, 4], hiddenActivation, outputActivation: 'linear' as const },
]);

const named = shapes.map(
  (shape) =>
    [
      `${shape.sizes.join('-')} ${shape.hiddenActivation} ${shape.outputActivation}`,
      shape,
    ] as const,
);

/** The network on 7 inputs, its parameters behind 3 that are not its own. */
function network(shape: MlpShape) {
  const x = randomTensor<tf.Rank.R2>([7, shape.sizes[0] ?? 1], { seed: 2 });
  const parameters = randomTensor<tf.Rank.R1>([parameterCount(shape) + 5], { seed: 3 });
  const run = (x: tf.Tensor, parameters: tf.Tensor) =>
    mlp({ x: x as tf.Tensor2D, parameters: parameters as tf.Tensor1D, shape, offset: 3 });
  return { x, parameters, run };
}

/** Compute with our kernels and with tfjs's operations. */
function bothWays(compute: () => tf.Tensor[]) {
  return { fused: compute(), composed: withoutCpuKernels(compute) };
}

function expectEqual({ fused, composed }: ReturnType<typeof bothWays>): void {
  expect(fused).toHaveLength(composed.length);
  composed.forEach((tensor, i) => {
    expect(distance(fused[i] ?? tf.scalar(NaN), tensor)).toBeLessThan(2e-5);
  });
}

describe('mlp', () => {
  it('is h ← f(h · W + b), layer by layer', () => {
    const y = mlp({
      x: tf.tensor2d([[2, -1]]),
      // W = [[1, 3], [2, 4]], b = [0.5, 1], then W = [[10], [100]], b = [7].
      parameters: tf.tensor1d([1, 3, 2, 4, 0.5, 1, 10, 100, 7]),
      shape: { sizes: [2, 2, 1], hiddenActivation: 'relu', outputActivation: 'linear' },
    });
    // 2 − 2 + 0.5 and 6 − 4 + 1.
    expect([...y.dataSync()]).toEqual([0.5 * 10 + 3 * 100 + 7]);
  });

  it.each(named)('gives what tfjs’s operations give: %s', (_, shape) => {
    const { x, parameters, run } = network(shape);
    expectEqual(bothWays(() => [run(x, parameters)]));
  });

  it.each(named)('has the gradients of tfjs’s operations: %s', (_, shape) => {
    const { x, parameters, run } = network(shape);
    const gradients = tf.grads((x, parameters) => weighted(run(x, parameters)));
    expectEqual(bothWays(() => gradients([x, parameters])));
  });

  it.each(named)('has the second derivatives of tfjs’s operations: %s', (_, shape) => {
    const { x, parameters, run } = network(shape);
    const gradients = tf.grads((x, parameters) => weighted(run(x, parameters)));
    const sizeOfGradients = tf.grads((x, parameters) => {
      const [onX, onParameters] = gradients([x, parameters]) as [tf.Tensor, tf.Tensor];
      return onX.square().sum().add(weighted(onParameters.square()));
    });
    expectEqual(bothWays(() => sizeOfGradients([x, parameters])));
  });

  it('differentiates a gradient by the output’s gradient too', () => {
    const { x, parameters, run } = network({
      sizes: [2, 5, 1],
      hiddenActivation: 'tanh',
      outputActivation: 'sigmoid',
    });
    // A loss that is not linear in y, so that the gradient on y depends on the parameters.
    const gradient = tf.grad((x) => weighted(run(x, parameters).square().square()));
    const size = tf.grad((x) => gradient(x).square().sum());
    expectEqual(bothWays(() => [size(x)]));
  });

  it.each(['tanh', 'sigmoid', 'leaky-relu'] as const)(
    'has second derivatives that finite differences confirm: %s',
    (hiddenActivation) => {
      const shape = { sizes: [2, 5, 6, 1], hiddenActivation, outputActivation: 'linear' } as const;
      const { x, parameters, run } = network(shape);
      const penalty = (p: tf.Tensor) =>
        tf
          .grad((x) => run(x, p).sum())(x)
          .square()
          .sum() as tf.Scalar;
      const gradient = tf.grad(penalty)(parameters).dataSync();
      const h = 2 ** -7;
      gradient.forEach((value, i) => {
        const at = (offset: number) => {
          const moved = parameters.dataSync().slice();
          moved[i] = (moved[i] ?? NaN) + offset;
          return penalty(tf.tensor1d(moved)).dataSync()[0] ?? NaN;
        };
        expect((at(h) - at(-h)) / (2 * h)).toBeCloseTo(value, 2);
      });
    },
  );

  it('leaves parameters that are not its own without gradient', () => {
    const { x, parameters, run } = network({
      sizes: [2, 3, 1],
      hiddenActivation: 'tanh',
      outputActivation: 'linear',
    });
    const gradient = tf
      .grad((parameters) => weighted(run(x, parameters)))(parameters)
      .dataSync();
    expect([...gradient.slice(0, 3), ...gradient.slice(-2)]).toEqual([0, 0, 0, 0, 0]);
    expect(gradient.slice(3, -2).every((value) => value !== 0)).toBe(true);
  });

  it('keeps no tensor beyond its result', () => {
    const { x, parameters, run } = network(shapes[0] as MlpShape);
    const before = tf.memory().numTensors;
    const y = run(x, parameters);
    const gradient = tf.grad((p) => weighted(run(x, p)))(parameters);
    expect(tf.memory().numTensors).toBe(before + 3); // y, its layers' values, the gradient
    tf.dispose([y, gradient]);
  });

  it('names what does not fit', () => {
    const { parameters } = network(shapes[0] as MlpShape);
    const shape = { ...(shapes[0] as MlpShape), sizes: [4, 1] };
    expect(() => mlp({ x: tf.zeros([1, 3]), parameters, shape })).toThrow(/4 values.*received 3/);
    expect(() => mlp({ x: tf.zeros([1, 4]), parameters: tf.zeros([2]), shape })).toThrow(
      /at least 5 parameters, received 2/,
    );
  });
});

describe('an mlp’s parameters', () => {
  it('stand layer by layer, kernel before bias', () => {
    const shape = { ...(shapes[0] as MlpShape), sizes: [2, 3, 1] };
    expect(mlpLayers(shape, 10).map(({ kernel, bias }) => [kernel, bias])).toEqual([
      [10, 16],
      [19, 22],
    ]);
    expect(parameterCount(shape)).toBe(13);
  });
});
