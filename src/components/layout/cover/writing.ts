/** What the cover's GAN learns to write: strokes in the plane, and points drawn from along them. */
import { alongCurve, type PlaneCurve } from '@lib/data/curves';
import type { Random } from '@lib/random';

/** Standard deviation of the real points across a stroke, the width of a pen. */
const penWidth = 0.03;
/** Distance between the places along a stroke that a point can belong to. */
const spacing = 0.01;

interface Arc {
  readonly centre: readonly [number, number];
  readonly radius: readonly [number, number];
  /** Degrees, counterclockwise from the right. */
  readonly from: number;
  readonly to: number;
}

function arc({ centre, radius, from, to }: Arc): PlaneCurve {
  const sides = 24;
  return Array.from({ length: sides + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / sides) * Math.PI) / 180;
    return [centre[0] + radius[0] * Math.cos(angle), centre[1] + radius[1] * Math.sin(angle)];
  });
}

const top = 0.72;
const strokes = {
  letters: [
    [...arc({ centre: [-1.35, 0], radius: [0.62, top], from: 45, to: 360 }), [-1.28, 0]],
    [[-0.55, -top], [0, top], [0.55, -top]],
    [[-0.33, -0.2], [0.33, -0.2]],
    [[0.85, -top], [0.85, top], [1.8, -top], [1.8, top]],
  ],
  digits: [
    [
      ...arc({ centre: [-1.5, 0.36], radius: [0.42, 0.36], from: 150, to: -90 }),
      ...arc({ centre: [-1.5, -0.36], radius: [0.46, 0.36], from: 90, to: -150 }),
    ],
    [
      [0.42, top],
      [-0.36, top],
      [-0.42, 0.08],
      ...arc({ centre: [0, -0.24], radius: [0.48, 0.48], from: 130, to: -150 }),
    ],
    arc({ centre: [1.5, 0.37], radius: [0.38, 0.35], from: 0, to: 360 }),
    arc({ centre: [1.5, -0.35], radius: [0.46, 0.37], from: 0, to: 360 }),
  ],
} satisfies Record<string, readonly PlaneCurve[]>; // prettier-ignore

export type WritingName = keyof typeof strokes;

/** Draws `count` real points, `[count, 2]`: evenly along the strokes, each a little beside them. */
export type DrawPoints = (random: Random, count: number) => Float32Array;

export function writing(name: WritingName): DrawPoints {
  const places = strokes[name].flatMap((stroke: PlaneCurve) => alongCurve(stroke, spacing));
  return (random, count) => {
    const points = new Float32Array(2 * count);
    for (let i = 0; i < count; i++) {
      const along = Math.floor(((i + random.uniform()) / count) * places.length);
      const [x, y] = places[along] ?? [0, 0];
      points[2 * i] = x + penWidth * random.normal();
      points[2 * i + 1] = y + penWidth * random.normal();
    }
    return points;
  };
}
