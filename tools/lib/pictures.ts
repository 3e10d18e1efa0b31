import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { tileImages } from '@lib/data/image-grid';
import { digitSize } from '@lib/data/digit-classes';
import { root } from './steps.mjs';

/**
 * Write digits as one greyscale picture, in rows of ten or as given.
 *
 * @param file below the project's folder
 * @param images `[count, 28, 28]` bytes
 */
export async function writePicture(
  file: string,
  images: Uint8Array,
  { columns = 10 }: { columns?: number } = {},
): Promise<void> {
  const count = images.length / digitSize ** 2;
  const { pixels, rows } = tileImages({
    images,
    count,
    height: digitSize,
    width: digitSize,
    columns,
  });
  const [width, height] = [columns * digitSize, rows * digitSize];
  const target = join(root, file);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, encode({ width, height, data: pixels, channels: 1, depth: 8 }));
}
