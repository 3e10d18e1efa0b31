/** The inputs and kernels that the reader chooses from. */
import type { Square } from '@lib/convolution-arithmetic';
import { Random } from '@lib/random';
import type { ArithmeticSettings } from './settings';

/** The input, `inputSize` rows and columns. */
export function inputOf({ image, inputSize, seed }: ArithmeticSettings): Square {
  const random = new Random(seed).fork('image');
  const pixel = (row: number, column: number) => {
    switch (image) {
      case 'ones':
        return 1;
      case 'ramp':
        return column + 1;
      case 'stroke':
        return row + column === inputSize - 1 ? 1 : 0;
      case 'random':
        return random.integer(10);
    }
  };
  return square(inputSize, pixel);
}

/** The kernel, `kernelSize` rows and columns. */
export function kernelOf({ kernel, kernelSize, stride, seed }: ArithmeticSettings): Square {
  const random = new Random(seed).fork('kernel');
  const middle = (kernelSize - 1) / 2;
  // As high as 1 in the middle, and 0 at the neighbouring pixel of the input, `stride` away.
  const tent = (i: number) => Math.max(0, 1 - Math.abs(i - middle) / stride);
  const weight = (row: number, column: number) => {
    switch (kernel) {
      case 'ones':
        return 1;
      case 'tent':
        return tent(row) * tent(column);
      case 'mean':
        return 1 / kernelSize ** 2;
      case 'edge':
        return Math.sign(column - middle);
      case 'random':
        return random.integer(5) - 2;
    }
  };
  return square(kernelSize, weight);
}

function square(size: number, valueAt: (row: number, column: number) => number): Square {
  const side = Array.from({ length: size }, (_, i) => i);
  return side.map((row) => side.map((column) => valueAt(row, column)));
}
