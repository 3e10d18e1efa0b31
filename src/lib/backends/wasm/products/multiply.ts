import type { KernelTools } from '../heap';
import type { Address } from '../native';
import { ShapeCache } from './cache';
import { createPlan, type ProductLayout, type ProductPlan } from './plan';
import { multiples } from './window';

/** op(a) · op(b), of shape `[rows, columns]`, op being nothing or transposition. */
export interface MultiplyShape {
  readonly rows: number;
  readonly columns: number;
  /** Numbers in a row of op(a) and in a column of op(b). */
  readonly depth: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export interface MultiplyOperands {
  readonly a: Address;
  readonly b: Address;
  readonly c: Address;
}

/** A matrix as an operand sees it: whether its k are neighbours, and the bytes between the others. */
interface Operand {
  readonly isAlongDepth: boolean;
  readonly length: number;
  readonly stride: number;
}

interface Plans {
  readonly plan: ProductPlan;
  /** Whether the product computes the transposed result, from b read in place and a packed. */
  readonly isSwapped: boolean;
  readonly packed: Operand;
  /** For `packColumns`, if the packed operand lies along the depth. */
  readonly columns: { readonly table: Address; readonly runs: number } | null;
}

/** Longest run of k that is kept in the first-level cache. */
const longestRun = 1024;

/**
 * Matrix products. One operand is packed and the other read in place; of a small and a large one,
 * such as a batch of vectors and a layer's weights, the small one is packed.
 */
export function createMultiply(tools: KernelTools) {
  const { heap, native } = tools;
  const cache = new ShapeCache<Plans>(128, ({ plan, columns }) => {
    heap.give(plan.address);
    if (columns) heap.give(columns.table);
  });
  return (shape: MultiplyShape, { a, b, c }: MultiplyOperands): void => {
    const plans = cache.get(JSON.stringify(shape), () => makePlans(tools, shape));
    const { plan, isSwapped, packed: operand, columns } = plans;
    const [inPlace, toPack] = isSwapped ? [b, a] : [a, b];
    heap.with(plan.packedBytes, (packed) => {
      if (columns) {
        const { table, runs } = columns;
        const panels = Math.ceil(operand.length / 8);
        native.packColumns(toPack, table, runs, shape.depth / runs, panels, packed);
      } else {
        native.packRows(toPack, operand.stride, shape.depth, operand.length, packed);
      }
      native.product(plan.address, inPlace, packed, c);
    });
  };
}

function makePlans({ heap }: KernelTools, shape: MultiplyShape): Plans {
  const { rows, columns, depth } = shape;
  const a: Operand = shape.transposeA
    ? { isAlongDepth: false, length: rows, stride: rows * 4 }
    : { isAlongDepth: true, length: rows, stride: depth * 4 };
  const b: Operand = shape.transposeB
    ? { isAlongDepth: true, length: columns, stride: depth * 4 }
    : { isAlongDepth: false, length: columns, stride: columns * 4 };
  // The transposed result is written number by number, which costs about four times as much.
  const isSwapped = rows * depth + 4 * rows * columns < columns * depth;
  const [inPlace, packed] = isSwapped ? [b, a] : [a, b];
  const runs = runsOf(depth);
  const plan = createPlan(heap, {
    ...layoutOf(inPlace, depth, runs),
    depth,
    cRows: multiples(inPlace.length, isSwapped ? 4 : columns * 4),
    cColumns: multiples(packed.length, isSwapped ? columns * 4 : 4),
  });
  const table = packed.isAlongDepth ? heap.store(columnTable(packed, depth, runs)) : null;
  return { plan, isSwapped, packed, columns: table === null ? null : { table, runs } };
}

function layoutOf(
  { isAlongDepth, length, stride }: Operand,
  depth: number,
  runs: number,
): Pick<ProductLayout, 'reads' | 'rowOffsets' | 'runOffsets' | 'runLength'> {
  if (isAlongDepth) {
    const runLength = depth / runs;
    return {
      reads: 'rows',
      rowOffsets: multiples(length, stride),
      runOffsets: multiples(runs, runLength * 4),
      runLength,
    };
  }
  return {
    reads: 'columns',
    rowOffsets: multiples(depth, stride),
    runOffsets: multiples(1, 0),
    runLength: length,
  };
}

/** Into how many equal runs to divide the depth so that none is too long, if it can be divided. */
function runsOf(depth: number): number {
  const least = Math.max(1, Math.ceil(depth / longestRun));
  for (let runs = least; runs < 4 * least; runs++) if (depth % runs === 0) return runs;
  return 1;
}

/** Where the runs of each column begin, `[runs, columns]` filled up to whole panels. */
function columnTable({ length, stride }: Operand, depth: number, runs: number): Int32Array {
  const padded = Math.ceil(length / 8) * 8;
  const runBytes = (depth / runs) * 4;
  return Int32Array.from({ length: runs * padded }, (_, i) => {
    const [run, column] = [Math.floor(i / padded), i % padded];
    return column < length ? column * stride + run * runBytes : -1;
  });
}
