/** Layers as Keras 3 has them: the same as the site's, channels last, so that weights go over as they are. */
import type { ExportedLayer, ExportedNetwork } from './exported-run';
import { pairOf } from './layer-shapes';
import { expectOption, NoRule, numberOf, shapesOf } from './no-rule';
import { call, text, truth, tuple } from './python';

export interface KerasNetwork {
  /** `[100]`, without the batch. */
  readonly input: readonly number[];
  /** One for each layer, in order, with the shape of what it gives. */
  readonly layers: readonly { readonly code: string; readonly shape: string }[];
}

/** @throws {NoRule} for a layer that has none */
export function kerasNetwork({ layers }: ExportedNetwork): KerasNetwork {
  const all = layers ?? [];
  const [first] = all;
  return {
    input: first ? shapesOf(first).input : [],
    layers: all.map((layer) => ({
      code: layerCode(layer),
      shape: `[${shapesOf(layer).output.join(', ')}]`,
    })),
  };
}

function layerCode(layer: ExportedLayer): string {
  const rule = rules[layer.className];
  if (!rule) throw new NoRule(layer.className);
  return call(`layers.${layer.className}`, rule(layer));
}

type Arguments = readonly (string | number | null)[];

const activationNames = ['linear', 'relu', 'tanh', 'sigmoid', 'elu', 'softplus', 'softmax'];

function activationName(layer: ExportedLayer): string {
  const name = layer.config['activation'] ?? 'linear';
  if (typeof name === 'string' && activationNames.includes(name)) return name;
  throw new NoRule(layer.className, `の活性化関数「${String(name)}」`);
}

function weighted(layer: ExportedLayer): Arguments {
  const name = activationName(layer);
  return [
    name === 'linear' ? null : `activation='${name}'`,
    layer.config['use_bias'] === false ? 'use_bias=False' : null,
  ];
}

/** A pair of an option as one number where both are the same; `null` where they are the usual. */
function pair(layer: ExportedLayer, name: string, usual?: number): string | number | null {
  const [first, second] = pairOf(layer.config[name] ?? usual);
  if (!Number.isFinite(first + second)) throw new NoRule(layer.className, `の${name}`);
  if (first === usual && second === usual) return null;
  return first === second ? first : tuple([first, second]);
}

const named = (name: string, value: string | number | null) =>
  value === null ? null : `${name}=${value}`;

function padding(layer: ExportedLayer): string | null {
  expectOption(layer, 'data_format', ['channels_last']);
  expectOption(layer, 'padding', ['valid', 'same']);
  return layer.config['padding'] === 'same' ? "padding='same'" : null;
}

const convolution = (layer: ExportedLayer): Arguments => [
  numberOf(layer, 'filters'),
  pair(layer, 'kernel_size'),
  named('strides', pair(layer, 'strides', 1)),
  padding(layer),
  named('dilation_rate', pair(layer, 'dilation_rate', 1)),
  ...weighted(layer),
];

const rules: Readonly<Record<string, (layer: ExportedLayer) => Arguments>> = {
  Dense: (layer) => [numberOf(layer, 'units'), ...weighted(layer)],
  Conv2D: convolution,
  Conv2DTranspose: convolution,
  BatchNormalization: (layer) => {
    expectOption(layer, 'axis', [-1, shapesOf(layer).input.length]);
    const { center = true, scale = true } = layer.config;
    return [
      `momentum=${numberOf(layer, 'momentum')}`,
      `epsilon=${numberOf(layer, 'epsilon')}`,
      center === true ? null : `center=${truth(false)}`,
      scale === true ? null : `scale=${truth(false)}`,
    ];
  },
  ReLU: (layer) => {
    const most = layer.config['max_value'] ?? null;
    return [most === null ? null : `max_value=${numberOf(layer, 'max_value')}`];
  },
  LeakyReLU: (layer) => [`negative_slope=${numberOf(layer, 'alpha')}`],
  PReLU: ({ config }) => {
    const axes = config['shared_axes'];
    return [Array.isArray(axes) ? `shared_axes=[${(axes as number[]).join(', ')}]` : null];
  },
  Activation: (layer) => [text(activationName(layer))],
  Dropout: (layer) => [numberOf(layer, 'rate')],
  Flatten: () => [],
  Reshape: (layer) => [tuple(shapesOf(layer).output)],
  UpSampling2D: (layer) => {
    expectOption(layer, 'interpolation', ['nearest']);
    expectOption(layer, 'data_format', ['channels_last']);
    return [pair(layer, 'size')];
  },
  MaxPooling2D: (layer) => [
    pair(layer, 'pool_size'),
    named(
      'strides',
      pair(
        { ...layer, config: { strides: layer.config['pool_size'], ...layer.config } },
        'strides',
      ),
    ),
    padding(layer),
  ],
  GlobalAveragePooling2D: () => [],
  GlobalMaxPooling1D: () => [],
};
