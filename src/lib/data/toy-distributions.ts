/**
 * The distributions that small GANs learn, on the line and in the plane, all within about [−1, 1].
 *
 * Each is a mixture of Gaussians. Curves are mixtures of so many, so close together, that no gap
 * between them can be seen; their density is thus exact as well.
 */
import { alongCurve, type PlaneCurve, parametricCurve } from './curves';
import { type Drawing, inkPoints } from './strokes';
import { type GaussianComponent, GaussianMixture } from './gaussian-mixture';

export const lineDataNames = ['one-peak', 'two-peaks', 'three-peaks'] as const;
export const planeDataNames = [
  'ring',
  'grid',
  'moons',
  'spiral',
  'line',
  'gaussian',
  'drawn',
] as const;

/** Distributions on the line. */
export type LineDataName = (typeof lineDataNames)[number];
/** Distributions in the plane. */
export type PlaneDataName = (typeof planeDataNames)[number];
export type ToyDataName = LineDataName | PlaneDataName;

export interface ToyDistribution {
  readonly name: ToyDataName;
  readonly mixture: GaussianMixture;
  /** The separate heaps that a generator may miss; empty where there are none. */
  readonly modes: readonly GaussianComponent[];
}

/** Standard deviation across a curve. */
const curveSigma = 0.04;
const drawnSigma = 0.03;

/**
 * A distribution by its name.
 *
 * @param drawing what `drawn` consists of; unused by the others
 * @throws in Japanese if the drawing is empty or cannot be used
 */
export function createToyDistribution(name: ToyDataName, drawing: Drawing = []): ToyDistribution {
  switch (name) {
    case 'one-peak':
      return heaps(name, [{ centre: [0.3], sigma: 0.2, weight: 1 }]);
    case 'two-peaks':
      return heaps(name, [-0.5, 0.5].map((x) => ({ centre: [x], sigma: 0.12, weight: 1 }))); // prettier-ignore
    case 'three-peaks':
      return heaps(name, [
        { centre: [-0.6], sigma: 0.1, weight: 0.25 },
        { centre: [0], sigma: 0.08, weight: 0.5 },
        { centre: [0.6], sigma: 0.12, weight: 0.25 },
      ]);
    case 'ring':
      return heaps(name, ring());
    case 'grid':
      return heaps(name, grid());
    case 'moons':
      return curves(name, [moon(1), moon(-1)]);
    case 'spiral':
      return curves(name, [parametricCurve(spiralAt)]);
    case 'line':
      return curves(name, [[[-0.7, -0.5], [0.7, 0.5]]]); // prettier-ignore
    case 'gaussian':
      return heaps(name, [{ centre: [0.3, -0.2], sigma: 0.2, weight: 1 }]);
    case 'drawn':
      return drawn(name, drawing);
  }
}

function heaps(name: ToyDataName, modes: readonly GaussianComponent[]): ToyDistribution {
  return { name, mixture: new GaussianMixture(modes), modes };
}

/** Eight Gaussians on a circle, neighbours ten standard deviations apart (after Metz et al. 2016). */
function ring(): GaussianComponent[] {
  return Array.from({ length: 8 }, (_, i) => {
    const angle = (i * Math.PI) / 4;
    return { centre: [0.7 * Math.cos(angle), 0.7 * Math.sin(angle)], sigma: 0.05, weight: 1 };
  });
}

/** 5 × 5 Gaussians, neighbours twelve standard deviations apart. */
function grid(): GaussianComponent[] {
  const steps = [-0.72, -0.36, 0, 0.36, 0.72];
  return steps.flatMap((y) => steps.map((x) => ({ centre: [x, y], sigma: 0.03, weight: 1 })));
}

/** A half circle; the lower one hangs from the middle of the upper one. */
function moon(side: 1 | -1): PlaneCurve {
  return parametricCurve((t) => {
    const angle = Math.PI * t;
    return [0.5 * side * Math.cos(angle) - 0.25 * side, side * (0.5 * Math.sin(angle) - 0.125)];
  });
}

/** Two turns of Archimedes' spiral, from near the middle outwards. */
function spiralAt(t: number): [number, number] {
  const angle = 4 * Math.PI * t;
  const radius = 0.1 + 0.7 * t;
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

function curves(name: ToyDataName, lines: readonly PlaneCurve[]): ToyDistribution {
  const components = lines.flatMap((line) =>
    alongCurve(line, curveSigma / 2).map((centre) => ({ centre, sigma: curveSigma, weight: 1 })),
  );
  return { name, mixture: new GaussianMixture(components), modes: [] };
}

function drawn(name: ToyDataName, drawing: Drawing): ToyDistribution {
  const points = inkPoints(drawing, drawnSigma / 2);
  const components = points.map((point) => ({ ...point, sigma: drawnSigma }));
  return { name, mixture: new GaussianMixture(components), modes: [] };
}
