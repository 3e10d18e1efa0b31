/** What a reader draws, made to look as MNIST's digits do. */

interface Size {
  readonly height: number;
  readonly width: number;
}

/** MNIST's frame: 28 × 28 pixels, with the digit in a box of 20. */
const frame = 28;
const box = 20;

/**
 * Bring a drawing of any size into MNIST's frame, as its makers did (LeCun et al. 1998): scaled, its
 * proportions kept, so that its longer side is 20 pixels, then put with its centre of mass in the
 * middle of 28 × 28. Each pixel is the mean of what it covers.
 *
 * @param drawing `[height, width]` bytes, 0 for no ink to 255
 * @returns `[28, 28]` bytes, or `null` if there is no ink
 */
export function toMnistFrame(drawing: Uint8Array, { height, width }: Size): Uint8Array | null {
  if (drawing.length !== height * width) {
    throw new RangeError(`a drawing has ${height * width} pixels here, received ${drawing.length}`);
  }
  const ink = findInk(drawing, width);
  if (!ink) return null;
  const scale = box / ink.side;
  // An edge of the frame's pixels, in the drawing's pixels.
  const edge = (centre: number) => (place: number) => centre + (place - frame / 2) / scale;
  const columns = coverages(edge(ink.x), width);
  const rows = coverages(edge(ink.y), height);
  const area = 1 / (scale * scale);
  return Uint8Array.from({ length: frame * frame }, (_, i) => {
    let sum = 0;
    for (const [y, tall] of rows[Math.floor(i / frame)] ?? []) {
      for (const [x, wide] of columns[i % frame] ?? []) {
        sum += tall * wide * (drawing[y * width + x] ?? 0);
      }
    }
    return Math.round(sum / area);
  });
}

/** The centre of mass, counted from the top left corner, and the longer side of the box around the ink. */
function findInk(drawing: Uint8Array, width: number) {
  let [sum, x, y] = [0, 0, 0];
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  drawing.forEach((value, i) => {
    if (value === 0) return;
    const [column, row] = [i % width, Math.floor(i / width)];
    sum += value;
    x += value * (column + 0.5);
    y += value * (row + 0.5);
    [left, right] = [Math.min(left, column), Math.max(right, column + 1)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row + 1)];
  });
  if (sum === 0) return null;
  return { x: x / sum, y: y / sum, side: Math.max(right - left, bottom - top) };
}

/** For each of the frame's pixels along one axis: which of the drawing's it covers, and how much of each. */
function coverages(edge: (place: number) => number, length: number): [number, number][][] {
  return Array.from({ length: frame }, (_, place) => {
    const [start, end] = [edge(place), edge(place + 1)];
    const covered: [number, number][] = [];
    const last = Math.min(length, Math.ceil(end));
    for (let i = Math.max(0, Math.floor(start)); i < last; i++) {
      covered.push([i, Math.min(end, i + 1) - Math.max(start, i)]);
    }
    return covered;
  });
}
