import * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';
import type { StraightNetwork } from '../nn/straight-network';

/** What one layer gives out for a batch of inputs. */
export interface LayerOutput {
  readonly name: string;
  readonly className: string;
  /** `[batch, …, units]`: units are the values of a dense layer, the channels of a convolution. */
  readonly output: tf.Tensor;
}

export interface LayersOptions {
  readonly network: StraightNetwork;
  /** `[batch, …]`. */
  readonly input: tf.Tensor;
  /** Draws dropout masks; needed by models that have dropout. */
  readonly random?: Random;
}

/**
 * Every layer's output in training mode (statistics of the batch, dropout), the network unchanged.
 *
 * @returns tensors of the caller's
 */
function layerOutputs({ network, input, random }: LayersOptions): LayerOutput[] {
  let x = input;
  return network.layers.map(({ name, className, forward }) => {
    x = forward(x, { mode: 'training', ...(random ? { random } : {}) });
    return { name, className, output: x };
  });
}

/**
 * Look at every layer's output as plain numbers.
 *
 * @param look is given the values of a layer, `[batch · …, units]`, and the number of units
 * @returns what `look` returned, layer by layer
 */
export async function inspectLayers<Finding>(
  options: LayersOptions,
  look: (layer: {
    name: string;
    className: string;
    values: Float32Array;
    units: number;
  }) => Finding,
): Promise<Finding[]> {
  const outputs = tf.tidy(() =>
    // A clone each, since a layer without dropout, say, hands its input on.
    layerOutputs(options).map(({ output, ...rest }) => ({ ...rest, output: output.clone() })),
  );
  try {
    const findings: Finding[] = [];
    for (const { name, className, output } of outputs) {
      const units = output.shape.at(-1) ?? 1;
      findings.push(look({ name, className, values: await output.data<'float32'>(), units }));
    }
    return findings;
  } finally {
    tf.dispose(outputs.map(({ output }) => output));
  }
}
