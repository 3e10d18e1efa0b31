import * as tf from '@tensorflow/tfjs';

/** A two-dimensional convolution by its sizes, `[height, width]` in pixels. */
export interface ConvGeometry {
  readonly batch: number;
  readonly input: readonly [number, number];
  readonly inChannels: number;
  readonly output: readonly [number, number];
  readonly outChannels: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  /** Zeros above and to the left. */
  readonly before: readonly [number, number];
}

/** The attributes that tfjs's convolution kernels have in common. */
export interface ConvAttributes {
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number | [number, number][];
  readonly dataFormat: 'NHWC' | 'NCHW';
  readonly dilations?: [number, number] | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4D = [number, number, number, number];

/** @throws if the channels do not come last */
export function convGeometry(
  inputShape: readonly number[],
  kernelShape: readonly number[],
  { strides, pad, dataFormat, dilations = 1, dimRoundingMode }: ConvAttributes,
): ConvGeometry {
  // `dataFormat` is left out where there is but one.
  if ((dataFormat as string | undefined) === 'NCHW') {
    throw new Error('the WASM backend convolves images in the format NHWC only');
  }
  const info = tf.backend_util.computeConv2DInfo(
    inputShape as Shape4D,
    kernelShape as Shape4D,
    strides,
    dilations,
    pad as Parameters<typeof tf.backend_util.computeConv2DInfo>[4],
    dimRoundingMode,
  );
  return {
    batch: info.batchSize,
    input: [info.inHeight, info.inWidth],
    inChannels: info.inChannels,
    output: [info.outHeight, info.outWidth],
    outChannels: info.outChannels,
    kernel: [info.filterHeight, info.filterWidth],
    stride: [info.strideHeight, info.strideWidth],
    dilation: [info.dilationHeight, info.dilationWidth],
    before: [info.padInfo.top, info.padInfo.left],
  };
}
