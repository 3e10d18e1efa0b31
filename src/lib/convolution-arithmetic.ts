/**
 * How pooling and convolutions change the size of an image (outline D4), on one channel of a few
 * pixels (Dumoulin & Visin 2016, arXiv:1603.07285).
 *
 * Each of the four operations is one window that slides over a stage made from the input: the input
 * with its margin; with zeros between its pixels too; or enlarged.
 */

export const resamplingNames = ['max-pooling', 'strided', 'transposed', 'upsample'] as const;
export type ResamplingName = (typeof resamplingNames)[number];

export interface Resampling {
  readonly operation: ResamplingName;
  /** Side of the kernel or of the pooling window, k ≥ 1. */
  readonly kernelSize: number;
  /** How far the window moves, s ≥ 1; how many times an upsampling enlarges. */
  readonly stride: number;
  /** Pixels added on every side, 0 ≤ p ≤ k / 2; taken away by the transposed convolution. */
  readonly padding: number;
  /** Pixels that a transposed convolution adds at the end of each side, 0 ≤ a < s; else unused. */
  readonly outputPadding: number;
}

/** Where a place of the stage has its value from. */
export type Origin =
  | { readonly kind: 'input'; readonly row: number; readonly column: number }
  /** Around the input; below every number for a maximum, else 0. */
  | { readonly kind: 'margin' }
  /** A zero between two of the input's pixels. */
  | { readonly kind: 'gap' };

/** One place of the window over the stage. */
export interface Tap {
  readonly stageRow: number;
  readonly stageColumn: number;
  readonly kernelRow: number;
  readonly kernelColumn: number;
  readonly origin: Origin;
}

/** A square of numbers, row by row. */
export type Square = readonly (readonly number[])[];

/** The largest padding that leaves some of the input in every window. */
export const largestPadding = (kernelSize: number) => Math.floor(kernelSize / 2);

// #region sizes
/** The output's side o for an input of side i; below 1 if the window does not fit. */
export function outputSize(resampling: Resampling, inputSize: number): number {
  const { operation, kernelSize: k, stride: s, padding: p, outputPadding: a } = resampling;
  switch (operation) {
    case 'max-pooling':
    case 'strided':
      return Math.floor((inputSize + 2 * p - k) / s) + 1;
    case 'transposed':
      return s * (inputSize - 1) + k - 2 * p + a;
    case 'upsample':
      return s * inputSize + 2 * p - k + 1;
  }
}
// #endregion

/** How far the window moves over the stage from one output to the next. */
function windowStride({ operation, stride }: Resampling): number {
  return operation === 'max-pooling' || operation === 'strided' ? stride : 1;
}

/** The stage's places, each with its origin. */
export function stageOf(resampling: Resampling, inputSize: number): Origin[][] {
  const places = stageLine(resampling, inputSize);
  return places.map((row) =>
    places.map((column) => {
      if (row === 'margin' || column === 'margin') return { kind: 'margin' };
      if (row === 'gap' || column === 'gap') return { kind: 'gap' };
      return { kind: 'input', row, column };
    }),
  );
}

type LinePlace = number | 'margin' | 'gap';

/** One side of the stage, as which pixel of the input stands where. */
function stageLine(resampling: Resampling, inputSize: number): LinePlace[] {
  const { operation, kernelSize, stride, padding, outputPadding } = resampling;
  const margin = (count: number) => Array.from({ length: count }, () => 'margin' as const);
  const pixels = Array.from({ length: inputSize }, (_, i) => i);
  switch (operation) {
    case 'max-pooling':
    case 'strided':
      return [...margin(padding), ...pixels, ...margin(padding)];
    case 'transposed': {
      const spread = pixels.flatMap((i): LinePlace[] =>
        i === 0 ? [i] : [...Array.from({ length: stride - 1 }, () => 'gap' as const), i],
      );
      const around = kernelSize - 1 - padding;
      return [...margin(around), ...spread, ...margin(around + outputPadding)];
    }
    case 'upsample': {
      const enlarged = pixels.flatMap((i) => Array.from({ length: stride }, () => i));
      return [...margin(padding), ...enlarged, ...margin(padding)];
    }
  }
}

/**
 * What one output is made of: the k × k places of its window, row by row.
 *
 * A transposed convolution turns the kernel by half a turn, as the convolution whose transpose it is
 * meets a pixel with its first weight last.
 */
export function tapsOf(
  resampling: Resampling,
  stage: readonly (readonly Origin[])[],
  output: { readonly row: number; readonly column: number },
): Tap[] {
  const { operation, kernelSize } = resampling;
  const step = windowStride(resampling);
  const turned = (i: number) => (operation === 'transposed' ? kernelSize - 1 - i : i);
  const side = Array.from({ length: kernelSize }, (_, i) => i);
  return side.flatMap((i) =>
    side.map((j) => {
      const [stageRow, stageColumn] = [output.row * step + i, output.column * step + j];
      const origin = stage[stageRow]?.[stageColumn];
      if (!origin) throw new RangeError(`no output at ${output.row}, ${output.column}`);
      return { stageRow, stageColumn, kernelRow: turned(i), kernelColumn: turned(j), origin };
    }),
  );
}

/** The taps that bring in a pixel of the input: how many kernels overlap in an output. */
export function overlapOf(taps: readonly Tap[]): number {
  return taps.filter(({ origin }) => origin.kind === 'input').length;
}

export interface ResampledOptions {
  readonly resampling: Resampling;
  readonly input: Square;
  /** `kernelSize` rows and columns; unused by max pooling. */
  readonly kernel: Square;
}

/** One output's value. */
export function valueOf(
  taps: readonly Tap[],
  { resampling, input, kernel }: ResampledOptions,
): number {
  const pixels = taps.flatMap((tap) => {
    const { origin } = tap;
    return origin.kind === 'input' ? [{ tap, value: input[origin.row]?.[origin.column] ?? 0 }] : [];
  });
  if (resampling.operation === 'max-pooling') return Math.max(...pixels.map(({ value }) => value));
  return pixels.reduce(
    (sum, { tap, value }) => sum + value * (kernel[tap.kernelRow]?.[tap.kernelColumn] ?? 0),
    0,
  );
}

/** The whole output, and in how many taps of each the input takes part. */
export function resample(options: ResampledOptions): { values: Square; overlaps: Square } {
  const { resampling, input } = options;
  const size = Math.max(0, outputSize(resampling, input.length));
  const stage = stageOf(resampling, input.length);
  const side = Array.from({ length: size }, (_, i) => i);
  const taps = side.map((row) => side.map((column) => tapsOf(resampling, stage, { row, column })));
  return {
    values: taps.map((row) => row.map((ofOne) => valueOf(ofOne, options))),
    overlaps: taps.map((row) => row.map(overlapOf)),
  };
}

/**
 * The overlaps that occur away from the border, where a window meets no margin: each once, the
 * largest first. More than one: an even input gives an uneven output (Odena et al. 2016).
 *
 * @returns none if every window meets the margin
 */
export function innerOverlaps(resampling: Resampling, inputSize: number): number[] {
  const stage = stageOf(resampling, inputSize);
  const side = Array.from({ length: Math.max(0, outputSize(resampling, inputSize)) }, (_, i) => i);
  const windows = side.flatMap((row) =>
    side.map((column) => tapsOf(resampling, stage, { row, column })),
  );
  const inner = windows.filter((taps) => taps.every(({ origin }) => origin.kind !== 'margin'));
  return [...new Set(inner.map(overlapOf))].sort((a, b) => b - a);
}
