import type { ActivationName } from './activation-names';

/** What a multilayer perceptron is, but for its parameters. */
export interface MlpShape {
  /** Units of every layer from the input to the output, at least two: `[2, 14, 14, 1]`. */
  readonly sizes: readonly number[];
  readonly hiddenActivation: ActivationName;
  readonly outputActivation: ActivationName;
}

/** One dense layer: h ← f(h · W + b). */
export interface DenseLayer {
  readonly inputs: number;
  readonly outputs: number;
  readonly activation: ActivationName;
  /** Where in the network's parameters W `[inputs, outputs]`, row by row, begins. */
  readonly kernel: number;
  /** Where b `[outputs]` begins: right behind W. */
  readonly bias: number;
}

/** How many parameters such a network has. */
export function parameterCount({ sizes }: Pick<MlpShape, 'sizes'>): number {
  return sizes.slice(1).reduce((sum, outputs, i) => sum + ((sizes[i] ?? 0) + 1) * outputs, 0);
}

/**
 * The layers from the first to the last.
 *
 * @param offset where in the vector of parameters the first one begins
 */
export function mlpLayers(shape: MlpShape, offset = 0): DenseLayer[] {
  const { sizes, hiddenActivation, outputActivation } = shape;
  let next = offset;
  return sizes.slice(1).map((outputs, i) => {
    const inputs = sizes[i] ?? 0;
    const kernel = next;
    const bias = kernel + inputs * outputs;
    next = bias + outputs;
    const isLast = i === sizes.length - 2;
    return {
      inputs,
      outputs,
      activation: isLast ? outputActivation : hiddenActivation,
      kernel,
      bias,
    };
  });
}
