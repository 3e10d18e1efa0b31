/**
 * A perceptron with leaky ReLUs, small enough to learn in a page in its spare moments: forward and
 * backward on plain arrays, without tfjs.
 */
import {
  addOuterProduct,
  addProduct,
  addRowSums,
  addTransposedProduct,
  fillRows,
  type Slice,
} from '@lib/backends/cpu/dense';
import { leakySlope } from '@lib/backends/activation-names';
import type { Random } from '@lib/random';

interface PerceptronOptions {
  /** Units of each layer, the inputs first. The last layer is linear. */
  readonly widths: readonly number[];
  /** Draws the first weights: N(0, 2 / inputs), biases 0. */
  readonly random: Random;
  /** By what the last layer's first weights are multiplied; 1 when absent. */
  readonly outputScale?: number;
}

interface Layer {
  readonly inputs: number;
  readonly outputs: number;
  /** Where in the parameters its weights `[inputs, outputs]` begin, and its biases. */
  readonly weights: number;
  readonly biases: number;
}

export class Perceptron {
  /** Every weight and bias, and the gradient of a loss by them, which {@link backward} adds to. */
  readonly parameters: Float32Array;
  readonly gradient: Float32Array;
  private readonly layers: readonly Layer[];
  /** What went into each layer in the last {@link forward}. */
  private inputs: Float32Array[] = [];

  constructor({ widths, random, outputScale = 1 }: PerceptronOptions) {
    let end = 0;
    this.layers = widths.slice(1).map((outputs, i) => {
      const inputs = widths[i] ?? 0;
      const weights = end;
      const biases = weights + inputs * outputs;
      end = biases + outputs;
      return { inputs, outputs, weights, biases };
    });
    this.parameters = new Float32Array(end);
    this.gradient = new Float32Array(end);
    for (const layer of this.layers) {
      const scale = layer === this.layers.at(-1) ? outputScale : 1;
      const deviation = scale * Math.sqrt(2 / layer.inputs);
      for (let i = layer.weights; i < layer.biases; i++) {
        this.parameters[i] = deviation * random.normal();
      }
    }
  }

  /** From `[batch, inputs]`, which {@link backward} reads again, to `[batch, outputs]`. */
  forward(batch: Float32Array): Float32Array {
    this.inputs = [];
    return this.layers.reduce((x, layer) => {
      this.inputs.push(x);
      const size = sizeOf(layer, x);
      const y = new Float32Array(size.batch * layer.outputs);
      fillRows(from(y), from(this.parameters, layer.biases), size);
      addProduct(from(y), from(x), from(this.parameters, layer.weights), size);
      if (layer !== this.layers.at(-1)) rectify(y);
      return y;
    }, batch);
  }

  /**
   * Add the loss's gradient by the parameters to {@link gradient}, after {@link forward}.
   *
   * @param outputGradient the loss's gradient by the outputs, `[batch, outputs]`
   * @returns its gradient by the inputs, `[batch, inputs]`
   */
  backward(outputGradient: Float32Array): Float32Array {
    return this.layers.reduceRight((dy, layer, i) => {
      const x = this.inputs[i] ?? new Float32Array();
      const size = sizeOf(layer, x);
      addRowSums(from(this.gradient, layer.biases), from(dy), size);
      addOuterProduct(from(this.gradient, layer.weights), from(x), from(dy), size);
      const dx = new Float32Array(x.length);
      addTransposedProduct(from(dx), from(dy), from(this.parameters, layer.weights), size);
      if (i > 0) multiplySlope(dx, x);
      return dx;
    }, outputGradient);
  }
}

function sizeOf({ inputs, outputs }: Layer, x: Float32Array) {
  return { batch: x.length / inputs, inputs, outputs };
}

function rectify(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value < 0) values[i] = leakySlope * value;
  }
}

/** Back through the activation that put out `values`, which have the sign of what went in. */
function multiplySlope(gradient: Float32Array, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    if ((values[i] ?? 0) < 0) gradient[i] = leakySlope * (gradient[i] ?? 0);
  }
}

function from(values: Float32Array, start = 0): Slice {
  return { values, start };
}
