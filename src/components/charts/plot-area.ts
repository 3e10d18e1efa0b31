/** Geometry of small charts that are drawn as SVG: from data to places, and curves as paths. */

/** From one number to another, both ends included. */
export type Range = readonly [low: number, high: number];

export interface PlotAreaOptions {
  /** Of the whole drawing, in its own units. */
  readonly width: number;
  readonly height: number;
  /** Room around the area for the axes' numbers. */
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  /** What the area shows of the data. */
  readonly x: Range;
  readonly y: Range;
}

/** Where data lie in a drawing; y grows upwards in the data and downwards in the drawing. */
export interface PlotArea {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
}

export function plotArea({ width, height, margin, x, y }: PlotAreaOptions): PlotArea {
  const [left, right] = [margin.left, width - margin.right];
  const [top, bottom] = [margin.top, height - margin.bottom];
  return {
    left,
    right,
    top,
    bottom,
    x: (value) => left + ((value - x[0]) / (x[1] - x[0])) * (right - left),
    y: (value) => bottom - ((value - y[0]) / (y[1] - y[0])) * (bottom - top),
  };
}

export type Place = readonly [x: number, y: number];

/**
 * An SVG path through data. What lies far beyond the area is brought near it, and a point that is not
 * finite interrupts the line.
 */
export function linePath(area: PlotArea, points: readonly Place[]): string {
  let isDrawing = false;
  const commands = points.map(([x, y]) => {
    const place = [area.x(x), clampNear(area, area.y(y))] as const;
    const isFinite = place.every(Number.isFinite);
    const command = isFinite ? `${isDrawing ? 'L' : 'M'}${round(place[0])} ${round(place[1])}` : '';
    isDrawing = isFinite;
    return command;
  });
  return commands.join('');
}

/** The same, closed along a base line of the data. */
export function areaPath(area: PlotArea, points: readonly Place[], base = 0): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return '';
  return `${linePath(area, [[first[0], base], ...points, [last[0], base]])}Z`;
}

/** A function at so many places at equal distances. */
export function sampled(f: (x: number) => number, [low, high]: Range, count = 97): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const x = low + ((high - low) * i) / (count - 1);
    return [x, f(x)];
  });
}

/** As far out as the area is high: off the screen, without numbers that SVG could not hold. */
function clampNear({ top, bottom }: PlotArea, y: number): number {
  const height = bottom - top;
  return Math.min(bottom + height, Math.max(top - height, y));
}

/** To a hundredth of a unit, as a short text. */
function round(value: number): string {
  return String(Math.round(value * 100) / 100);
}
