/**
 * The loops of dense layers on plain arrays, row by row. Each computes four results at a time, so
 * that what they share is read once, and sums in double precision.
 */

/** An array from some index on. */
export interface Slice {
  readonly values: Float32Array;
  readonly start: number;
}

export interface DenseSize {
  readonly batch: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** y ← y + x · W, with x `[batch, inputs]`, W `[inputs, outputs]` and y `[batch, outputs]`. */
export function addProduct(y: Slice, x: Slice, w: Slice, size: DenseSize): void {
  const { batch, inputs, outputs } = size;
  const [ys, xs, ws] = [y.values, x.values, w.values];
  for (let n = 0; n < batch; n++) {
    const xRow = x.start + n * inputs;
    const yRow = y.start + n * outputs;
    let o = 0;
    for (; o + 3 < outputs; o += 4) {
      let [a, b, c, d] = [0, 0, 0, 0];
      let k = w.start + o;
      for (let i = 0; i < inputs; i++, k += outputs) {
        const value = xs[xRow + i] ?? 0;
        a += value * (ws[k] ?? 0);
        b += value * (ws[k + 1] ?? 0);
        c += value * (ws[k + 2] ?? 0);
        d += value * (ws[k + 3] ?? 0);
      }
      addFour(ys, yRow + o, a, b, c, d);
    }
    for (; o < outputs; o++) {
      let sum = 0;
      let k = w.start + o;
      for (let i = 0; i < inputs; i++, k += outputs) sum += (xs[xRow + i] ?? 0) * (ws[k] ?? 0);
      ys[yRow + o] = (ys[yRow + o] ?? 0) + sum;
    }
  }
}

/** x ← x + y · Wᵀ, with the shapes of {@link addProduct}. */
export function addTransposedProduct(x: Slice, y: Slice, w: Slice, size: DenseSize): void {
  const { batch, inputs, outputs } = size;
  const [xs, ys, ws] = [x.values, y.values, w.values];
  for (let n = 0; n < batch; n++) {
    const xRow = x.start + n * inputs;
    const yRow = y.start + n * outputs;
    let i = 0;
    for (; i + 3 < inputs; i += 4) {
      let [a, b, c, d] = [0, 0, 0, 0];
      const k = w.start + i * outputs;
      for (let o = 0; o < outputs; o++) {
        const value = ys[yRow + o] ?? 0;
        a += value * (ws[k + o] ?? 0);
        b += value * (ws[k + o + outputs] ?? 0);
        c += value * (ws[k + o + 2 * outputs] ?? 0);
        d += value * (ws[k + o + 3 * outputs] ?? 0);
      }
      addFour(xs, xRow + i, a, b, c, d);
    }
    for (; i < inputs; i++) {
      let sum = 0;
      const k = w.start + i * outputs;
      for (let o = 0; o < outputs; o++) sum += (ys[yRow + o] ?? 0) * (ws[k + o] ?? 0);
      xs[xRow + i] = (xs[xRow + i] ?? 0) + sum;
    }
  }
}

/** W ← W + xᵀ · y, with the shapes of {@link addProduct}. */
export function addOuterProduct(w: Slice, x: Slice, y: Slice, size: DenseSize): void {
  const { batch, inputs, outputs } = size;
  const [ws, xs, ys] = [w.values, x.values, y.values];
  for (let i = 0; i < inputs; i++) {
    const wRow = w.start + i * outputs;
    let o = 0;
    for (; o + 3 < outputs; o += 4) {
      let [a, b, c, d] = [0, 0, 0, 0];
      let [k, j] = [x.start + i, y.start + o];
      for (let n = 0; n < batch; n++, k += inputs, j += outputs) {
        const value = xs[k] ?? 0;
        a += value * (ys[j] ?? 0);
        b += value * (ys[j + 1] ?? 0);
        c += value * (ys[j + 2] ?? 0);
        d += value * (ys[j + 3] ?? 0);
      }
      addFour(ws, wRow + o, a, b, c, d);
    }
    for (; o < outputs; o++) {
      let sum = 0;
      let [k, j] = [x.start + i, y.start + o];
      for (let n = 0; n < batch; n++, k += inputs, j += outputs) {
        sum += (xs[k] ?? 0) * (ys[j] ?? 0);
      }
      ws[wRow + o] = (ws[wRow + o] ?? 0) + sum;
    }
  }
}

/** sums ← sums + the sum over rows, with y `[batch, outputs]` and sums `[outputs]`. */
export function addRowSums(sums: Slice, y: Slice, { batch, outputs }: DenseSize): void {
  for (let o = 0; o < outputs; o++) {
    let sum = 0;
    let k = y.start + o;
    for (let n = 0; n < batch; n++, k += outputs) sum += y.values[k] ?? 0;
    sums.values[sums.start + o] = (sums.values[sums.start + o] ?? 0) + sum;
  }
}

/** Every row of y ← bias, with y `[batch, outputs]` and bias `[outputs]`. */
export function fillRows(y: Slice, bias: Slice, { batch, outputs }: DenseSize): void {
  let k = y.start;
  for (let n = 0; n < batch; n++) {
    for (let o = 0; o < outputs; o++, k++) y.values[k] = bias.values[bias.start + o] ?? 0;
  }
}

function addFour(to: Float32Array, at: number, a: number, b: number, c: number, d: number) {
  to[at] = (to[at] ?? 0) + a;
  to[at + 1] = (to[at + 1] ?? 0) + b;
  to[at + 2] = (to[at + 2] ?? 0) + c;
  to[at + 3] = (to[at + 3] ?? 0) + d;
}
