/** The convolutions of discriminators without dense layers; without tfjs, so that a page can ask what they see. */
import type { ConvolutionStep } from '../nn/receptive-field';

export interface PatchLayer extends ConvolutionStep {
  readonly filters: number;
}

export const patchLayer = (kernelSize: number, strides: number, filters: number): PatchLayer => ({
  kernelSize,
  strides,
  filters,
});
