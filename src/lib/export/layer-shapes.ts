/** The layers of a saved topology, with the shapes that run through them. */
import * as v from 'valibot';
import type { ExportedLayer } from './exported-run';

const sequentialTopology = v.object({
  class_name: v.literal('Sequential'),
  config: v.object({
    layers: v.array(v.object({ class_name: v.string(), config: v.looseObject({}) })),
  }),
});

const size = v.pipe(v.number(), v.integer(), v.minValue(1));
const shape = v.array(size);
const pair = v.tuple([size, size]);
const batchShape = v.pipe(
  v.tupleWithRest([v.any()], size),
  v.transform((sizes) => sizes.slice(1) as number[]),
);

type Shape = readonly number[];
type Config = ExportedLayer['config'];

/** The layers of a topology as tfjs writes it; `null` of anything but layers that follow each other. */
export function layersOfTopology(topology: unknown): ExportedLayer[] | null {
  const parsed = v.safeParse(sequentialTopology, topology);
  if (!parsed.success) return null;
  const specs = parsed.output.config.layers.filter(({ class_name }) => class_name !== 'InputLayer');
  const [first] = parsed.output.config.layers;
  let next = inputShapeOf(first?.config ?? {});
  return specs.map(({ class_name: className, config }) => {
    const inputShape = next;
    next = inputShape && outputShape(className, config, inputShape);
    return { className, config, inputShape, outputShape: next };
  });
}

/** A padding on either side of an axis. */
export interface Padding {
  readonly before: number;
  readonly after: number;
}

/** What *same* adds to an axis of `length`: as little as is needed, the odd one behind. */
export function samePadding(length: number, kernel: number, stride: number): Padding {
  const all = Math.max((Math.ceil(length / stride) - 1) * stride + kernel - length, 0);
  return { before: Math.floor(all / 2), after: Math.ceil(all / 2) };
}

/** Two numbers, one for each axis of an image, of an option that may be given as one. */
export function pairOf(value: unknown): readonly [number, number] {
  if (typeof value === 'number') return [value, value];
  return v.is(pair, value) ? value : [NaN, NaN];
}

function inputShapeOf({ batch_input_shape: given, batch_shape: keras3 }: Config): Shape | null {
  const parsed = v.safeParse(batchShape, given ?? keras3);
  return parsed.success ? parsed.output : null;
}

/** `null` of a layer that is not known, or of an input that it cannot take. */
function outputShape(className: string, config: Config, input: Shape): Shape | null {
  const rule = shapeRules[className];
  const found = rule ? rule(config, input) : null;
  return found && v.is(shape, found) ? found : null;
}

const unchanged = (_config: Config, input: Shape) => input;
const product = (sizes: Shape) => sizes.reduce((all, one) => all * one, 1);

/** Of what slides over an image: convolutions and poolings. */
function slid(config: Config, [height = 0, width = 0]: Shape, kernel: readonly [number, number]) {
  const strides = pairOf(config['strides'] ?? kernel);
  const dilation = pairOf(config['dilation_rate'] ?? 1);
  return [height, width].map((length, i) => {
    const stride = strides[i] ?? NaN;
    if (config['padding'] === 'same') return Math.ceil(length / stride);
    const reach = ((kernel[i] ?? NaN) - 1) * (dilation[i] ?? NaN) + 1;
    return Math.floor((length - reach) / stride) + 1;
  });
}

const shapeRules: Readonly<Record<string, (config: Config, input: Shape) => Shape | null>> = {
  Dense: ({ units }, input) => [...input.slice(0, -1), Number(units)],
  Conv2D: (config, input) => [
    ...slid({ strides: 1, ...config }, input, pairOf(config['kernel_size'])),
    Number(config['filters']),
  ],
  Conv2DTranspose: (config, [height = 0, width = 0]) => {
    const [kernel, strides] = [pairOf(config['kernel_size']), pairOf(config['strides'])];
    const lengths = [height, width].map((length, i) => {
      const [k, s] = [kernel[i] ?? NaN, strides[i] ?? NaN];
      return config['padding'] === 'same' ? length * s : length * s + Math.max(k - s, 0);
    });
    return [...lengths, Number(config['filters'])];
  },
  MaxPooling2D: (config, input) => [
    ...slid(config, input, pairOf(config['pool_size'])),
    input[2] ?? 0,
  ],
  UpSampling2D: ({ size: factors }, [height = 0, width = 0, channels = 0]) => {
    const [down, right] = pairOf(factors);
    return [height * down, width * right, channels];
  },
  GlobalAveragePooling2D: (_config, input) => input.slice(-1),
  GlobalMaxPooling1D: (_config, input) => input.slice(-1),
  Flatten: (_config, input) => [product(input)],
  Reshape: ({ target_shape: target }, input) => {
    if (!v.is(shape, target) || product(target) !== product(input)) return null;
    return target;
  },
  BatchNormalization: unchanged,
  Activation: unchanged,
  ReLU: unchanged,
  LeakyReLU: unchanged,
  PReLU: unchanged,
  Dropout: unchanged,
};
