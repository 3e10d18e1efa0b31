import * as tf from '@tensorflow/tfjs';
import { type LabelMap, textureClassCount, textureSide, tones } from '../data/textures';
import type { Network } from '../nn/network';

/** What a set of generated textures is like. */
export interface TextureReading {
  /** Share of the pixels that the segmenter reads as the class of the map, in [0, 1]; 0.25 by chance. */
  readonly accuracy: number;
  /** Share of the pixels nearer to the ink's tone than to the ground's, in [0, 1]; 0.25 in true ones. */
  readonly inkShare: number;
}

/**
 * Our FCN-score (after Isola et al. 2016, arXiv:1611.07004, §3.4): whether a segmenter that has learned
 * true textures finds in generated ones the map that they were made from.
 *
 * @param pictures `[count · 32 · 32]` values in [−1, 1]
 * @param maps as many, one after the other
 */
export function readTextures(
  segmenter: Network,
  { pictures, maps }: { readonly pictures: Float32Array; readonly maps: LabelMap },
): TextureReading {
  if (pictures.length !== maps.length) {
    throw new RangeError(`${pictures.length} pixels for ${maps.length} of the maps`);
  }
  const middle = (tones.ink + tones.ground) / 2;
  const inked = pictures.reduce((sum, value) => sum + (value > middle ? 1 : 0), 0);
  const read = classesOf(segmenter, pictures);
  const right = read.reduce((sum, found, i) => sum + (found === maps[i] ? 1 : 0), 0);
  return { accuracy: right / maps.length, inkShare: inked / maps.length };
}

/** The class that each pixel is read as. */
function classesOf(segmenter: Network, pictures: Float32Array): Int32Array {
  const count = pictures.length / textureSide ** 2;
  return tf.tidy(() => {
    const x = tf.tensor4d(pictures, [count, textureSide, textureSide, 1]);
    const logits = segmenter.forward(x, { mode: 'inference' });
    return tf.argMax(logits.reshape([-1, textureClassCount]), 1).dataSync<'int32'>();
  });
}

/** The standard deviation of every pixel over some pictures, `[count · 32 · 32]` to `[32 · 32]`. */
export function deviationMap(pictures: Float32Array, count: number): Float32Array {
  const size = pictures.length / count;
  return Float32Array.from({ length: size }, (_, at) => {
    let [sum, squares] = [0, 0];
    for (let i = 0; i < count; i++) {
      const value = pictures[i * size + at] ?? NaN;
      sum += value;
      squares += value * value;
    }
    return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  });
}
