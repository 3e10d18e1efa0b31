import type { KernelTools } from '../heap';
import type { Address } from '../native';
import { ShapeCache } from './cache';
import type { ConvGeometry } from './geometry';
import { type Padding, withPadded } from './padded-image';
import { type Phase, type PhaseGroup, phasesOf, separately, together } from './phases';
import { createPlan, type ProductPlan } from './plan';

interface PhaseProduct {
  readonly plan: ProductPlan;
  /** For `packColumns`: where each column's weights lie in the kernel, `[runs, panels · 8]`. */
  readonly weights: { readonly table: Address; readonly runs: number; readonly panels: number };
}

interface Plans {
  readonly padding: Padding;
  readonly products: readonly PhaseProduct[];
}

export interface ConvolveInputOperands {
  /** `[batch, outHeight, outWidth, outChannels]` */
  readonly dy: Address;
  /** `[kernelHeight, kernelWidth, inChannels, outChannels]` */
  readonly kernel: Address;
  /** Result, `[batch, height, width, inChannels]`. */
  readonly dx: Address;
}

/**
 * The gradient of a convolution on its input, which is also the transposed convolution: a product
 * for each phase (see `phases.ts`), or one for all where their windows are much the same.
 */
export function createConvolveInput(tools: KernelTools) {
  const { heap, native } = tools;
  const cache = new ShapeCache<Plans>(64, ({ products }) => {
    for (const { plan, weights } of products) {
      heap.give(plan.address);
      heap.give(weights.table);
    }
  });
  return (geometry: ConvGeometry, { dy, kernel, dx }: ConvolveInputOperands): void => {
    const key = JSON.stringify(geometry);
    const { padding, products } = cache.get(key, () => makePlans(tools, geometry));
    withPadded(tools, dy, padding, (padded) => {
      for (const { plan, weights } of products) {
        heap.with(plan.packedBytes, (packed) => {
          const { table, runs, panels } = weights;
          native.packColumns(kernel, table, runs, geometry.outChannels, panels, packed);
          native.product(plan.address, padded, packed, dx);
        });
      }
    });
  };
}

function makePlans(tools: KernelTools, geometry: ConvGeometry): Plans {
  const [rowGroups, columnGroups] = chooseGroups(geometry);
  const [rows, columns] = [visible(rowGroups, geometry, 0), visible(columnGroups, geometry, 1)];
  const padding: Padding = {
    batch: geometry.batch,
    height: geometry.output[0],
    width: geometry.output[1],
    channels: geometry.outChannels,
    top: -rows.first,
    left: -columns.first,
    paddedHeight: rows.length,
    paddedWidth: columns.length,
  };
  const products = rowGroups.flatMap((rows) =>
    columnGroups.map((columns) => makeProduct(tools, { geometry, padding, rows, columns })),
  );
  return { padding, products };
}

type Groups = readonly [readonly PhaseGroup[], readonly PhaseGroup[]];

/** All phases together if that costs no more, counting in panels of 8 columns. */
function chooseGroups(geometry: ConvGeometry): Groups {
  const { input, kernel, stride, before } = geometry;
  const phases = (axis: 0 | 1) =>
    phasesOf({
      input: input[axis],
      kernel: kernel[axis],
      stride: stride[axis],
      before: before[axis],
    });
  const [rows, columns] = [phases(0), phases(1)];
  const apart: Groups = [separately(rows), separately(columns)];
  const [joinedRows, joinedColumns] = [together(rows), together(columns)];
  if (!joinedRows || !joinedColumns) return apart;
  const joined: Groups = [[joinedRows], [joinedColumns]];
  return costOf(joined, geometry) <= costOf(apart, geometry) ? joined : apart;
}

function costOf([rowGroups, columnGroups]: Groups, { inChannels }: ConvGeometry): number {
  const costs = rowGroups.flatMap((rows) =>
    columnGroups.map((columns) => {
      const panels = Math.ceil((rows.phases.length * columns.phases.length * inChannels) / 8);
      return rows.window * columns.window * panels * rows.count * columns.count;
    }),
  );
  return costs.reduce((sum, cost) => sum + cost, 0);
}

