import type { Drawing } from './strokes';

interface RasterOptions {
  /** Pixels on a side of the square picture. */
  readonly side: number;
  /** Of the round pen, in the drawing's units: the square's side is 2. */
  readonly penRadius: number;
}

/**
 * A drawing as pixels, as a round pen leaves it: `[side, side]` bytes, 0 for no ink to 255, row by row
 * from the top. A pixel's ink falls off over one pixel's width at the pen's rim.
 */
export function rasterise(drawing: Drawing, { side, penRadius }: RasterOptions): Uint8Array {
  const picture = new Uint8Array(side * side);
  const scale = side / 2;
  const radius = penRadius * scale;
  const place = ([x, y]: readonly [number, number]) => [(x + 1) * scale, (1 - y) * scale] as const;
  for (const stroke of drawing) {
    stroke.forEach((point, i) => {
      const [from, to] = [place(stroke[Math.max(0, i - 1)] ?? point), place(point)];
      if (i > 0 || stroke.length === 1) inkSegment(picture, { side, radius, from, to });
    });
  }
  return picture;
}

type Place = readonly [number, number];

interface Segment {
  readonly side: number;
  readonly radius: number;
  readonly from: Place;
  readonly to: Place;
}

function inkSegment(picture: Uint8Array, { side, radius, from, to }: Segment): void {
  const reach = radius + 1;
  const [left, right] = span(from[0], to[0], reach, side);
  const [top, bottom] = span(from[1], to[1], reach, side);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const distance = distanceTo(from, to, [column + 0.5, row + 0.5]);
      const ink = Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - distance)));
      const i = row * side + column;
      picture[i] = Math.max(picture[i] ?? 0, ink);
    }
  }
}

/** The pixels along one axis that a segment may touch. */
function span(a: number, b: number, reach: number, side: number): readonly [number, number] {
  return [
    Math.max(0, Math.floor(Math.min(a, b) - reach)),
    Math.min(side, Math.ceil(Math.max(a, b) + reach)),
  ];
}

/** From a point to the nearest one of the segment. */
function distanceTo([ax, ay]: Place, [bx, by]: Place, [x, y]: Place): number {
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((x - ax) * dx + (y - ay) * dy) / length;
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
