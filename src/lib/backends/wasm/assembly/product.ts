/**
 * Matrix products whose left operand is read where it lies, through tables of offsets, and whose
 * right operand has been packed (`pack.ts`): c[row][column] = Σ a[row][k] · b[k][column].
 *
 * A convolution is such a product too: its left operand, the image seen through the kernel's
 * window, is never built, since the offsets lead to the image itself.
 */
import { argument, run, setArgument, threadScratch } from './pool';
import { Job } from './job-kinds';
import { multiplyColumns, multiplyRows, panelRowBytes, tileColumns, tileRows } from './tiles';

/** A product's shape and tables, as `../products/product-plan.ts` writes them. */
@unmanaged
export class ProductPlan {
  /**
   * 0: each row is made of runs of consecutive k; rowOffsets has an entry for each row.
   * 1: each k has runs of consecutive rows; rowOffsets has an entry for each k.
   */
  readsColumns: i32;
  rowOffsets: usize;
  runOffsets: usize;
  runs: i32;
  runLength: i32;
  rows: i32;
  columns: i32;
  depth: i32;
  /** Offsets in bytes of c's rows and columns. */
  cRows: usize;
  cColumns: usize;
  /** Runs (readsColumns = 0) or k (1) after which sums go to memory, so that operands stay cached. */
  block: i32;
  tilesPerUnit: i32;
  panelsPerUnit: i32;
  tileUnits: i32;
  units: i32;
  /** With readsColumns: 1 to finish a tile's row before the next tile, 0 to finish a panel first. */
  tilesFirst: i32;
}

/**
 * @param plan a ProductPlan
 * @param packed the right operand: panels of 8 columns, each `depth` rows of 8 floats
 */
export function product(plan: usize, a: usize, packed: usize, c: usize): void {
  setArgument<usize>(0, plan);
  setArgument<usize>(1, a);
  setArgument<usize>(2, packed);
  setArgument<usize>(3, c);
  run(Job.Product, changetype<ProductPlan>(plan).units);
}

