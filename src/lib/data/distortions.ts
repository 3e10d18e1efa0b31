/** Small random distortions of images, by which a training set shows more than it holds. */
import type { Random } from '../random';

/** The largest distortions; each is drawn uniformly from ± its value. */
export interface DistortionRange {
  /** Shift along each axis, in pixels. */
  readonly shift: number;
  /** Turn about the centre, in degrees. */
  readonly rotation: number;
  /** Change of size, as a share: 0.1 for 90 % to 110 %. */
  readonly scale: number;
  /** Slant: horizontal shift per pixel of height. */
  readonly shear: number;
}

interface DistortOptions {
  readonly height: number;
  readonly width: number;
  readonly range: DistortionRange;
  readonly random: Random;
  /** The value beyond the edges. */
  readonly background: number;
}

/** Where a pixel of the result comes from: source = matrix · (place − centre) + centre − shift. */
interface Affine {
  readonly matrix: readonly [number, number, number, number];
  readonly shift: readonly [number, number];
}

/**
 * Images, each moved, turned, scaled and slanted a little in its own way, read between pixels
 * bilinearly.
 *
 * @param images `[count, height, width]`
 * @returns as many images in the same range of values
 */
export function distortImages(images: Float32Array, options: DistortOptions): Float32Array {
  const { height, width, range, random } = options;
  const size = height * width;
  const distorted = new Float32Array(images.length);
  for (let start = 0; start < images.length; start += size) {
    const source = images.subarray(start, start + size);
    transform(source, distorted.subarray(start, start + size), drawAffine(range, random), options);
  }
  return distorted;
}

function drawAffine({ shift, rotation, scale, shear }: DistortionRange, random: Random): Affine {
  const draw = (limit: number) => limit * (2 * random.uniform() - 1);
  const angle = (draw(rotation) * Math.PI) / 180;
  const size = 1 + draw(scale);
  const slant = draw(shear);
  const [cos, sin] = [Math.cos(angle) / size, Math.sin(angle) / size];
  return {
    matrix: [cos, sin + slant * cos, -sin, cos - slant * sin],
    shift: [draw(shift), draw(shift)],
  };
}

function transform(
  source: Float32Array,
  target: Float32Array,
  { matrix: [xx, xy, yx, yy], shift: [right, down] }: Affine,
  { height, width, background }: DistortOptions,
): void {
  const [centreX, centreY] = [(width - 1) / 2, (height - 1) / 2];
  const pixel = (x: number, y: number) =>
    x >= 0 && x < width && y >= 0 && y < height
      ? (source[y * width + x] ?? background)
      : background;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - centreX - right, y - centreY - down];
      const sourceX = xx * dx + xy * dy + centreX;
      const sourceY = yx * dx + yy * dy + centreY;
      const [left, top] = [Math.floor(sourceX), Math.floor(sourceY)];
      const [u, v] = [sourceX - left, sourceY - top];
      const upper = (1 - u) * pixel(left, top) + u * pixel(left + 1, top);
      const lower = (1 - u) * pixel(left, top + 1) + u * pixel(left + 1, top + 1);
      target[y * width + x] = (1 - v) * upper + v * lower;
    }
  }
}
