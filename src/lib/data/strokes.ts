import { alongCurve, type PlaneCurve } from './curves';

/** What a reader has drawn: strokes in order, coordinates in [−1, 1]; a dot is a stroke of one point. */
export type Drawing = readonly PlaneCurve[];

/** More points than this are no drawing by hand, and would make a link too long. */
export const mostDrawnPoints = 2000;
/** A dot weighs as much as a stroke of this length. */
const dotLength = 0.1;

/** A point of the drawing, and how much of its ink it stands for. */
export interface InkPoint {
  readonly centre: readonly [number, number];
  readonly weight: number;
}

/**
 * The drawing's ink as points with weights: along every stroke at distances of at most `spacing`,
 * so that fast and slow parts of a stroke count alike.
 *
 * @throws in Japanese if there is nothing drawn, too much, or something outside of the square
 */
export function inkPoints(drawing: Drawing, spacing: number): InkPoint[] {
  checkDrawing(drawing);
  return drawing.flatMap((stroke) => {
    const points = alongCurve(stroke, spacing);
    const length = points.length > 1 ? points.length * spacing : 0;
    const weight = Math.max(length, dotLength) / points.length;
    return points.map((centre) => ({ centre, weight }));
  });
}

function checkDrawing(drawing: Drawing): void {
  const points = drawing.flat();
  if (points.length === 0) {
    throw new Error('まだ何も描かれていません。線か点を1つ以上描いてください。');
  }
  if (points.length > mostDrawnPoints) {
    throw new Error(`描いた点は${mostDrawnPoints}個まで使えますが、${points.length}個ありました。`);
  }
  const outside = points.find((point) => !point.every((value) => Math.abs(value) <= 1));
  if (outside) {
    throw new Error(
      `描いた点の座標は−1以上1以下のはずですが、(${outside.join(', ')})がありました。`,
    );
  }
}
