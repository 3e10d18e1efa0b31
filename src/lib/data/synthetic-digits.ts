/**
 * Synthetic digits, labels for free: strokes of a template, each digit written a little otherwise, drawn
 * as thin lines of one width and one brightness with hard edges.
 *
 * They lie in the picture as MNIST's do (20 pixels high or wide, the centre of their ink in the middle),
 * so that they differ from real ones in how lines look rather than in where they run.
 */
import type { Random } from '../random';
import { curveThrough, type PlaneCurve } from './curves';
import { classCount, digitSize } from './digit-classes';
import { type DigitTemplate, digitTemplates } from './digit-templates';
import { rasterise } from './rasterise';
import type { LabelledDataset } from './split';
import type { Drawing } from './strokes';

/** Standard deviation of how far a template's points move, in its units. */
const jitter = 0.1;
/** The largest turn in radians, and change of width as a share. */
const most = { turn: (12 * Math.PI) / 180, width: 0.3 } as const;
/** Least and largest slant, as x per y: most hands lean to the right. */
const slants = [-0.2, 0.6] as const;
/** The longer side of what is drawn, in the picture's units: 20 of 28 pixels across, less the line. */
const extent = (2 * 19) / digitSize;

/** What the strokes are drawn with. */
export interface Pen {
  /** Half of a line's width, in pixels. */
  readonly radius: number;
  /** Whether ink ends at once, or over one pixel's width. */
  readonly hasHardEdge: boolean;
}

/** Of the synthetic digits: lines a pixel wide. */
export const thinPen: Pen = { radius: 0.5, hasHardEdge: true };
/** Chosen by hand: mean ink and share of grey pixels come out nearly as MNIST has them. */
export const handPen: Pen = { radius: 1.2, hasHardEdge: false };

/**
 * Digits 0 to 9 in turn.
 *
 * @param random draws template and distortions; the same state gives the same strokes, whatever the pen
 */
export function drawSyntheticDigits(count: number, random: Random, pen = thinPen): LabelledDataset {
  const size = digitSize ** 2;
  const images = new Uint8Array(count * size);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % classCount);
  labels.forEach((label, i) => images.set(drawSyntheticDigit(label, random, pen), i * size));
  return { images, labels, count, height: digitSize, width: digitSize };
}

/** One digit, `[28, 28]` bytes; 0 or 255 with a hard edge. */
export function drawSyntheticDigit(
  label: number,
  random: Random,
  { radius, hasHardEdge } = thinPen,
): Uint8Array {
  const templates = digitTemplates[label];
  const template = templates?.[random.integer(templates.length)];
  if (!template) throw new RangeError(`a digit is 0 to 9, received ${label}`);
  const drawing = placed(distorted(template, random));
  const soft = rasterise(drawing, { side: digitSize, penRadius: (2 * radius) / digitSize });
  return hasHardEdge ? soft.map((ink) => (ink >= 128 ? 255 : 0)) : soft;
}

/** Every point moved, then all turned, slanted and widened as one. */
function distorted(template: DigitTemplate, random: Random): Drawing {
  const within = (limit: number) => limit * (2 * random.uniform() - 1);
  const [turn, width] = [within(most.turn), 1 + within(most.width)];
  const slant = slants[0] + (slants[1] - slants[0]) * random.uniform();
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  // Where arcs or strokes meet they stay together.
  const moved = new Map<string, readonly [number, number]>();
  const move = (point: readonly [number, number]): readonly [number, number] => {
    const key = point.join();
    const known = moved.get(key);
    if (known) return known;
    const [x, y] = [point[0] + jitter * random.normal(), point[1] + jitter * random.normal()];
    const across = width * x + slant * y;
    const made = [cos * across - sin * y, sin * across + cos * y] as const;
    moved.set(key, made);
    return made;
  };
  return template.map((arcs) => arcs.flatMap((points) => curveThrough(points.map(move))));
}

/** As large as MNIST's digits, the middle of the line in the middle of the picture. */
function placed(drawing: Drawing): Drawing {
  const points = drawing.flat();
  const spans = ([0, 1] as const).map((axis) => {
    const values = points.map((point) => point[axis]);
    return Math.max(...values) - Math.min(...values);
  });
  const scale = extent / Math.max(...spans);
  const [x, y] = centreOf(drawing);
  return drawing.map((stroke) => stroke.map((at) => [scale * (at[0] - x), scale * (at[1] - y)]));
}

/** The mean of all places of the lines. */
function centreOf(drawing: Drawing): readonly [number, number] {
  let [length, x, y] = [0, 0, 0];
  for (const stroke of drawing) {
    stroke.forEach((to, i) => {
      const from: PlaneCurve[number] = stroke[i - 1] ?? to;
      const piece = Math.hypot(to[0] - from[0], to[1] - from[1]);
      length += piece;
      x += (piece * (from[0] + to[0])) / 2;
      y += (piece * (from[1] + to[1])) / 2;
    });
  }
  return [x / length, y / length];
}
