/**
 * pix2pix (Isola et al. 2016, arXiv:1611.07004) scaled down to 32×32 pixels: label maps to textures.
 *
 * What differs from the paper: drawn data instead of photographs; five levels of few channels; instance
 * normalization (the paper's batch normalization with a batch of one) and batches of more than one; a D
 * without normalization, of fields down from the whole picture; and a smaller λ, since the place of a
 * pattern cannot be predicted at all.
 */
import {
  drawLabelMap,
  drawTexture,
  oneHot,
  TextureBatches,
  textureClassCount,
  textureSide,
} from '../data/textures';
import { Random } from '../random';
import { readTextures, type TextureReading } from '../metrics/texture-reading';
import { loadNetworks } from '../nn/saved-networks';
import { type FamilyData, shippedOf, type Watch } from './family';
import { picturesOf, pix2pixFamily } from './pix2pix-family';
import { createSegmenter } from './pix2pix-networks';

/** What G makes of maps that it has not learned from. */
export interface TextureFigures extends TextureReading {
  /** Mean absolute error against the true textures. */
  readonly l1: number;
}

const segmenterName = 'pix2pix/segmenter';
const watchedMaps = 32;
/** Of the maps that are watched, which stay the same. */
const watchedSeed = 2016;

export const family = pix2pixFamily({
  name: 'textures',
  data: 'none',
  channels: textureClassCount,
  widths: [16, 32, 32, 32, 32],
  source: (random) => new TextureBatches(random),
  encode: oneHot,
  needs: [segmenterName],
  watches: { figures: figuresWatch },
});

/** Maps one after the other, and a true texture of each. */
export function drawTruths(random: Random, count: number) {
  const maps = new Uint8Array(count * textureSide ** 2);
  const truths = new Float32Array(maps.length);
  for (let i = 0; i < count; i++) {
    const map = drawLabelMap(random);
    maps.set(map, i * map.length);
    truths.set(drawTexture(map, random), i * map.length);
  }
  return { maps, truths };
}

/** The mean of |a − b|. */
export function meanAbsoluteError(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + Math.abs(value - (b[i] ?? NaN)), 0) / a.length;
}

function figuresWatch(data: FamilyData): Watch<readonly (TextureFigures | null)[]> {
  const segmenter = createSegmenter(new Random(0));
  loadNetworks({ segmenter }, { segmenter: shippedOf(data, segmenterName) });
  const { maps, truths } = drawTruths(new Random(watchedSeed), watchedMaps);
  const inputs = oneHot(maps);
  return {
    pacing: { interval: 2000, share: 0.15 },
    isShownAtRest: true,
    look: (lanes) =>
      lanes.map((lane) => {
        if (!lane) return null;
        const pictures = picturesOf(lane, { inputs, count: watchedMaps, seed: watchedSeed });
        return {
          ...readTextures(segmenter, { pictures, maps }),
          l1: meanAbsoluteError(pictures, truths),
        };
      }),
    dispose: () => {
      segmenter.dispose();
    },
  };
}
