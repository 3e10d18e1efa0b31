/** The pictures that generated birds could be copies of. */
import { type Bird, drawBird, shrinkBirds, trainingBirds } from '../data/birds';

export interface NearBird {
  /** Its place among the birds to learn from. */
  readonly index: number;
  /** Root of the mean squared difference of the pixels' values, 0 to 255. */
  readonly distance: number;
  /** `[64, 64, 3]` bytes. */
  readonly image: Uint8Array;
  readonly bird: Bird;
}

let shrunk: readonly Uint8Array[] | null = null;
const shrunkBirds = () => (shrunk ??= trainingBirds().map((bird) => shrinkBirds(drawBird(bird))));

/**
 * The nearest birds to learn from of each picture, exactly: the mean over 4×4 pixels cannot differ by more
 * than the pixels do, so the shrunk pictures say which need not be drawn.
 *
 * @param images `[count, 64, 64, 3]` bytes
 */
export function nearestBirds(images: Uint8Array, wanted: number): NearBird[][] {
  const size = 64 * 64 * 3;
  return Array.from({ length: images.length / size }, (_, i) =>
    nearestOf(images.subarray(i * size, (i + 1) * size), wanted),
  );
}

function nearestOf(image: Uint8Array, wanted: number): NearBird[] {
  const small = shrinkBirds(image);
  const candidates = shrunkBirds()
    .map((other, index) => ({ index, least: distanceOf(small, other) }))
    .sort((a, b) => a.least - b.least);
  let found: NearBird[] = [];
  for (const { index, least } of candidates) {
    const worst = found[wanted - 1];
    if (worst && worst.distance <= least) break;
    const bird = trainingBirds()[index];
    if (!bird) continue;
    const drawn = drawBird(bird);
    found = [...found, { index, bird, image: drawn, distance: distanceOf(image, drawn) }]
      .sort((a, b) => a.distance - b.distance)
      .slice(0, wanted);
  }
  return found;
}

function distanceOf(a: Uint8Array, b: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum / a.length);
}
