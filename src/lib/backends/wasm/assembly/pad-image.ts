import { Job } from './job-kinds';
import { argument, run, setArgument } from './pool';

/**
 * Copy images into larger ones, with zeros around them; rows and columns that no longer fit are
 * left out: `[batch, height, width · pixel]` to `[batch, paddedHeight, paddedWidth · pixel]`.
 *
 * @param pixelBytes of one pixel with all its channels
 * @param top rows of zeros above, may be negative to leave out rows; `left` likewise
 */
export function padImage(
  source: usize,
  target: usize,
  batch: i32,
  height: i32,
  width: i32,
  pixelBytes: i32,
  top: i32,
  left: i32,
  paddedHeight: i32,
  paddedWidth: i32,
): void {
  setArgument<usize>(0, source);
  setArgument<usize>(1, target);
  setArgument<i32>(2, height);
  setArgument<i32>(3, width);
  setArgument<i32>(4, pixelBytes);
  setArgument<i32>(5, top);
  setArgument<i32>(6, left);
  setArgument<i32>(7, paddedHeight);
  setArgument<i32>(8, paddedWidth);
  run(Job.PadImage, batch);
}

export function padImageUnit(unit: i32): void {
  const height = argument<i32>(2);
  const width = argument<i32>(3);
  const pixel = <usize>argument<i32>(4);
  const top = argument<i32>(5);
  const left = argument<i32>(6);
  const paddedHeight = argument<i32>(7);
  const paddedWidth = argument<i32>(8);
  const rowBytes = <usize>width * pixel;
  const paddedRowBytes = <usize>paddedWidth * pixel;
  const source = argument<usize>(0) + <usize>(unit * height) * rowBytes;
  let row = argument<usize>(1) + <usize>(unit * paddedHeight) * paddedRowBytes;
  const skipped = max(0, -left);
  const before = <usize>max(0, left) * pixel;
  const copied = <usize>max(0, min(width - skipped, paddedWidth - max(0, left))) * pixel;
  for (let y = 0; y < paddedHeight; y++) {
    const from = y - top;
    if (from < 0 || from >= height || copied == 0) {
      memory.fill(row, 0, paddedRowBytes);
    } else {
      memory.fill(row, 0, before);
      memory.copy(row + before, source + <usize>from * rowBytes + <usize>skipped * pixel, copied);
      memory.fill(row + before + copied, 0, paddedRowBytes - before - copied);
    }
    row += paddedRowBytes;
  }
}
