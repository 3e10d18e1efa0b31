import { multiplySlope } from '../activation-loops';
import { addOuterProduct, addRowSums, addTransposedProduct } from '../dense';
import { registerCpuKernel } from '../register';
import { scratch } from '../scratch';
import { type BatchLayer, batchLayers, from, type MlpAttributes } from './mlp-layers';

export interface MlpGradientAttributes extends MlpAttributes {
  /** What the gradient is taken on. */
  readonly of: 'x' | 'parameters';
}

/** `MlpGradient`, of `ops/mlp-gradients`: back-propagation through every layer. */
export function registerMlpGradient(): void {
  registerCpuKernel<MlpGradientAttributes>('MlpGradient', ({ read, attributes }) => {
    const [x, parameters] = [read('x'), read('parameters')];
    const layers = batchLayers(attributes, { x, hidden: read('hidden'), y: read('y') });
    if (attributes.of === 'x') {
      const values = backPropagate({ layers, parameters, dy: read('dy') });
      const inputs = attributes.sizes[0] ?? 1;
      return [{ values, shape: [x.length / inputs, inputs] }];
    }
    const values = new Float32Array(parameters.length);
    backPropagate({ layers, parameters, dy: read('dy'), parameterGradient: values });
    return [{ values, shape: [values.length] }];
  });
}

const noGradient = new Float32Array(0);

interface BackPropagation {
  readonly layers: readonly BatchLayer[];
  readonly parameters: Float32Array;
  /** The gradient on the last layer's values; not changed. */
  readonly dy: Float32Array;
  /** Where to add the gradient on the parameters; without it that on x is computed. */
  readonly parameterGradient?: Float32Array;
}

/**
 * From the last layer to the first, with e the gradient on its values h = f(a):
 * δ = e · f′ on a; xᵀ δ and Σ δ on W and b; δ Wᵀ on x, which is the layer's before.
 *
 * @returns the gradient on x, or an empty array if that on the parameters was asked for
 */
function backPropagate(options: BackPropagation): Float32Array {
  const { layers, parameters, dy, parameterGradient } = options;
  let delta = scratch(layers.length, dy.length);
  delta.set(dy);
  for (const [i, layer] of [...layers.entries()].toReversed()) {
    multiplySlope(layer.activation, delta, layer.h);
    if (parameterGradient) {
      addOuterProduct(from(parameterGradient, layer.kernel), from(layer.x), from(delta), layer);
      addRowSums(from(parameterGradient, layer.bias), from(delta), layer);
      if (i === 0) return noGradient;
    }
    // The last one is the result, and not ours to use again.
    const error = i === 0 ? new Float32Array(layer.x.length) : scratch(i, layer.x.length);
    addTransposedProduct(from(error), from(delta), from(parameters, layer.kernel), layer);
    delta = error;
  }
  return delta;
}
