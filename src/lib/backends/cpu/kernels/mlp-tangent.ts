import { multiplySlope, relativeCurvature } from '../activation-loops';
import { addOuterProduct, addProduct, addRowSums, addTransposedProduct, fillRows } from '../dense';
import { registerCpuKernel } from '../register';
import type { MlpGradientAttributes } from './mlp-gradient';
import { type BatchLayer, batchLayers, from } from './mlp-layers';

/** A layer, and how its values change in the direction asked for. */
interface MovingLayer extends BatchLayer {
  readonly xDot: Float32Array;
  /** Of the sums a = x W + b, and of the values h = f(a). */
  readonly aDot: Float32Array;
  readonly hDot: Float32Array;
}

interface Direction {
  /** Of x, all 0 if only the parameters move. */
  readonly x: Float32Array;
  /** Of the parameters; `null` if only x moves. */
  readonly parameters: Float32Array | null;
}

/**
 * `MlpTangent`, of `ops/mlp-gradients`: the derivatives of y, and of the gradients of dy · y on x and
 * on the parameters, as x or the parameters move in a direction (Pearlmutter 1994).
 */
export function registerMlpTangent(): void {
  registerCpuKernel<MlpGradientAttributes>('MlpTangent', ({ read, attributes }) => {
    const [x, parameters, dy] = [read('x'), read('parameters'), read('dy')];
    const along = read('direction');
    const direction: Direction =
      attributes.of === 'x'
        ? { x: along, parameters: null }
        : { x: new Float32Array(x.length), parameters: along };
    const layers = batchLayers(attributes, { x, hidden: read('hidden'), y: read('y') });
    const moving = moveForward(layers, parameters, direction);
    const gradientDot = new Float32Array(parameters.length);
    const xDot = moveBackward({ moving, parameters, direction, dy, gradientDot });
    const batch = dy.length / (attributes.sizes.at(-1) ?? 1);
    return [
      { values: moving.at(-1)?.hDot ?? new Float32Array(0), shape: [batch, dy.length / batch] },
      { values: xDot, shape: [batch, x.length / batch] },
      { values: gradientDot, shape: [gradientDot.length] },
    ];
  });
}

/** ȧ = ẋ W + x Ẇ + ḃ and ḣ = f′ ȧ, from the first layer to the last. */
function moveForward(
  layers: readonly BatchLayer[],
  parameters: Float32Array,
  direction: Direction,
): MovingLayer[] {
  let xDot = direction.x;
  return layers.map((layer) => {
    const aDot = new Float32Array(layer.h.length);
    if (direction.parameters) {
      fillRows(from(aDot), from(direction.parameters, layer.bias), layer);
      addProduct(from(aDot), from(layer.x), from(direction.parameters, layer.kernel), layer);
    }
    addProduct(from(aDot), from(xDot), from(parameters, layer.kernel), layer);
    const hDot = aDot.slice();
    multiplySlope(layer.activation, hDot, layer.h);
    const moving = { ...layer, xDot, aDot, hDot };
    xDot = hDot;
    return moving;
  });
}

interface MovingBackward {
  readonly moving: readonly MovingLayer[];
  readonly parameters: Float32Array;
  readonly direction: Direction;
  readonly dy: Float32Array;
  /** Where to add the derivative of the gradient on the parameters. */
  readonly gradientDot: Float32Array;
}

/**
 * Back-propagation of e and its derivative ė: δ̇ = f′ ė + f″ ȧ e, then ẋᵀ δ + xᵀ δ̇ for W, Σ δ̇ for b,
 * and δ̇ Wᵀ + δ Ẇᵀ for the layer before.
 *
 * @returns the derivative of the gradient on x
 */
function moveBackward(options: MovingBackward): Float32Array {
  const { moving, parameters, direction, dy, gradientDot } = options;
  let delta = dy.slice();
  let deltaDot = new Float32Array(dy.length);
  for (const layer of moving.toReversed()) {
    addCurvature(deltaDot, delta, layer);
    multiplySlope(layer.activation, delta, layer.h);
    multiplySlope(layer.activation, deltaDot, layer.h);
    addOuterProduct(from(gradientDot, layer.kernel), from(layer.xDot), from(delta), layer);
    addOuterProduct(from(gradientDot, layer.kernel), from(layer.x), from(deltaDot), layer);
    addRowSums(from(gradientDot, layer.bias), from(deltaDot), layer);

    const error = new Float32Array(layer.x.length);
    const errorDot = new Float32Array(layer.x.length);
    const weights = from(parameters, layer.kernel);
    addTransposedProduct(from(error), from(delta), weights, layer);
    addTransposedProduct(from(errorDot), from(deltaDot), weights, layer);
    if (direction.parameters) {
      const weightsDot = from(direction.parameters, layer.kernel);
      addTransposedProduct(from(errorDot), from(delta), weightsDot, layer);
    }
    [delta, deltaDot] = [error, errorDot];
  }
  return deltaDot;
}

/** ė ← ė + e ȧ f″ / f′; the factor f′ that both terms share follows. */
function addCurvature(eDot: Float32Array, e: Float32Array, { activation, h, aDot }: MovingLayer) {
  for (let i = 0; i < e.length; i++) {
    const curvature = relativeCurvature(activation, h[i] ?? 0);
    eDot[i] = (eDot[i] ?? 0) + (e[i] ?? 0) * (aDot[i] ?? 0) * curvature;
  }
}
