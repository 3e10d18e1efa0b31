/** An image seen through a convolution's window, as tables of offsets in bytes. */
import type { ConvGeometry } from './geometry';
import type { Padding } from './padded-image';

export interface WindowTables {
  /** How the image must be padded for the offsets to hold. */
  readonly padding: Padding;
  /** Where the window of each output pixel begins: `[batch · outHeight · outWidth]`. */
  readonly pixels: Int32Array;
  /** Where, within a window, the floats under each run of the kernel begin. */
  readonly runs: Int32Array;
  /** Floats in a run: a row of the kernel with its channels, or a pixel if it is dilated. */
  readonly runLength: number;
}

export function windowTables(geometry: ConvGeometry): WindowTables {
  const { batch, input, output, kernel, stride, dilation, before, inChannels } = geometry;
  const reach = (axis: 0 | 1) =>
    (output[axis] - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1;
  const isPadded = ([0, 1] as const).some((axis) => before[axis] > 0 || reach(axis) > input[axis]);
  // Without padding, rows and columns that no window reaches are left where they are.
  const [height, width] = isPadded ? [reach(0), reach(1)] : input;
  const pixel = inChannels * 4;
  const row = width * pixel;

  const pixels = new Int32Array(batch * output[0] * output[1]);
  let next = 0;
  for (let n = 0; n < batch; n++) {
    for (let y = 0; y < output[0]; y++) {
      const start = (n * height + y * stride[0]) * row;
      for (let x = 0; x < output[1]; x++) pixels[next++] = start + x * stride[1] * pixel;
    }
  }

  const runLength = dilation[1] === 1 ? kernel[1] * inChannels : inChannels;
  const runsPerRow = dilation[1] === 1 ? 1 : kernel[1];
  const runs = Int32Array.from({ length: kernel[0] * runsPerRow }, (_, r) => {
    const [y, x] = [Math.floor(r / runsPerRow), r % runsPerRow];
    return y * dilation[0] * row + x * dilation[1] * pixel;
  });

  const padding: Padding = {
    batch,
    height: input[0],
    width: input[1],
    channels: inChannels,
    top: isPadded ? before[0] : 0,
    left: isPadded ? before[1] : 0,
    paddedHeight: height,
    paddedWidth: width,
  };
  return { padding, pixels, runs, runLength };
}

/** 0, step, 2 · step, … */
export function multiples(length: number, step: number): Int32Array {
  return Int32Array.from({ length }, (_, i) => i * step);
}
