import type { KernelTools } from '../heap';
import type { Address } from '../native';
import { ShapeCache } from './cache';
import type { ConvGeometry } from './geometry';
import { type Padding, withPadded } from './padded-image';
import { createPlan, type ProductPlan } from './plan';
import { multiples, windowTables } from './window';

interface Plans {
  readonly padding: Padding;
  readonly plan: ProductPlan;
  readonly pixels: number;
}

export interface ConvolveFilterOperands {
  /** `[batch, height, width, inChannels]` */
  readonly x: Address;
  /** `[batch, outHeight, outWidth, outChannels]` */
  readonly dy: Address;
  /** Result, `[kernelHeight, kernelWidth, inChannels, outChannels]`. */
  readonly dKernel: Address;
}

/**
 * The gradient of a convolution on its kernel, as one product: a row for each place in the window,
 * a column for each output channel, the output pixels in between.
 */
export function createConvolveFilter(tools: KernelTools) {
  const { heap, native } = tools;
  const cache = new ShapeCache<Plans>(64, ({ plan }) => {
    heap.give(plan.address);
  });
  return (geometry: ConvGeometry, { x, dy, dKernel }: ConvolveFilterOperands): void => {
    const plans = cache.get(JSON.stringify(geometry), () => makePlans(tools, geometry));
    const { padding, plan, pixels } = plans;
    const { outChannels } = geometry;
    withPadded(tools, x, padding, (padded) => {
      heap.with(plan.packedBytes, (packed) => {
        native.packRows(dy, outChannels * 4, pixels, outChannels, packed);
        native.product(plan.address, padded, packed, dKernel);
      });
    });
  };
}

function makePlans({ heap }: KernelTools, geometry: ConvGeometry): Plans {
  const { padding, pixels, runs, runLength } = windowTables(geometry);
  const { outChannels } = geometry;
  const plan = createPlan(heap, {
    reads: 'columns',
    rowOffsets: pixels,
    runOffsets: runs,
    runLength,
    depth: pixels.length,
    cRows: multiples(runs.length * runLength, outChannels * 4),
    cColumns: multiples(outChannels, 4),
  });
  return { padding, plan, pixels: pixels.length };
}
