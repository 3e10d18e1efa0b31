/** What the generators are given, and what is true of it. */
import { textureSide as side } from '@lib/data/textures';
import { trueTexture } from './tiles';
import { type Pix2pixState, taskOf } from './types';

const size = side ** 2;
const nothingDrawn = new Uint8Array(size);
const parts = new WeakMap<Uint8Array, Map<number, Uint8Array>>();

/** The same array for the same sample. */
function sample(all: Uint8Array | undefined, place: number): Uint8Array | null {
  if (!all) return null;
  const known = parts.get(all) ?? new Map<number, Uint8Array>();
  parts.set(all, known);
  const part = known.get(place) ?? all.slice(place * size, (place + 1) * size);
  known.set(place, part);
  return part;
}

/** `[32 · 32]`, as it is on the pad. A sample is known once the run has told of its data. */
export function inputOf(state: Pix2pixState): Uint8Array {
  const { map, outline } = state.own;
  if (taskOf(state) === 'textures') return map;
  if (typeof outline !== 'number') return outline;
  return sample(state.info?.inputs, outline) ?? nothingDrawn;
}

/** A true picture of the input, in bytes; `null` of an outline that the reader has drawn. */
export function truthOf(state: Pix2pixState, seedOffset = 0): Uint8Array | null {
  const { map, outline, drawSeed } = state.own;
  if (taskOf(state) === 'textures') return trueTexture(map, drawSeed + seedOffset);
  return typeof outline === 'number' ? sample(state.info?.truths, outline) : null;
}
