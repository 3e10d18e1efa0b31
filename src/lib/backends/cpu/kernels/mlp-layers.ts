import { type DenseLayer, mlpLayers, type MlpShape } from '../../mlp-shape';
import type { Slice } from '../dense';

export interface MlpAttributes extends MlpShape {
  /** Where in the parameters the first layer begins. */
  readonly offset: number;
}

/** A dense layer at work on a batch. */
export interface BatchLayer extends DenseLayer {
  readonly batch: number;
  /** Its values, `[batch, inputs]` and `[batch, outputs]`. */
  readonly x: Float32Array;
  readonly h: Float32Array;
}

interface Values {
  readonly x: Float32Array;
  /** Values of every layer but the last, one after the other. */
  readonly hidden: Float32Array;
  readonly y: Float32Array;
}

/** The network's layers, each with its part of the values. */
export function batchLayers(attributes: MlpAttributes, { x, hidden, y }: Values): BatchLayer[] {
  const layers = mlpLayers(attributes, attributes.offset);
  const batch = batchSize(attributes, x);
  let input = x;
  let start = 0;
  return layers.map((layer, i) => {
    const end = start + batch * layer.outputs;
    const h = i === layers.length - 1 ? y : hidden.subarray(start, end);
    const batchLayer = { ...layer, batch, x: input, h };
    input = h;
    start = end;
    return batchLayer;
  });
}

/** Inputs in a batch. */
export function batchSize({ sizes }: MlpShape, x: Float32Array): number {
  return x.length / (sizes[0] ?? 1);
}

/** Units of every layer between input and output together. */
export function hiddenUnits({ sizes }: MlpShape): number {
  return sizes.slice(1, -1).reduce((sum, units) => sum + units, 0);
}

/** An array from its beginning, or from an index on. */
export function from(values: Float32Array, start = 0): Slice {
  return { values, start };
}
