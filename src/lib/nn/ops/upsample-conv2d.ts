import * as tf from '@tensorflow/tfjs';
import { type Activation, biasActivation } from './bias-activation';
import { hasKernel, runKernel } from './kernel';

export interface UpsampleConv2dOptions {
  /** `[batch, height, width, inChannels]`. */
  readonly x: tf.Tensor4D;
  /** `[size, size, inChannels, outChannels]`, with an odd size. */
  readonly kernel: tf.Tensor4D;
  /** `[outChannels]`. */
  readonly bias?: tf.Tensor1D | undefined;
  /** Applied to the result; default linear. */
  readonly activation?: Activation | undefined;
}

/**
 * Nearest-neighbour ×2 upsampling followed by a stride-1 `same` convolution.
 *
 * Of the k × k weights, those that fall on copies of the same pixel may be summed beforehand. An
 * output pixel then sees ((k + 1) / 2)² pixels of x under one of four kernels, by the parity of its
 * row and column: (1 + 1/k)² / 4 of the multiplications, 9/25 for k = 5. The four together are one
 * transposed convolution of stride 2 by a (k + 1) × (k + 1) kernel, see {@link spreadKernel}.
 *
 * @returns `[batch, 2 · height, 2 · width, outChannels]`, differentiable with respect to every input
 * @throws if the kernel is not square and odd
 */
export function upsampleConv2d(options: UpsampleConv2dOptions): tf.Tensor4D {
  const { x, kernel, bias, activation } = options;
  const [size, otherSize, , outChannels] = kernel.shape;
  if (size !== otherSize || size % 2 !== 1) {
    throw new Error(
      `upsampleConv2d expects a square kernel of odd size, received ${size} × ${otherSize}`,
    );
  }
  const [batch, height, width] = x.shape;
  return tf.tidy(() => {
    const y = tf.conv2dTranspose(
      x,
      spreadKernel(kernel),
      [batch, 2 * height, 2 * width, outChannels],
      2,
      'same',
    );
    return biasActivation(y, { bias, activation }) as tf.Tensor4D;
  });
}

/**
 * The kernel by which each pixel of x spreads over the output.
 *
 * In one dimension, with r = (k − 1) / 2, the upsampled row U[u] = x[⌊u / 2⌋] gives
 * y[o] = Σ_t U[o + t − r] · K[t]. Pixel h, at u = 2h + i with i ∈ {0, 1}, adds to o = 2h + i − t + r
 * the weight K[t], so that y[o] = Σ_h x[h] · S[o − 2h + r] with S[a] = Σ_i K[i + k − 1 − a]: the
 * reversed kernel, summed in pairs of neighbours.
 *
 * @param kernel `[k, k, inChannels, outChannels]`
 * @returns `[k + 1, k + 1, outChannels, inChannels]`, as `tf.conv2dTranspose` takes it
 */
function spreadKernel(kernel: tf.Tensor4D): tf.Tensor4D {
  if (hasKernel('SpreadKernel')) return runKernel('SpreadKernel', { kernel })[0] as tf.Tensor4D;
  const reversed = tf.reverse4d(tf.transpose(kernel, [0, 1, 3, 2]), [0, 1]);
  return sumNeighbours(sumNeighbours(reversed, 0), 1);
}

tf.registerGradient({
  kernelName: 'SpreadKernel',
  gradFunc: (dy) => ({
    kernel: () => runKernel('SpreadKernelGradient', { dy: dy as tf.Tensor })[0] as tf.Tensor,
  }),
});

function sumNeighbours(kernel: tf.Tensor4D, axis: 0 | 1): tf.Tensor4D {
  const padded = (before: number) => {
    const paddings: [number, number][] = kernel.shape.map(() => [0, 0]);
    paddings[axis] = [before, 1 - before];
    return tf.pad(kernel, paddings);
  };
  return tf.add(padded(0), padded(1));
}
