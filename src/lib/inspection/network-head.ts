import type { NetworkLayer, StraightNetwork } from '../nn/straight-network';
import type { Head } from './head-parameters';

/** Where a network's maps end and what follows them, read from its layers. */
export interface NetworkHead {
  readonly head: Head;
  /** Trained numbers of the whole network, and of the layers after the maps. */
  readonly parameters: { readonly all: number; readonly head: number };
  /** Whether the maps are averaged, rather than flattened. */
  readonly isAveraged: boolean;
}

/**
 * @param network a stack of layers that flattens or averages its feature maps once
 * @throws if it does neither
 */
export function readHead(network: StraightNetwork): NetworkHead {
  const { layers } = network;
  const end = layers.findIndex((layer) => ends.includes(layer.className));
  const shape = layers[end - 1]?.outputShape;
  if (!shape) throw new Error('the network neither flattens nor averages its feature maps');
  const [, rows = 0, columns = 0, channels = 0] = shape as number[];
  const dense = layers.slice(end).filter((layer) => layer.className === 'Dense');
  return {
    head: { rows, columns, channels, units: dense.map((layer) => unitsOf(layer)) },
    parameters: { all: trained(layers), head: trained(layers.slice(end)) },
    isAveraged: layers[end]?.className === 'GlobalAveragePooling2D',
  };
}

const ends = ['Flatten', 'GlobalAveragePooling2D'];

function unitsOf(layer: NetworkLayer): number {
  return (layer.outputShape as number[])[1] ?? 0;
}

/** Without the moving statistics of batch normalization, which no gradient moves. */
function trained(layers: readonly NetworkLayer[]): number {
  return layers.flatMap(({ variables }) => variables).reduce((sum, { size }) => sum + size, 0);
}
