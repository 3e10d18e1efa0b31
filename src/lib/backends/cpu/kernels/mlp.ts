import { activate } from '../activation-loops';
import { addProduct, fillRows } from '../dense';
import { registerCpuKernel } from '../register';
import {
  batchLayers,
  batchSize,
  from,
  hiddenUnits,
  type BatchLayer,
  type MlpAttributes,
} from './mlp-layers';

/** `Mlp`, of `ops/mlp`: the output y, and the values of all layers before it, which gradients need. */
export function registerMlp(): void {
  registerCpuKernel<MlpAttributes>('Mlp', ({ read, attributes }) => {
    const [x, parameters] = [read('x'), read('parameters')];
    const batch = batchSize(attributes, x);
    const outputs = attributes.sizes.at(-1) ?? 0;
    const y = new Float32Array(batch * outputs);
    const hidden = new Float32Array(batch * hiddenUnits(attributes));
    for (const layer of batchLayers(attributes, { x, hidden, y })) forward(layer, parameters);
    return [
      { values: y, shape: [batch, outputs] },
      { values: hidden, shape: [hidden.length] },
    ];
  });
}

function forward(layer: BatchLayer, parameters: Float32Array): void {
  fillRows(from(layer.h), from(parameters, layer.bias), layer);
  addProduct(from(layer.h), from(layer.x), from(parameters, layer.kernel), layer);
  activate(layer.activation, layer.h);
}
