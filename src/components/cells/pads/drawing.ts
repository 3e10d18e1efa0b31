/** The reader's drawing: how strokes grow, and how a link carries them. */
import { type Drawing, mostDrawnPoints } from '@lib/data/strokes';

export type DrawnPoint = readonly [number, number];

/** Points nearer to one another than this add nothing to a stroke. */
const leastDistance = 0.03;

/** A place as a drawing keeps it: within the square, to the hundredth, so that links lose nothing. */
export function drawnPoint(x: number, y: number): DrawnPoint {
  const kept = (value: number) => Math.round(100 * Math.min(1, Math.max(-1, value))) / 100;
  return [kept(x), kept(y)];
}

/** With another stroke begun; unchanged if there is no room left for one. */
export function beginStroke(drawing: Drawing, point: DrawnPoint): Drawing {
  return isFull(drawing) ? drawing : [...drawing, [point]];
}

/** With the last stroke led on to a point, unless that is hardly any way. */
export function leadStroke(drawing: Drawing, point: DrawnPoint): Drawing {
  const stroke = drawing.at(-1);
  const last = stroke?.at(-1);
  if (!stroke || !last || isFull(drawing)) return drawing;
  if (Math.hypot(point[0] - last[0], point[1] - last[1]) < leastDistance) return drawing;
  return [...drawing.slice(0, -1), [...stroke, point]];
}

/** A drawing as a short text without characters that an address would escape. */
export function encodeDrawing(drawing: Drawing): string {
  return drawing
    .map((stroke) => stroke.flatMap((point) => point.map((c) => Math.round(100 * c))).join('.'))
    .join('_');
}

/** @returns `null` if the text, which may come from anyone, is no drawing */
export function decodeDrawing(text: string): Drawing | null {
  if (text === '') return [];
  // Before anything is made of it: the longest drawing has two numbers of five signs for a point.
  if (text.length > 12 * mostDrawnPoints || !/^[-\d._]+$/.test(text)) return null;
  const strokes = text.split('_').map((stroke) => stroke.split('.').map(hundredths));
  const isUsable = strokes.every(
    (values) => values.length % 2 === 0 && values.every((value) => Math.abs(value) <= 1),
  );
  const drawing = strokes.map((values) =>
    Array.from({ length: values.length / 2 }, (_, i): DrawnPoint => [
      values[2 * i] ?? 0,
      values[2 * i + 1] ?? 0,
    ]),
  );
  return isUsable && drawing.flat().length <= mostDrawnPoints ? drawing : null;
}

function isFull(drawing: Drawing): boolean {
  return drawing.flat().length >= mostDrawnPoints;
}

/** NaN unless it is a whole number. */
function hundredths(text: string): number {
  return /^-?\d{1,3}$/.test(text) ? Number(text) / 100 : NaN;
}
