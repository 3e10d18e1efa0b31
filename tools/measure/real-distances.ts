import { NearestImages } from '@lib/metrics/nearest-images';
import { imageSize } from '@lib/models/dcgan';
import { openDigits } from './library';
import { mean, type Measurement } from './measurement';

/** Real images that are looked at, spread over all of them. */
const count = 500;

/** What distances between pixels mean: between real digits, and between a digit and itself, shifted. */
export const realDistances: Measurement = {
  name: 'real-distances',
  what: 'Distances in grey levels: of real digits from the nearest other one, and from themselves a pixel to the right.',
  minutes: 0.5,
  backend: 'wasm',
  settings: { count },
  async run() {
    const { dataset } = await openDigits();
    const nearest = new NearestImages(dataset);
    const size = imageSize ** 2;
    const chosen = Array.from({ length: count }, (_, i) => Math.floor((i * dataset.count) / count));
    const imageAt = (index: number) => dataset.images.subarray(index * size, (index + 1) * size);
    return {
      nearest: mean(chosen.map((index) => nearest.find(imageAt(index), index).distance)),
      shifted: mean(chosen.map((index) => distanceFromShifted(imageAt(index)))),
    };
  },
};

/** Euclidean distance from the same image moved one pixel to the right. */
function distanceFromShifted(image: Uint8Array): number {
  const squares = image.reduce((sum, value, i) => {
    const left = i % imageSize === 0 ? 0 : (image[i - 1] ?? 0);
    return sum + (value - left) ** 2;
  }, 0);
  return Math.sqrt(squares);
}
