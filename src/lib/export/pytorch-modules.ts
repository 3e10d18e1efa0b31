/** PyTorch's modules for single layers, with their options in its words. */
import type { ExportedLayer } from './exported-run';
import { type Padding, pairOf, samePadding } from './layer-shapes';
import { expectOption, NoRule, numberOf, shapesOf } from './no-rule';
import { call, tuple } from './python';

export const bias = ({ config }: ExportedLayer) =>
  config['use_bias'] === false ? 'bias=False' : null;

const activations: Readonly<Record<string, string | null>> = {
  linear: null,
  relu: 'nn.ReLU()',
  tanh: 'nn.Tanh()',
  sigmoid: 'nn.Sigmoid()',
  elu: 'nn.ELU()',
  softplus: 'nn.Softplus()',
  softmax: 'nn.Softmax(1)',
};

/** `null` for none. */
export function activation(layer: ExportedLayer, shape: readonly number[]): string | null {
  const name = layer.config['activation'] ?? 'linear';
  const code = typeof name === 'string' ? activations[name] : undefined;
  if (code === undefined || (name === 'softmax' && shape.length === 2)) {
    throw new NoRule(layer.className, `の活性化関数「${String(name)}」`);
  }
  return code;
}

export function relu(layer: ExportedLayer): string {
  const most = layer.config['max_value'] ?? null;
  return most === null ? 'nn.ReLU()' : call('nn.Hardtanh', [0, numberOf(layer, 'max_value')]);
}

export function upsampling(layer: ExportedLayer): string {
  expectOption(layer, 'interpolation', ['nearest']);
  expectOption(layer, 'data_format', ['channels_last']);
  const [down, right] = pairOf(layer.config['size']);
  const factor = down === right ? down : tuple([down, right]);
  return call('nn.Upsample', [`scale_factor=${factor}`, "mode='nearest'"]);
}

/** One number for both axes where they are the same. */
function both(name: string, pair: readonly number[], usual: number): string | null {
  const [first, second] = pair;
  if (first === usual && second === usual) return null;
  return `${name}=${first === second ? first : tuple(pair)}`;
}

/** Left, right, above, below: PyTorch pads the last axis first. */
const around = ([rows, columns]: readonly [Padding, Padding]) =>
  tuple([columns.before, columns.after, rows.before, rows.after]);

interface Sliding {
  readonly kernel: readonly [number, number];
  readonly strides: readonly [number, number];
  readonly dilation: readonly [number, number];
}

function paddingOf(layer: ExportedLayer, { kernel, strides, dilation }: Sliding) {
  expectOption(layer, 'padding', ['valid', 'same']);
  const { input } = shapesOf(layer);
  const none = { before: 0, after: 0 };
  if (layer.config['padding'] !== 'same') return [none, none] as const;
  const of = (axis: 0 | 1) =>
    samePadding(input[axis] ?? 0, (kernel[axis] - 1) * dilation[axis] + 1, strides[axis]);
  return [of(0), of(1)] as const;
}

export function convolved(layer: ExportedLayer) {
  const { input, output } = shapesOf(layer);
  const kernel = pairOf(layer.config['kernel_size']);
  const strides = pairOf(layer.config['strides'] ?? 1);
  const dilation = pairOf(layer.config['dilation_rate'] ?? 1);
  const paddings = paddingOf(layer, { kernel, strides, dilation });
  const isEven = paddings.every(({ before, after }) => before === after);
  const code = call('nn.Conv2d', [
    input[2],
    output[2],
    kernel[0] === kernel[1] ? kernel[0] : tuple(kernel),
    both('stride', strides, 1),
    isEven ? both('padding', [paddings[0].before, paddings[1].before], 0) : null,
    both('dilation', dilation, 1),
    bias(layer),
  ]);
  // What *same* adds is more behind than before where the number is odd.
  if (isEven) return { codes: [code], at: 0 };
  return { codes: [call('nn.ZeroPad2d', [around(paddings)]), code], at: 1 };
}

/** The transposed convolution: what *same* would have padded is cut off, more behind than before. */
export function convolvedBack(layer: ExportedLayer) {
  expectOption(layer, 'padding', ['valid', 'same']);
  const { input, output } = shapesOf(layer);
  const kernel = pairOf(layer.config['kernel_size']);
  const strides = pairOf(layer.config['strides'] ?? 1);
  if (pairOf(layer.config['dilation_rate'] ?? 1).some((rate) => rate !== 1)) {
    throw new NoRule(layer.className, 'のdilation_rate');
  }
  const isSame = layer.config['padding'] === 'same';
  const excess = [0, 1].map((i) => (kernel[i] ?? 0) - (strides[i] ?? 0));
  const before = excess.map((more) => (isSame ? Math.floor(Math.max(more, 0) / 2) : 0));
  const after = excess.map((more, i) => (isSame ? Math.max(more, 0) - (before[i] ?? 0) : 0));
  const code = call('nn.ConvTranspose2d', [
    input[2],
    output[2],
    kernel[0] === kernel[1] ? kernel[0] : tuple(kernel),
    both('stride', strides, 1),
    both('padding', before, 0),
    both(
      'output_padding',
      excess.map((more) => Math.max(-more, 0)),
      0,
    ),
    bias(layer),
  ]);
  const isCropped = after.some((length, i) => length !== before[i]);
  const crop = isCropped ? [call('Crop', [output[0], output[1]])] : [];
  return { codes: [code, ...crop], at: 0 };
}

export function maxPooling(layer: ExportedLayer): string[] {
  expectOption(layer, 'data_format', ['channels_last']);
  const kernel = pairOf(layer.config['pool_size']);
  const strides = pairOf(layer.config['strides'] ?? kernel);
  const paddings = paddingOf(layer, { kernel, strides, dilation: [1, 1] });
  const code = call('nn.MaxPool2d', [
    kernel[0] === kernel[1] ? kernel[0] : tuple(kernel),
    String(strides) === String(kernel) ? null : both('stride', strides, NaN),
  ]);
  const isPadded = paddings.some(({ before, after }) => before + after > 0);
  return isPadded ? [call('nn.ConstantPad2d', [around(paddings), "float('-inf')"]), code] : [code];
}
