/**
 * The gradient of a strided convolution on its input, taken apart by phase.
 *
 * In one dimension, with stride s and p zeros before: dx[y] = Σ_i dy[o] · K[i] over o · s + i = y + p.
 * Pixels of the same phase a = (y + p) mod s meet the same weights K[a], K[a + s], …, and with
 * y + p = q · s + a their outputs are q, q − 1, …: an ordinary convolution of dy for each phase.
 */

/** The pixels of one phase along one axis. */
export interface Phase {
  /** The first pixel; every `stride`-th from there is of this phase. */
  readonly first: number;
  readonly count: number;
  /** Which output meets which weight of the kernel for the first pixel, by growing output. */
  readonly taps: readonly { readonly output: number; readonly weight: number }[];
}

export interface Axis {
  readonly input: number;
  readonly kernel: number;
  readonly stride: number;
  readonly before: number;
}

/** Every phase that has pixels, by its first pixel. */
export function phasesOf({ input, kernel, stride, before }: Axis): Phase[] {
  return Array.from({ length: Math.min(stride, input) }, (_, first) => {
    const a = (first + before) % stride;
    const q = (first + before - a) / stride;
    const weights = Array.from(
      { length: Math.max(0, Math.ceil((kernel - a) / stride)) },
      (_, t) => a + t * stride,
    );
    const taps = weights.map((weight, t) => ({ output: q - t, weight })).reverse();
    return { first, count: Math.ceil((input - first) / stride), taps };
  });
}

/** Phases along one axis that one product computes together, seeing the union of their windows. */
export interface PhaseGroup {
  readonly phases: readonly Phase[];
  readonly count: number;
  /** First output that the window of the first pixels sees, and how many from there. */
  readonly firstOutput: number;
  readonly window: number;
}

/** Each phase alone, with no weight wasted. */
export function separately(phases: readonly Phase[]): PhaseGroup[] {
  return phases.map((phase) => group([phase]));
}

/** All phases at once; only if they have equally many pixels. */
export function together(phases: readonly Phase[]): PhaseGroup | null {
  const isEven = phases.every(({ count }) => count === phases[0]?.count);
  return isEven ? group(phases) : null;
}

function group(phases: readonly Phase[]): PhaseGroup {
  const outputs = phases.flatMap(({ taps }) => taps.map(({ output }) => output));
  const firstOutput = outputs.length > 0 ? Math.min(...outputs) : 0;
  const window = outputs.length > 0 ? Math.max(...outputs) - firstOutput + 1 : 0;
  return { phases, count: phases[0]?.count ?? 0, firstOutput, window };
}
