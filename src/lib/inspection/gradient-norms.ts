/** How much of a loss's gradient arrives where (outline D10). */
import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import type { StraightNetwork } from '../nn/straight-network';
import { tidyGradients } from '../nn/tidy-gradients';

export interface GradientOptions {
  readonly network: StraightNetwork;
  /** `[batch, …]`: images, for a discriminator. */
  readonly input: tf.Tensor;
  /** The model's output to a scalar, a mean over the batch. */
  readonly loss: (output: tf.Tensor) => tf.Scalar;
  /** Draws dropout masks; needed by models that have dropout. */
  readonly random?: Random;
}

export interface GradientNorms {
  /** Euclidean norm of the gradient on each layer's weights, from the input on; layers without any are left out. */
  readonly layers: readonly { readonly layer: string; readonly norm: number }[];
  /**
   * Mean over the batch of the norm of one input's gradient, ‖∂ℓᵢ/∂xᵢ‖, ℓᵢ being the loss of that input
   * alone: what a discriminator hands on to each of G's images.
   */
  readonly input: number;
}

/** The gradient's norm on every layer's weights and on the input, in training mode. */
export async function gradientNorms(options: GradientOptions): Promise<GradientNorms> {
  const { network, input } = options;
  const trained = network.layers
    .map(({ name, variables }) => ({ layer: name, variables }))
    .filter(({ variables }) => variables.length > 0);
  const norms = tidyGradients(() => {
    const { onInput, onWeights } = gradients(
      options,
      trained.flatMap(({ variables }) => variables),
    );
    const batch = input.shape[0] ?? 1;
    const perInput = tf.norm(onInput.reshape([batch, -1]), 'euclidean', 1).mean();
    return tf.stack([
      // The mean of the losses hands each input 1 / batch of its own gradient.
      perInput.mul(batch),
      ...trained.map(({ variables }) => jointNorm(variables.map(({ name }) => onWeights[name]))),
    ]);
  });
  const [onInput = NaN, ...onLayers] = await norms.data();
  norms.dispose();
  return {
    layers: trained.map(({ layer }, i) => ({ layer, norm: onLayers[i] ?? NaN })),
    input: onInput,
  };
}

function gradients({ network, input, loss, random }: GradientOptions, variables: tf.Variable[]) {
  // As a variable, the input's gradient comes with the others'.
  const asVariable = tf.variable(input);
  try {
    const { grads } = tf.variableGrads(
      () => loss(network.forward(asVariable, { mode: 'training', ...(random ? { random } : {}) })),
      [asVariable, ...variables],
    );
    return { onInput: grads[asVariable.name] as tf.Tensor, onWeights: grads };
  } finally {
    asVariable.dispose();
  }
}

/** The Euclidean norm of several arrays taken as one vector. */
export function jointNorm(arrays: readonly (tf.Tensor | undefined)[]): tf.Scalar {
  const squares = arrays.map((array) => (array as tf.Tensor).square().sum());
  return tf.addN(squares).sqrt() as tf.Scalar;
}
