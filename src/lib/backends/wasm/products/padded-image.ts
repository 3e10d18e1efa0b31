import type { KernelTools } from '../heap';
import type { Address } from '../native';

/** An image within a larger one of zeros, or within a smaller one that crops it. */
export interface Padding {
  readonly batch: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** Rows above and columns to the left of the image; negative ones are cut off. */
  readonly top: number;
  readonly left: number;
  readonly paddedHeight: number;
  readonly paddedWidth: number;
}

/** Run with the padded copy of an image, or with the image itself if nothing is to be added. */
export function withPadded(
  { heap, native }: KernelTools,
  image: Address,
  padding: Padding,
  use: (padded: Address) => void,
): void {
  const { batch, height, width, channels, top, left, paddedHeight, paddedWidth } = padding;
  if (isUnchanged(padding)) {
    use(image);
    return;
  }
  heap.with(batch * paddedHeight * paddedWidth * channels * 4, (padded) => {
    native.padImage(
      image,
      padded,
      batch,
      height,
      width,
      channels * 4,
      top,
      left,
      paddedHeight,
      paddedWidth,
    );
    use(padded);
  });
}

function isUnchanged(padding: Padding): boolean {
  const { height, width, top, left, paddedHeight, paddedWidth } = padding;
  return top === 0 && left === 0 && height === paddedHeight && width === paddedWidth;
}