/** The outputs along one axis that some window sees, and those that there are. */
function visible(groups: readonly PhaseGroup[], geometry: ConvGeometry, axis: 0 | 1) {
  const ranges = groups
    .filter(({ window }) => window > 0)
    .map(({ firstOutput, window, count }) => [firstOutput, firstOutput + window + count - 1]);
  const first = Math.min(0, ...ranges.map(([start = 0]) => start));
  const end = Math.max(geometry.output[axis], ...ranges.map(([, end = 0]) => end));
  return { first, length: end - first };
}

interface ProductOptions {
  readonly geometry: ConvGeometry;
  readonly padding: Padding;
  readonly rows: PhaseGroup;
  readonly columns: PhaseGroup;
}

function makeProduct({ heap }: KernelTools, options: ProductOptions): PhaseProduct {
  const { geometry, padding, rows, columns } = options;
  const { outChannels } = geometry;
  const { table, panels } = weightTable(options);
  const runLength = columns.window * outChannels;
  const runs = runLength > 0 ? rows.window : 0;
  const runBytes = padding.paddedWidth * outChannels * 4;
  const plan = createPlan(heap, {
    reads: 'rows',
    rowOffsets: windowStarts(options),
    runOffsets: Int32Array.from({ length: runs }, (_, r) => r * runBytes),
    runLength,
    depth: runs * runLength,
    ...placesInResult(options),
  });
  const taps = rows.window * columns.window;
  return { plan, weights: { table: heap.store(table), runs: taps, panels } };
}

/** Where in the padded dy the window of each pixel begins. */
function windowStarts({ geometry, padding, rows, columns }: ProductOptions): Int32Array {
  const pixel = geometry.outChannels * 4;
  const starts = new Int32Array(geometry.batch * rows.count * columns.count);
  let next = 0;
  for (let n = 0; n < geometry.batch; n++) {
    for (let y = 0; y < rows.count; y++) {
      const row = n * padding.paddedHeight + rows.firstOutput + padding.top + y;
      const start = row * padding.paddedWidth + columns.firstOutput + padding.left;
      for (let x = 0; x < columns.count; x++) starts[next++] = (start + x) * pixel;
    }
  }
  return starts;
}

/** Where each pixel, and each of its channels in each phase, lies in dx. */
function placesInResult({ geometry, rows, columns }: ProductOptions) {
  const { batch, input, inChannels, stride } = geometry;
  const pixel = inChannels * 4;
  const row = input[1] * pixel;
  const cRows = new Int32Array(batch * rows.count * columns.count);
  let next = 0;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < rows.count; y++) {
      const start = (n * input[0] + y * stride[0]) * row;
      for (let x = 0; x < columns.count; x++) cRows[next++] = start + x * stride[1] * pixel;
    }
  }
  const cColumns = phasePairs(rows, columns).flatMap(([y, x]) =>
    Array.from({ length: inChannels }, (_, c) => y.first * row + x.first * pixel + c * 4),
  );
  return { cRows, cColumns };
}

/** For each place in the window and each column, where its weights lie; −1 where it has none. */
function weightTable({ geometry, rows, columns }: ProductOptions) {
  const { inChannels, outChannels, kernel } = geometry;
  const pairs = phasePairs(rows, columns);
  const panels = Math.ceil((pairs.length * inChannels) / 8);
  const table = new Int32Array(Math.max(1, rows.window * columns.window * panels * 8)).fill(-1);
  const weightAt = (phase: Phase, group: PhaseGroup, place: number) =>
    phase.taps.find(({ output }) => output === group.firstOutput + place)?.weight;
  for (let r = 0; r < rows.window; r++) {
    for (let s = 0; s < columns.window; s++) {
      const start = (r * columns.window + s) * panels * 8;
      pairs.forEach(([y, x], pair) => {
        const [i, j] = [weightAt(y, rows, r), weightAt(x, columns, s)];
        if (i === undefined || j === undefined) return;
        for (let c = 0; c < inChannels; c++) {
          const weight = ((i * kernel[1] + j) * inChannels + c) * outChannels;
          table[start + pair * inChannels + c] = weight * 4;
        }
      });
    }
  }
  return { table, panels };
}

function phasePairs(rows: PhaseGroup, columns: PhaseGroup): (readonly [Phase, Phase])[] {
  return rows.phases.flatMap((y) => columns.phases.map((x) => [y, x] as const));
}
