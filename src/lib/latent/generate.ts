import * as tf from '@tensorflow/tfjs';
import { toBytes } from '../data/image-grid';
import type { Random } from '../random';
import type { StraightNetwork } from '../nn/straight-network';

/**
 * The generator's images for given noise, with its moving statistics.
 *
 * @param generator a trainer's, or the shipped one
 * @param noise `[count, noiseSize]`, one z after the other
 * @param batchSize images at a time; bounds the memory that it takes
 * @returns `[count, height, width]` bytes, 0 black to 255 white
 */
export async function generateImages(
  generator: StraightNetwork,
  noise: Float32Array,
  batchSize = 100,
): Promise<Uint8Array> {
  const [length = 0] = generator.inputShape;
  if (noise.length % length !== 0) {
    throw new RangeError(`z has ${length} numbers, received ${noise.length} in all`);
  }
  const size = tf.util.sizeFromShape(generator.outputShape);
  const count = noise.length / length;
  const bytes = new Uint8Array(count * size);
  for (let start = 0; start < count; start += batchSize) {
    const z = noise.subarray(start * length, (start + batchSize) * length);
    const images = tf.tidy(() =>
      generator.forward(tf.tensor2d(z, [z.length / length, length]), { mode: 'inference' }),
    );
    bytes.set(toBytes(await images.data<'float32'>()), start * size);
    images.dispose();
  }
  return bytes;
}

/** Noise as G is trained on, uniform in [−1, 1): `[count, length]`. */
export function drawNoise(random: Random, count: number, length: number): Float32Array {
  const noise = new Float32Array(count * length);
  random.fillUniform(noise, -1, 1);
  return noise;
}
