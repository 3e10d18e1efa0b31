/**
 * From the k × k kernel of a convolution that follows nearest ×2 upsampling to the (k + 1) × (k + 1)
 * kernel by which each pixel of the small image spreads over the large one, and back for the
 * gradient; see `src/lib/ops/upsample-conv2d.ts`.
 */
import { Job } from './job-kinds';
import { argument, run, setArgument } from './pool';

/** Most places of the one kernel that one place of the other is a sum of. */
const most: i32 = 4;

/**
 * target[p][c][r] = Σ source[q][r][c] over up to four places q for each place p.
 *
 * @param places `[targets, 4]` indices of source places, −1 for none; each list ends at the first −1
 * @param rows of a source place, which are the columns of a target place; `columns` likewise
 */
export function sumPlacesTransposed(
  source: usize,
  places: usize,
  target: usize,
  targets: i32,
  rows: i32,
  columns: i32,
): void {
  setArgument<usize>(0, source);
  setArgument<usize>(1, places);
  setArgument<usize>(2, target);
  setArgument<i32>(3, rows);
  setArgument<i32>(4, columns);
  run(Job.SumPlaces, targets);
}

export function sumPlacesUnit(unit: i32): void {
  const rows = argument<i32>(3);
  const columns = argument<i32>(4);
  const placeBytes = <usize>(rows * columns) << 2;
  const list = argument<usize>(1) + <usize>(unit * most) * 4;
  const target = argument<usize>(2) + <usize>unit * placeBytes;
  const wholeRows = rows & ~3;
  const wholeColumns = columns & ~3;
  for (let c = 0; c < wholeColumns; c += 4) {
    for (let r = 0; r < wholeRows; r += 4) transposeBlock(list, target, r, c);
  }
  for (let c = 0; c < columns; c++) {
    const from = c < wholeColumns ? wholeRows : 0;
    for (let r = from; r < rows; r++) {
      let sum: f32 = 0;
      for (let i = 0; i < most; i++) {
        const place = load<i32>(list + (<usize>i << 2));
        if (place < 0) break;
        sum += load<f32>(sourceAddress(place, r, c));
      }
      store<f32>(target + (<usize>(c * rows + r) << 2), sum);
    }
  }
}

// @ts-ignore: decorator
@inline
function sourceAddress(place: i32, row: i32, column: i32): usize {
  const rows = argument<i32>(3);
  const columns = argument<i32>(4);
  return argument<usize>(0) + (<usize>((place * rows + row) * columns + column) << 2);
}

function transposeBlock(list: usize, target: usize, row: i32, column: i32): void {
  const rows = argument<i32>(3);
  const stride = <usize>argument<i32>(4) << 2;
  let v0 = f32x4.splat(0);
  let v1 = v0, v2 = v0, v3 = v0;
  for (let i = 0; i < most; i++) {
    const place = load<i32>(list + (<usize>i << 2));
    if (place < 0) break;
    const from = sourceAddress(place, row, column);
    v0 = f32x4.add(v0, v128.load(from));
    v1 = f32x4.add(v1, v128.load(from + stride));
    v2 = f32x4.add(v2, v128.load(from + 2 * stride));
    v3 = f32x4.add(v3, v128.load(from + 3 * stride));
  }
  const t0 = v128.shuffle<f32>(v0, v1, 0, 4, 1, 5), t1 = v128.shuffle<f32>(v2, v3, 0, 4, 1, 5);
  const t2 = v128.shuffle<f32>(v0, v1, 2, 6, 3, 7), t3 = v128.shuffle<f32>(v2, v3, 2, 6, 3, 7);
  const to = target + (<usize>(column * rows + row) << 2);
  const toStride = <usize>rows << 2;
  v128.store(to, v128.shuffle<f32>(t0, t1, 0, 1, 4, 5));
  v128.store(to + toStride, v128.shuffle<f32>(t0, t1, 2, 3, 6, 7));
  v128.store(to + 2 * toStride, v128.shuffle<f32>(t2, t3, 0, 1, 4, 5));
  v128.store(to + 3 * toStride, v128.shuffle<f32>(t2, t3, 2, 3, 6, 7));
}
