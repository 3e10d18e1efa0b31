type PlanePoint = readonly [number, number];

/** A curve as points in order, each `[x, y]`. */
export type PlaneCurve = readonly PlanePoint[];

/**
 * Points at equal distances along a curve, as many as keep that distance at most `spacing`; each
 * stands for an equal length, in the middle of its part. A curve without length gives one point.
 */
export function alongCurve(curve: PlaneCurve, spacing: number): [number, number][] {
  const [first] = curve;
  if (!first) return [];
  const lengths = cumulativeLengths(curve);
  const total = lengths.at(-1) ?? 0;
  if (total === 0) return [[...first]];
  const count = Math.ceil(total / spacing);
  let segment = 1;
  return Array.from({ length: count }, (_, i) => {
    const position = ((i + 0.5) / count) * total;
    while (segment < curve.length - 1 && (lengths[segment] ?? 0) < position) segment += 1;
    return between(curve, lengths, segment, position);
  });
}

/** Length of the curve up to each of its points. */
function cumulativeLengths(curve: PlaneCurve): number[] {
  let sum = 0;
  return curve.map(([x, y], i) => {
    const [beforeX, beforeY] = curve[i - 1] ?? [x, y];
    sum += Math.hypot(x - beforeX, y - beforeY);
    return sum;
  });
}

/** The point at some length of the curve, which lies on the segment that ends with that index. */
function between(
  curve: PlaneCurve,
  lengths: readonly number[],
  segment: number,
  position: number,
): [number, number] {
  const [x0, y0] = curve[segment - 1] ?? [NaN, NaN];
  const [x1, y1] = curve[segment] ?? [NaN, NaN];
  const [from = 0, to = 0] = [lengths[segment - 1], lengths[segment]];
  const share = to > from ? (position - from) / (to - from) : 0;
  return [x0 + share * (x1 - x0), y0 + share * (y1 - y0)];
}

/** A curve given by a function of t from 0 to 1, as a polygon of so many sides. */
export function parametricCurve(at: (t: number) => [number, number], sides = 400): PlaneCurve {
  return Array.from({ length: sides + 1 }, (_, i) => at(i / sides));
}

/**
 * A smooth curve through points in order: the spline of Catmull and Rom 1974, whose direction at each
 * point is that from the point before to the point after.
 *
 * @param sides of the polygon between two neighbouring points
 */
export function curveThrough(points: PlaneCurve, sides = 8): PlaneCurve {
  const [first] = points;
  if (!first) return [];
  const at = (i: number) => points[Math.min(points.length - 1, Math.max(0, i))] ?? first;
  const spans = Array.from({ length: points.length - 1 }, (_, i) =>
    Array.from({ length: sides }, (_, side) =>
      catmullRom([at(i - 1), at(i), at(i + 1), at(i + 2)], (side + 1) / sides),
    ),
  );
  return [first, ...spans.flat()];
}

/** Between the second and the third of four points, t from 0 to 1. */
function catmullRom(
  [before, from, to, after]: readonly [PlanePoint, PlanePoint, PlanePoint, PlanePoint],
  t: number,
): [number, number] {
  const along = (axis: 0 | 1) => {
    const [a, b, c, d] = [before[axis], from[axis], to[axis], after[axis]];
    return b + (t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))) / 2;
  };
  return [along(0), along(1)];
}
