/**
 * The small GAN on the line and in the plane. Both networks are multilayer perceptrons, the case that
 * Goodfellow et al. 2014 (arXiv:1406.2661, §3) begin with.
 *
 * A network is its shape and one vector of parameters, see `ops/mlp`.
 */
import type { ActivationName } from '../backends/activation-names';
import { mlpLayers, type MlpShape, parameterCount } from '../backends/mlp-shape';
import type { Random } from '../random';

export interface HiddenLayers {
  /** Hidden layers, ≥ 0, each of so many units. */
  readonly layers: number;
  readonly width: number;
  /** Of the hidden layers. */
  readonly activation: ActivationName;
}

// #region mlp-gan
/** The generator G: noise z `[batch, noiseSize]` to points `[batch, dimension]`. */
export function generatorShape(
  options: HiddenLayers & { readonly noiseSize: number; readonly dimension: number },
): MlpShape {
  return perceptron(options.noiseSize, options, options.dimension);
}

/** The discriminator D: points `[batch, dimension]` to logits `[batch, 1]`. */
export function discriminatorShape(
  options: HiddenLayers & { readonly dimension: number },
): MlpShape {
  return perceptron(options.dimension, options, 1);
}

function perceptron(inputs: number, { layers, width, activation }: HiddenLayers, outputs: number) {
  const hidden = Array.from({ length: layers }, () => width);
  return {
    sizes: [inputs, ...hidden, outputs],
    hiddenActivation: activation,
    outputActivation: 'linear',
  } as const;
}

/**
 * Initial parameters, `[parameterCount(shape)]`.
 *
 * Weights are uniform within ±√(6 / fan_in) for layers that end in a rectifier (He et al. 2015,
 * arXiv:1502.01852) and ±√(6 / (fan_in + fan_out)) for all others (Glorot & Bengio 2010); biases
 * within ±1 / √fan_in, for rectifiers without bias all bend at the one point x = 0.
 *
 * @param random the same state gives the same parameters
 * @param outputScale of the last layer's weights and biases, against what is said above
 */
export function initialParameters(shape: MlpShape, random: Random, outputScale = 1): Float32Array {
  const parameters = new Float32Array(parameterCount(shape));
  const layers = mlpLayers(shape);
  for (const layer of layers) {
    const { inputs, outputs, activation, kernel, bias } = layer;
    const scale = layer === layers.at(-1) ? outputScale : 1;
    const isRectifier = activation === 'relu' || activation === 'leaky-relu';
    const limit = scale * Math.sqrt(6 / (isRectifier ? inputs : inputs + outputs));
    const biasLimit = scale / Math.sqrt(inputs);
    random.fillUniform(parameters.subarray(kernel, bias), -limit, limit);
    random.fillUniform(parameters.subarray(bias, bias + outputs), -biasLimit, biasLimit);
  }
  return parameters;
}
// #endregion
