/** What a small GAN learns and what it makes it of, by its settings. */
import type { NoiseSpec } from '../data/noise';
import type { Drawing } from '../data/strokes';
import { createToyDistribution, type ToyDistribution } from '../data/toy-distributions';
import type { ToyLane } from './toy-settings';

const named = new Map<string, ToyDistribution>();
const drawn = new WeakMap<Drawing, ToyDistribution>();
const nothing: Drawing = [];

/**
 * The distribution that a lane learns, made once for its data.
 *
 * @throws in Japanese if a drawing is empty or cannot be used
 */
export function distributionOf({ data, drawing = nothing }: ToyLane): ToyDistribution {
  const known = data === 'drawn' ? drawn.get(drawing) : named.get(data);
  if (known) return known;
  const made = createToyDistribution(data, drawing);
  if (data === 'drawn') drawn.set(drawing, made);
  else named.set(data, made);
  return made;
}

export function noiseOf({ noiseDimension, noiseDistribution }: ToyLane): NoiseSpec {
  return {
    dimension: noiseDimension as NoiseSpec['dimension'],
    distribution: noiseDistribution,
  };
}
