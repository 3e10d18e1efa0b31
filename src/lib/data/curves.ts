/** A curve as points in order, each `[x, y]`. */
export type PlaneCurve = readonly (readonly [number, number])[];

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