export function productUnit(unit: i32): void {
  const plan = changetype<ProductPlan>(argument<usize>(0));
  const firstTile = (unit % plan.tileUnits) * plan.tilesPerUnit;
  const firstPanel = (unit / plan.tileUnits) * plan.panelsPerUnit;
  const lastTile = min(firstTile + plan.tilesPerUnit, countTiles(plan));
  const lastPanel = min(firstPanel + plan.panelsPerUnit, panelCount(plan.columns));
  if (plan.readsColumns && !plan.tilesFirst) {
    for (let k = 0; k == 0 || k < plan.depth; k += plan.block) {
      for (let panel = firstPanel; panel < lastPanel; panel++) {
        for (let tile = firstTile; tile < lastTile; tile++) columnsTile(plan, tile, panel, k);
      }
    }
  } else if (plan.readsColumns) {
    for (let k = 0; k == 0 || k < plan.depth; k += plan.block) {
      for (let tile = firstTile; tile < lastTile; tile++) {
        for (let panel = firstPanel; panel < lastPanel; panel++) columnsTile(plan, tile, panel, k);
      }
    }
  } else {
    for (let r = 0; r == 0 || r < plan.runs; r += plan.block) {
      for (let tile = firstTile; tile < lastTile; tile++) {
        for (let panel = firstPanel; panel < lastPanel; panel++) rowsTile(plan, tile, panel, r);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function panelCount(columns: i32): i32 {
  return (columns + tileColumns - 1) / tileColumns;
}

/** Tiles that one run of rows takes, or all rows if they are no runs. */
// @ts-ignore: decorator
@inline
function tilesOf(rows: i32): i32 {
  return (rows + tileRows - 1) / tileRows;
}

function countTiles(plan: ProductPlan): i32 {
  return plan.readsColumns ? plan.runs * tilesOf(plan.runLength) : tilesOf(plan.rows);
}

// @ts-ignore: decorator
@inline
function entry(table: usize, index: i32): usize {
  return <usize>load<u32>(table + (<usize>index << 2));
}

// @ts-ignore: decorator
@inline
function panelAddress(plan: ProductPlan, panel: i32, k: i32): usize {
  return argument<usize>(2) + (<usize>panel * plan.depth + k) * panelRowBytes;
}

function rowsTile(plan: ProductPlan, tile: i32, panel: i32, firstRun: i32): void {
  const row = tile * tileRows;
  const valid = min(tileRows, plan.rows - row);
  const runs = min(plan.block, plan.runs - firstRun);
  const direct = isDirect(plan, valid, panel);
  const accumulate = firstRun > 0;
  if (accumulate && !direct) gather(plan, row, valid, panel);
  multiplyRows(
    argument<usize>(1),
    plan.rowOffsets + (<usize>row << 2),
    plan.runOffsets + (<usize>firstRun << 2),
    runs,
    <usize>plan.runLength << 2,
    panelAddress(plan, panel, firstRun * plan.runLength),
    direct ? argument<usize>(3) + entry(plan.cColumns, panel * tileColumns) : tileBuffer(),
    direct ? plan.cRows + (<usize>row << 2) : tileOffsets(),
    accumulate,
  );
  if (!direct) scatter(plan, row, valid, panel);
}

function columnsTile(plan: ProductPlan, tile: i32, panel: i32, k: i32): void {
  const tilesOfRun = tilesOf(plan.runLength);
  const runIndex = tile / tilesOfRun;
  const within = (tile % tilesOfRun) * tileRows;
  const row = runIndex * plan.runLength + within;
  const valid = min(tileRows, plan.runLength - within);
  const direct = isDirect(plan, valid, panel);
  const accumulate = k > 0;
  if (accumulate && !direct) gather(plan, row, valid, panel);
  multiplyColumns(
    argument<usize>(1) + entry(plan.runOffsets, runIndex) + (<usize>within << 2),
    plan.rowOffsets + (<usize>k << 2),
    min(plan.block, plan.depth - k),
    panelAddress(plan, panel, k),
    direct ? argument<usize>(3) + entry(plan.cColumns, panel * tileColumns) : tileBuffer(),
    direct ? plan.cRows + (<usize>row << 2) : tileOffsets(),
    accumulate,
  );
  if (!direct) scatter(plan, row, valid, panel);
}

/** Whether a tile is whole and its columns lie together in c, so that it needs no buffer. */
// @ts-ignore: decorator
@inline
function isDirect(plan: ProductPlan, valid: i32, panel: i32): bool {
  const column = panel * tileColumns;
  if (valid != tileRows || column + tileColumns > plan.columns) return false;
  return entry(plan.cColumns, column + 7) - entry(plan.cColumns, column) == 28;
}

/** Copy what there is of a tile into the buffer. */
function gather(plan: ProductPlan, row: i32, valid: i32, panel: i32): void {
  const column = panel * tileColumns;
  const columns = min(tileColumns, plan.columns - column);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < valid; i++) {
      const value = load<f32>(cAddress(plan, row + i, column + j));
      store<f32>(tileBuffer() + <usize>i * panelRowBytes + (<usize>j << 2), value);
    }
  }
}

/** Copy what there is of a tile from the buffer. */
function scatter(plan: ProductPlan, row: i32, valid: i32, panel: i32): void {
  const column = panel * tileColumns;
  const columns = min(tileColumns, plan.columns - column);
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < valid; i++) {
      const value = load<f32>(tileBuffer() + <usize>i * panelRowBytes + (<usize>j << 2));
      store<f32>(cAddress(plan, row + i, column + j), value);
    }
  }
}

// @ts-ignore: decorator
@inline
function cAddress(plan: ProductPlan, row: i32, column: i32): usize {
  return argument<usize>(3) + entry(plan.cRows, row) + entry(plan.cColumns, column);
}

/** Of each thread: a tile, and the offsets of its rows. */
export const productScratchBytes: usize = 256;

// @ts-ignore: decorator
@inline
function tileBuffer(): usize {
  return threadScratch;
}

// @ts-ignore: decorator
@inline
function tileOffsets(): usize {
  return threadScratch + 192;
}

export function startProducts(): void {
  for (let i: usize = 0; i < 6; i++) store<u32>(tileOffsets() + (i << 2), <u32>(i * panelRowBytes));
}
