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
}

export interface ConvolveOperands {
  /** `[batch, height, width, inChannels]` */
  readonly x: Address;
  /** `[kernelHeight, kernelWidth, inChannels, outChannels]` */
  readonly kernel: Address;
  /** Result, `[batch, outHeight, outWidth, outChannels]`. */
  readonly y: Address;
}

/**
 * A convolution as one product: a row for each output pixel, a column for each output channel, the
 * window in between.
 */
export function createConvolve(tools: KernelTools) {
  const { heap, native } = tools;
  const cache = new ShapeCache<Plans>(64, ({ plan }) => {
    heap.give(plan.address);
  });
  return (geometry: ConvGeometry, { x, kernel, y }: ConvolveOperands): void => {
    const { padding, plan } = cache.get(JSON.stringify(geometry), () => makePlans(tools, geometry));
    const { outChannels, inChannels } = geometry;
    const depth = geometry.kernel[0] * geometry.kernel[1] * inChannels;
    withPadded(tools, x, padding, (padded) => {
      heap.with(plan.packedBytes, (packed) => {
        native.packRows(kernel, outChannels * 4, depth, outChannels, packed);
        native.product(plan.address, padded, packed, y);
      });
    });
  };
}

function makePlans({ heap }: KernelTools, geometry: ConvGeometry): Plans {
  const { padding, pixels, runs, runLength } = windowTables(geometry);
  const { outChannels } = geometry;
  const plan = createPlan(heap, {
    reads: 'rows',
    rowOffsets: pixels,
    runOffsets: runs,
    runLength,
    depth: runs.length * runLength,
    cRows: multiples(pixels.length, outChannels * 4),
    cColumns: multiples(outChannels, 4),
  });
  return { padding, plan };
}
