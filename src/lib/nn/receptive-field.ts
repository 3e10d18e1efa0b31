/** A convolution along one direction, with the padding `same` of TensorFlow. */
export interface ConvolutionStep {
  readonly kernelSize: number;
  readonly strides: number;
}

/** Which pixels along one direction the outputs of a stack of convolutions see. */
export interface ReceptiveField {
  /** Pixels that one output sees. */
  readonly size: number;
  /** Pixels from the field of one output to that of the next. */
  readonly stride: number;
  /** The first pixel that output 0 sees; negative where it sees padding. */
  readonly start: number;
  /** How many outputs there are. */
  readonly outputs: number;
}

/**
 * The receptive field of convolutions one after the other: each makes it larger by (kernel − 1) steps,
 * and a step is the product of the strides before it.
 *
 * @param side pixels of the input along the direction
 */
export function receptiveField(steps: readonly ConvolutionStep[], side: number): ReceptiveField {
  return steps.reduce<ReceptiveField>(
    ({ size, stride, start, outputs: inputs }, { kernelSize, strides }) => {
      const outputs = Math.ceil(inputs / strides);
      const padding = Math.max((outputs - 1) * strides + kernelSize - inputs, 0);
      return {
        size: size + (kernelSize - 1) * stride,
        stride: stride * strides,
        start: start - Math.floor(padding / 2) * stride,
        outputs,
      };
    },
    { size: 1, stride: 1, start: 0, outputs: side },
  );
}
