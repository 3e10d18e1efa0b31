/** The images of the human test, as `tools/train-lapgan.ts` writes them: those of one source after the other. */
import { digitSize } from './digit-classes';

/**
 * Where an image of the test comes from: `fine` is a real digit whose finest residual LAPGAN has made,
 * `coarse` one whose coarsest image it has made.
 */
export const humanTestSources = [
  'real',
  'lapgan',
  'dcgan',
  'perceptrons',
  'fine',
  'coarse',
] as const;
export type HumanTestSource = (typeof humanTestSources)[number];

/** Images of each source. */
export const imagesPerSource = 96;

/**
 * The images by their source, `[96, 28, 28]` bytes each.
 *
 * @throws on another number of bytes
 */
export function splitTestImages(bytes: Uint8Array): Readonly<Record<HumanTestSource, Uint8Array>> {
  const size = imagesPerSource * digitSize ** 2;
  if (bytes.length !== size * humanTestSources.length) {
    throw new Error(`判定に使う画像のファイルが壊れています（${bytes.length}バイト）。`);
  }
  const entries = humanTestSources.map(
    (source, i) => [source, bytes.subarray(i * size, (i + 1) * size)] as const,
  );
  return Object.fromEntries(entries) as Record<HumanTestSource, Uint8Array>;
}
