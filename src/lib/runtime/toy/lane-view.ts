import { cellCentres, type PlaneGrid } from '../../data/plane-grid';
import { DensityComparison } from '../../metrics/density-comparison';
import { modeCoverage } from '../../metrics/mode-coverage';
import { pushforward } from '../../metrics/pushforward';
import { Random } from '../../random';
import type { ToyTrainer } from '../../training/toy-trainer';
import type { LaneFrame, ToyComparison, ToyFrameEvent, ToyView } from './protocol';

/** Generated points that are compared with the data. */
const comparedPoints = 4000;
/** Intervals of noise by which a density on the line is followed. */
const densitySteps = 1000;
const none = () => new Float32Array(0);

/** Where all of the data lies, with room around it. */
const extent = { low: -1.25, high: 1.25 } as const;

/** The grid that D's outputs are drawn on. */
function toyMapGrid(dimension: 1 | 2, cells: number): PlaneGrid {
  return { dimension, ...extent, cells };
}

/** The grid that densities are compared on: cells of about a heap's standard deviation. */
export function toyComparisonGrid(dimension: 1 | 2): PlaneGrid {
  return { dimension, ...extent, cells: dimension === 1 ? 100 : 40 };
}

/** The comparison with a trainer's data; its floor comes from a seed of its own, and stays. */
export function createComparison({ distribution: { mixture } }: ToyTrainer): DensityComparison {
  return new DensityComparison({
    mixture,
    grid: toyComparisonGrid(mixture.dimension),
    count: comparedPoints,
    random: new Random(1),
  });
}

/** All that a frame shows of a GAN, but for the comparison. */
export function picture(trainer: ToyTrainer, view: ToyView): Omit<LaneFrame, 'comparison'> {
  const { probe, distribution } = trainer;
  const { dimension } = distribution.mixture;
  const { points, mapCells, arrows, latticeSteps } = view;
  return {
    metrics: trainer.metrics,
    points: points > 0 ? probe.sample(points) : none(),
    outputs: mapCells > 0 ? probe.discriminatorOn(mapCentres(dimension, mapCells)) : none(),
    boundary: trainer.boundary,
    arrows: arrows > 0 ? probe.gradientArrows(arrows) : { points: none(), arrows: none() },
    lattice: latticeSteps > 0 ? probe.generatorGrid(latticeSteps) : none(),
    density: lineDensity(trainer),
  };
}

function lineDensity({ probe, distribution, settings }: ToyTrainer): Float64Array | null {
  if (distribution.mixture.dimension !== 1 || settings.noiseDimension !== 1) return null;
  return pushforward(probe.generatorGrid(densitySteps), toyComparisonGrid(1));
}

export function compare(
  { probe, distribution: { modes } }: ToyTrainer,
  comparison: DensityComparison,
): ToyComparison {
  const points = probe.sample(comparedPoints);
  return {
    ...comparison.compare(points),
    coverage: modes.length > 0 ? modeCoverage(points, modes) : null,
  };
}

/** The memory of a frame's arrays, to be handed over instead of copied. */
export function buffersOf({ lanes }: ToyFrameEvent): ArrayBuffer[] {
  return lanes
    .flatMap(({ points, outputs, arrows, lattice, density }) => [
      points,
      outputs,
      arrows.points,
      arrows.arrows,
      lattice,
      ...(density ? [density] : []),
    ])
    .filter(({ length }) => length > 0)
    .map(({ buffer }) => buffer as ArrayBuffer);
}

/** The middles of the map's cells, kept since every frame asks for them. */
const kept = new Map<string, Float32Array>();

function mapCentres(dimension: 1 | 2, cells: number): Float32Array {
  const key = `${dimension} ${cells}`;
  const centres = kept.get(key) ?? cellCentres(toyMapGrid(dimension, cells));
  kept.set(key, centres);
  return centres;
}
