/**
 * Small greyscale pictures, made by formula, for drawings that show real pixels: what a figure
 * claims of them (a pyramid's residuals, an average) is computed, not painted.
 */

/** A picture's rows of values: 0 is paper, 1 is ink; residuals are in [−1, 1]. */
export type Picture = readonly (readonly number[])[];

/** Ink in [0, 1] at a point of the unit square, x to the right and y downwards. */
export type Shape = (x: number, y: number) => number;

const picture = (size: number, value: (row: number, column: number) => number): Picture =>
  Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => value(row, column)),
  );

const at = (image: Picture, row: number, column: number): number => {
  const last = image.length - 1;
  const clamp = (i: number) => Math.min(Math.max(i, 0), last);
  return image[clamp(row)]?.[clamp(column)] ?? 0;
};

/** Draw a shape on `size` × `size` pixels, each the mean of 4 × 4 points. */
export function draw(shape: Shape, size: number): Picture {
  const points = [0.125, 0.375, 0.625, 0.875];
  return picture(size, (row, column) => {
    let sum = 0;
    for (const dy of points) {
      for (const dx of points) sum += shape((column + dx) / size, (row + dy) / size);
    }
    return sum / points.length ** 2;
  });
}

/** Halve a picture whose size is even: each pixel is the mean of 2 × 2. */
export function shrink(image: Picture): Picture {
  return picture(image.length / 2, (row, column) => {
    const [r, c] = [2 * row, 2 * column];
    return (
      (at(image, r, c) + at(image, r, c + 1) + at(image, r + 1, c) + at(image, r + 1, c + 1)) / 4
    );
  });
}

/** Double a picture by bilinear interpolation, the edge repeated. */
export function enlarge(image: Picture): Picture {
  return picture(image.length * 2, (row, column) => {
    const [y, x] = [(row - 0.5) / 2, (column - 0.5) / 2];
    const [r, c] = [Math.floor(y), Math.floor(x)];
    const [fy, fx] = [y - r, x - c];
    const upper = at(image, r, c) * (1 - fx) + at(image, r, c + 1) * fx;
    const lower = at(image, r + 1, c) * (1 - fx) + at(image, r + 1, c + 1) * fx;
    return upper * (1 - fy) + lower * fy;
  });
}

/** `left − right`, of the same size. */
export function subtract(left: Picture, right: Picture): Picture {
  return picture(left.length, (row, column) => at(left, row, column) - at(right, row, column));
}

/** The mean of pictures of the same size. */
export function average(images: readonly Picture[]): Picture {
  const size = images[0]?.length ?? 0;
  return picture(
    size,
    (row, column) => images.reduce((sum, image) => sum + at(image, row, column), 0) / images.length,
  );
}

/** A bird in profile, facing left: body, head, beak, tail and an eye. */
export const bird: Shape = (x, y) => {
  const ellipse = (cx: number, cy: number, rx: number, ry: number) =>
    ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
  if (ellipse(0.31, 0.33, 0.035, 0.035)) return 0;
  if (ellipse(0.58, 0.62, 0.13, 0.085)) return 0.95;
  if (ellipse(0.52, 0.58, 0.28, 0.2) || ellipse(0.34, 0.36, 0.15, 0.15)) return 0.6;
  const inBeak = x > 0.08 && x < 0.22 && Math.abs(y - 0.38) < (x - 0.08) * 0.4;
  const inTail = x > 0.72 && x < 0.95 && Math.abs(y - (0.56 - (x - 0.72) * 0.7)) < 0.075;
  const inLegs = y > 0.76 && y < 0.92 && (Math.abs(x - 0.46) < 0.018 || Math.abs(x - 0.56) < 0.018);
  return inBeak || inTail || inLegs ? 0.85 : 0;
};

/** A figure eight of two rings, the lower one larger. */
export const eight: Shape = (x, y) => {
  const ring = (cy: number, radius: number) =>
    Math.abs(Math.hypot(x - 0.5, y - cy) - radius) < 0.065;
  return ring(0.31, 0.15) || ring(0.65, 0.2) ? 1 : 0;
};

/** An eye seen from the front, its iris moved sideways by `gaze` in [−1, 1]. */
export const eye =
  (gaze: number): Shape =>
  (x, y) => {
    const half = 0.3 * Math.sqrt(Math.max(0, 1 - ((x - 0.5) / 0.46) ** 2));
    const height = Math.abs(y - 0.52);
    if (height > half) return y < 0.3 && y > 0.2 && Math.abs(x - 0.5) < 0.3 ? 0.35 : 0.12;
    if (half - height < 0.035) return 0.8;
    const fromIris = Math.hypot(x - 0.5 - 0.2 * gaze, y - 0.52);
    if (fromIris < 0.08) return 1;
    return fromIris < 0.19 ? 0.6 : 0;
  };

/** A shape bent by slow waves, as an untrained generator might draw it. */
export const bent =
  (shape: Shape, amount: number): Shape =>
  (x, y) =>
    shape(x + amount * Math.sin(9 * y + 1), y + amount * Math.sin(8 * x + 2.5));

/** A shape turned by `angle` radians and scaled about the middle. */
export const turned =
  (shape: Shape, angle: number, scale = 1): Shape =>
  (x, y) => {
    const [u, v] = [(x - 0.5) / scale, (y - 0.5) / scale];
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return shape(0.5 + u * cos + v * sin, 0.5 - u * sin + v * cos);
  };

/** The ink's border pixels: those whose neighbour to a side has less than half as much ink. */
export function edges(image: Picture): Picture {
  const sides = [
    [0, 1],
    [0, -1],
    [1, 0],
    [-1, 0],
  ] as const;
  return picture(image.length, (row, column) => {
    const inked = at(image, row, column) >= 0.5;
    const open = sides.some(([dy, dx]) => at(image, row + dy, column + dx) < 0.5);
    return inked && open ? 1 : 0;
  });
}

/** A grain over a shape's ink and paper, as a photograph has and a rendering has not. */
export const grained =
  (shape: Shape, amount: number): Shape =>
  (x, y) => {
    // One value per cell of a 16 × 16 grid, from the usual hash by a sine.
    const cell = Math.sin(Math.floor(16 * x) * 12.9898 + Math.floor(16 * y) * 78.233) * 43758.5453;
    const noise = cell - Math.floor(cell) - 0.5;
    return Math.min(Math.max(shape(x, y) * 0.8 + 0.1 + amount * noise, 0), 1);
  };
