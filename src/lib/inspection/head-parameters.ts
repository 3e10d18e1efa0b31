/** How many numbers the end of a classifier has to learn, with dense layers and with averaging. */

/** The last feature maps of a network and the dense layers that follow them. */
export interface Head {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  /** Units of the dense layers, the last of them the classes. */
  readonly units: readonly number[];
}

/** One layer's trained numbers: `(inputs + 1) × outputs`, the 1 being the bias. */
export interface LayerCount {
  readonly inputs: number;
  readonly outputs: number;
  readonly parameters: number;
}

const layer = (inputs: number, outputs: number): LayerCount => ({
  inputs,
  outputs,
  parameters: (inputs + 1) * outputs,
});

/** The dense layers on flattened maps, first to last. */
export function denseLayers({ rows, columns, channels, units }: Head): LayerCount[] {
  return units.map((outputs, index) =>
    layer(index === 0 ? rows * columns * channels : (units[index - 1] ?? 0), outputs),
  );
}

/** The flattened maps joined to the classes at once, without hidden layers, as DCGAN's paper has it. */
export function directLayer({ rows, columns, channels, units }: Head): LayerCount {
  return layer(rows * columns * channels, classesOf(units));
}

/** One linear layer after (or, the same count, a 1×1 convolution before) global average pooling. */
export function averagedLayer({ channels, units }: Head): LayerCount {
  return layer(channels, classesOf(units));
}

/** All trained numbers of some layers. */
export function totalParameters(layers: readonly LayerCount[]): number {
  return layers.reduce((sum, { parameters }) => sum + parameters, 0);
}

function classesOf(units: readonly number[]): number {
  const classes = units.at(-1);
  if (classes === undefined) throw new Error('a head needs a last layer');
  return classes;
}

/** A convolution with biases; in `groups`, each output sees only its share of the channels. */
export interface ConvolutionSpec {
  readonly kernelSize: number;
  readonly inputs: number;
  readonly outputs: number;
  readonly groups?: number;
}

/** A convolution's trained numbers. */
export function convolutionParameters({
  kernelSize,
  inputs,
  outputs,
  groups = 1,
}: ConvolutionSpec): number {
  return ((kernelSize ** 2 * inputs) / groups + 1) * outputs;
}
