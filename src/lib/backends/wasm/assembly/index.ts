/** What the compiled binaries export; `../native.ts` describes the same to TypeScript. */
import { columnsScratchBytes } from './columns';
import { productScratchBytes, startProducts } from './product';
import { controlBytes, help, start as startPool } from './pool';

export { biasActivation, biasActivationGradient } from './activation';
export { adam } from './adam';
export { batchNorm, batchNormGradient } from './batch-norm';
export { moveTowards } from './move-towards';
export { packColumns, packRows } from './pack';
export { padImage } from './pad-image';
export { product } from './product';
export { sumPlacesTransposed } from './spread';
export { controlBytes, help };

/** Bytes that each thread needs for itself. */
export const scratchBytes: usize = productScratchBytes + columnsScratchBytes;

/** Set up this thread's instance, see `pool.ts`. */
export function start(control: usize, scratch: usize, helpers: i32): void {
  startPool(control, scratch, helpers);
  startProducts();
}
