import type { Heap } from '../heap';
import type { Address } from '../native';

/** Sides of the tiles that `assembly/tiles.ts` computes. */
const tileRows = 6;
const tileColumns = 8;
const bytesPerFloat = 4;

/**
 * A product c[row][column] = Σ a[row][k] · b[k][column] by where its operands lie. Offsets
 * are in bytes.
 *
 * The left operand is read in place, in one of two layouts:
 * - `rows`: a row is made of runs of consecutive k. a[row][r · runLength + i] lies at
 *   rowOffsets[row] + runOffsets[r] + 4 i.
 * - `columns`: a column is made of runs of consecutive rows. a[r · runLength + i][k] lies at
 *   rowOffsets[k] + runOffsets[r] + 4 i.
 */
export interface ProductLayout {
  readonly reads: 'rows' | 'columns';
  readonly rowOffsets: ArrayLike<number>;
  readonly runOffsets: ArrayLike<number>;
  readonly runLength: number;
  readonly depth: number;
  /** Where row and column lie in the result; their lengths are its shape. */
  readonly cRows: ArrayLike<number>;
  readonly cColumns: ArrayLike<number>;
}

/** A layout written to memory, for `assembly/product.ts`. */
export interface ProductPlan {
  readonly address: Address;
  /** Bytes that the packed right operand takes. */
  readonly packedBytes: number;
}

/** Bytes of an operand that may be in use at a time: part of the second-level cache. */
const cachedBytes = 256 * 1024;
/** Products of a pair of numbers that are worth another thread's attention. */
const leastUnitWork = 100_000;
/** Units from which a handful of threads can be kept busy to the end. */
const wantedUnits = 24;

export function createPlan(heap: Heap, layout: ProductLayout): ProductPlan {
  const { reads, runLength, depth, cRows, cColumns, runOffsets } = layout;
  const rows = cRows.length;
  const columns = cColumns.length;
  const isByColumns = reads === 'columns';
  const tilesOf = (count: number) => Math.ceil(count / tileRows);
  const tiles = isByColumns ? runOffsets.length * tilesOf(runLength) : tilesOf(rows);
  const { tilesPerUnit, panelsPerUnit, tileUnits, units } = shareOut({ tiles, columns, depth });
  const tables = [
    // The last row once more for what a tile has too much of.
    isByColumns ? layout.rowOffsets : padded(layout.rowOffsets, tilesOf(rows) * tileRows),
    runOffsets,
    padded(cRows, rows + tileRows),
    cColumns,
  ];
  const headerLength = 16;
  let next = headerLength;
  const starts = tables.map((table) => (next += table.length) - table.length);
  const words = new Int32Array(next);
  tables.forEach((table, i) => {
    words.set(table, starts[i]);
  });
  const address = heap.take(words.byteLength);
  const [rowTable = 0, runTable = 0, cRowTable = 0, cColumnTable = 0] = starts.map(
    (start) => address + start * 4,
  );
  // In the order of the class ProductPlan in assembly/product.ts.
  words.set([
    Number(isByColumns),
    rowTable,
    runTable,
    runOffsets.length,
    runLength,
    rows,
    columns,
    depth,
    cRowTable,
    cColumnTable,
    isByColumns ? columnsBlock(depth) : Math.max(1, Math.floor(1024 / Math.max(1, runLength))),
    tilesPerUnit,
    panelsPerUnit,
    tileUnits,
    units,
    Number(depth <= 128),
  ]);
  new Int32Array(heap.memory.buffer, address, words.length).set(words);
  const panels = Math.ceil(columns / tileColumns);
  return { address, packedBytes: panels * depth * tileColumns * bytesPerFloat };
}

/** Rows of a packed panel to use while they are in the first-level cache. */
function columnsBlock(depth: number): number {
  const longest = 512;
  return Math.max(1, Math.ceil(depth / Math.ceil(depth / longest)));
}

function padded(table: ArrayLike<number>, length: number): ArrayLike<number> {
  const last = table[table.length - 1] ?? 0;
  return Array.from({ length }, (_, i) => table[i] ?? last);
}

/** Divide a product among units that threads take one by one: blocks of tiles times of panels. */
function shareOut({ tiles, columns, depth }: { tiles: number; columns: number; depth: number }) {
  const panels = Math.ceil(columns / tileColumns);
  const panelBytes = depth * tileColumns * bytesPerFloat;
  const panelsPerUnit = clamp(Math.floor(cachedBytes / panelBytes), 4, panels);
  const panelUnits = Math.ceil(panels / panelsPerUnit);
  const tileWork = tileRows * tileColumns * depth * panelsPerUnit;
  const least = Math.ceil(leastUnitWork / Math.max(1, tileWork));
  const even = Math.ceil((tiles * panelUnits) / wantedUnits);
  const tilesPerUnit = clamp(Math.max(least, even), 1, tiles);
  const tileUnits = Math.ceil(tiles / tilesPerUnit);
  return { tilesPerUnit, panelsPerUnit, tileUnits, units: tileUnits * panelUnits };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(1, Math.min(Math.max(value, least), most));
}
