/** Filled shapes with soft edges on a picture in colour: what a drawing program does, in its least form. */

/** Red, green and blue, 0 to 255. */
export type Colour = readonly [number, number, number];
export type Point = readonly [number, number];

/** A point's distance to the shape's rim in pixels, negative inside; exact near the rim. */
export type Shape = {
  readonly distance: (x: number, y: number) => number;
  /** Left, top, right and bottom of all that is inside. */
  readonly bounds: readonly [number, number, number, number];
};

/** A square picture in colour that shapes are painted on; coordinates in pixels from the upper left. */
export class Canvas {
  /** `[side, side, 3]`, 0 to 255. */
  readonly values: Float32Array;

  constructor(readonly side: number) {
    this.values = new Float32Array(side * side * 3);
  }

  /** One colour everywhere from a row on. */
  flood([red, green, blue]: Colour, fromRow = 0): void {
    const { values, side } = this;
    for (let i = fromRow * side * 3; i < values.length; i += 3) {
      values[i] = red;
      values[i + 1] = green;
      values[i + 2] = blue;
    }
  }

  /** `[side, side, 3]`; a loop, since it is called for every picture that is learned from. */
  toBytes(): Uint8Array {
    const bytes = new Uint8Array(this.values.length);
    for (let i = 0; i < bytes.length; i++) bytes[i] = (this.values[i] ?? 0) + 0.5;
    return bytes;
  }

  /**
   * Paint a shape over what is there; a pixel at the rim takes the part of the colour that covers it.
   *
   * @param outline a line around it, so many pixels wide
   */
  fill(
    { distance, bounds }: Shape,
    colour: Colour,
    outline: { readonly width: number; readonly colour: Colour } | null = null,
  ): void {
    const { side } = this;
    const width = outline?.width ?? 0;
    const clip = (value: number) => Math.min(side, Math.max(0, value));
    const [left, right] = [clip(Math.floor(bounds[0] - width - 1)), bounds[2] + width + 1];
    const [top, bottom] = [clip(Math.floor(bounds[1] - width - 1)), bounds[3] + width + 1];
    for (let row = top; row < clip(Math.ceil(bottom)); row++) {
      for (let column = left; column < clip(Math.ceil(right)); column++) {
        const depth = 0.5 - distance(column + 0.5, row + 0.5);
        if (depth + width <= 0) continue;
        const at = (row * side + column) * 3;
        if (outline && depth < 1) this.mix(at, outline.colour, depth + width);
        if (depth > 0) this.mix(at, colour, depth);
      }
    }
  }

  private mix(at: number, colour: Colour, cover: number): void {
    const share = Math.min(1, cover);
    for (let c = 0; c < 3; c++) {
      const before = this.values[at + c] ?? 0;
      this.values[at + c] = before + share * ((colour[c] ?? 0) - before);
    }
  }
}

/** @param tilt of the first radius against the x axis, in radians, clockwise as y points down */
export function ellipse([cx, cy]: Point, [rx, ry]: Point, tilt = 0): Shape {
  const [cos, sin] = [Math.cos(tilt), Math.sin(tilt)];
  const reach = Math.max(rx, ry);
  return {
    bounds: [cx - reach, cy - reach, cx + reach, cy + reach],
    distance(x, y) {
      const [dx, dy] = [x - cx, y - cy];
      const [u, v] = [(cos * dx + sin * dy) / rx, (cos * dy - sin * dx) / ry];
      const from = Math.sqrt(u * u + v * v);
      // The first-order distance: the value over the length of its gradient.
      const steepness = Math.sqrt((u / rx) ** 2 + (v / ry) ** 2);
      return from === 0 ? -reach : (from * (from - 1)) / steepness;
    },
  };
}

/** A convex polygon, its corners in either direction. */
export function polygon(corners: readonly Point[]): Shape {
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  const sides = corners.map(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length] ?? [x, y];
    const length = Math.hypot(nextX - x, nextY - y);
    return { x, y, nx: (nextY - y) / length, ny: (x - nextX) / length };
  });
  const [mx, my] = [mean(xs), mean(ys)];
  const outward = sides.map((side) => {
    const isOutward = (mx - side.x) * side.nx + (my - side.y) * side.ny < 0;
    return isOutward ? side : { ...side, nx: -side.nx, ny: -side.ny };
  });
  return {
    bounds: [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)],
    distance(px, py) {
      let most = -Infinity;
      for (const { x, y, nx, ny } of outward) most = Math.max(most, (px - x) * nx + (py - y) * ny);
      return most;
    },
  };
}

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
