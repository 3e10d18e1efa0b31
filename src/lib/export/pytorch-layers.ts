/**
 * Layers as PyTorch has them: images channels first, and so every weight that meets a flattened image
 * with its rows or columns in another order.
 */
import type { ExportedLayer, ExportedNetwork } from './exported-run';
import { expectOption, NoRule, numberOf, shapesOf } from './no-rule';
import { call, tuple } from './python';
import {
  activation,
  bias,
  convolved,
  convolvedBack,
  maxPooling,
  relu,
  upsampling,
} from './pytorch-modules';

/** Height, width, channels. */
type Image = readonly [number, number, number];

export interface TorchNetwork {
  /** One expression for each module of an `nn.Sequential`, with the shape of what it gives. */
  readonly modules: readonly { readonly code: string; readonly shape: string }[];
  readonly weights: readonly TorchWeight[];
}

export interface TorchWeight {
  /** Among the state of the `nn.Sequential`: `0.weight`. */
  readonly own: string;
  /** In files: `G.0.kernel`. */
  readonly name: string;
  /** The expression that gives both ways between their layouts. */
  readonly layout: string;
}

/** @throws {NoRule} for a layer that has none */
export function torchNetwork({ layers, weights }: ExportedNetwork): TorchNetwork {
  const walk = new Walk(layers ?? []);
  const found: TorchWeight[] = [];
  (layers ?? []).forEach((layer, i) => {
    const places = walk.add(layer, i);
    for (const { name, layer: place, parameter } of weights) {
      if (place !== i) continue;
      const target = places[parameter];
      if (!target) throw new NoRule(layer.className, `の重み${parameter}`);
      found.push({ ...target, name });
    }
  });
  return { modules: walk.modules, weights: found };
}

/** Where each parameter of a layer goes. */
type Places = Readonly<Record<string, Omit<TorchWeight, 'name'>>>;

class Walk {
  readonly modules: { code: string; shape: string }[] = [];
  /** The image that the values under way are in PyTorch's order of; `null` if in the site's. */
  private flat: Image | null = null;

  constructor(private readonly layers: readonly ExportedLayer[]) {}

  add(layer: ExportedLayer, i: number): Places {
    const { input } = shapesOf(layer);
    switch (layer.className) {
      case 'Dense':
        return this.dense(layer, i);
      case 'Conv2D':
        return this.convolution(layer, convolved);
      case 'Conv2DTranspose':
        return this.convolution(layer, convolvedBack);
      case 'BatchNormalization':
        return this.batchNormalization(layer);
      case 'PReLU':
        return this.prelu(layer);
      case 'Flatten':
        return this.flatten(layer, i);
      case 'Reshape':
        return this.reshape(layer);
      case 'MaxPooling2D':
        this.emit(layer, ...maxPooling(layer));
        return {};
      case 'GlobalMaxPooling1D':
        this.emit(layer, call('MaxOver', [1]));
        return {};
      case 'GlobalAveragePooling2D':
        this.emit(layer, 'nn.AdaptiveAvgPool2d(1)', 'nn.Flatten()');
        return {};
      case 'UpSampling2D':
        this.emit(layer, upsampling(layer));
        return {};
      case 'Dropout':
        this.emit(layer, call('nn.Dropout', [numberOf(layer, 'rate')]));
        return {};
      case 'LeakyReLU':
        this.emit(layer, call('nn.LeakyReLU', [numberOf(layer, 'alpha')]));
        return {};
      case 'ReLU':
        this.emit(layer, relu(layer));
        return {};
      case 'Activation':
        this.emit(layer, activation(layer, input) ?? 'nn.Identity()');
        return {};
      default:
        throw new NoRule(layer.className);
    }
  }

  private dense(layer: ExportedLayer, i: number): Places {
    const { input, output } = shapesOf(layer);
    if (input.length !== 1) throw new NoRule(layer.className, '（1列でない入力）');
    const rows = this.flat;
    const columns = this.imageAfter(i);
    const own = this.emit(layer, call('nn.Linear', [input[0], output[0], bias(layer)]));
    this.activate(layer);
    this.flat = columns;
    const images = [
      ...(rows ? [`inputs=${tuple(rows)}`] : []),
      ...(columns ? [`outputs=${tuple(columns)}`] : []),
    ];
    return {
      kernel: { own: `${own}.weight`, layout: call('dense', images) },
      bias: { own: `${own}.bias`, layout: this.unitLayout() },
    };
  }

  private convolution(
    layer: ExportedLayer,
    modulesOf: (layer: ExportedLayer) => { readonly codes: string[]; readonly at: number },
  ): Places {
    expectOption(layer, 'data_format', ['channels_last']);
    const { codes, at } = modulesOf(layer);
    const own = this.modules.length + at;
    this.emit(layer, ...codes);
    this.activate(layer);
    return {
      kernel: { own: `${own}.weight`, layout: 'convolution()' },
      bias: { own: `${own}.bias`, layout: 'as_is()' },
    };
  }

  private batchNormalization(layer: ExportedLayer): Places {
    const { input } = shapesOf(layer);
    expectOption(layer, 'axis', [-1, input.length]);
    expectOption(layer, 'center', [true]);
    expectOption(layer, 'scale', [true]);
    if (input.length === 2) throw new NoRule(layer.className, '（2次元の入力）');
    const options = [
      input.at(-1),
      `eps=${numberOf(layer, 'epsilon')}`,
      `momentum=${numberOf(layer, 'momentum')}`,
    ];
    const own = this.emit(layer, call('BatchNorm', options));
    const layout = this.unitLayout();
    const names = {
      gamma: 'weight',
      beta: 'bias',
      moving_mean: 'running_mean',
      moving_variance: 'running_var',
    };
    return Object.fromEntries(
      Object.entries(names).map(([parameter, name]) => [
        parameter,
        { own: `${own}.${name}`, layout },
      ]),
    );
  }

  private prelu(layer: ExportedLayer): Places {
    const { input } = shapesOf(layer);
    const shared = layer.config['shared_axes'] ?? [];
    const axes = Array.isArray(shared) ? (shared as unknown[]) : [];
    const shape = input.map((length, i) => (axes.includes(i + 1) ? 1 : length));
    const [slopes = 1] = shape.slice(-1);
    if (shape.slice(0, -1).some((length) => length !== 1)) {
      throw new NoRule(layer.className, '（画素ごとの傾き）');
    }
    const own = this.emit(layer, call('nn.PReLU', [slopes]));
    const layout = this.flat && slopes > 1 ? this.unitLayout() : `slopes(${tuple(shape)})`;
    return { alpha: { own: `${own}.weight`, layout } };
  }

  private flatten(layer: ExportedLayer, i: number): Places {
    const { input } = shapesOf(layer);
    if (input.length === 3 && isMoved(input)) {
      // What comes next takes the order up, or there must be none to take up.
      if (this.next(i)?.className === 'Dense') this.flat = input as unknown as Image;
      else this.emit(layer, 'Permute(0, 2, 3, 1)');
    }
    this.emit(layer, 'nn.Flatten()');
    return {};
  }

  private reshape(layer: ExportedLayer): Places {
    const { input, output } = shapesOf(layer);
    if (input.length !== 1 || output.length < 2)
      throw new NoRule(layer.className, '（1列でない入力）');
    const [height, width, channels] = output;
    const isImage = output.length === 3;
    const isInOrder = this.flat === null ? !isMoved(output) : String(this.flat) === String(output);
    if (this.flat && !(isImage && isInOrder))
      throw new NoRule(layer.className, '（別の形への並べ替え）');
    if (isImage && isInOrder) {
      this.emit(layer, call('nn.Unflatten', [1, tuple([channels, height, width])]));
    } else {
      this.emit(layer, call('nn.Unflatten', [1, tuple(output)]));
      if (isImage) this.emit(layer, 'Permute(0, 3, 1, 2)');
    }
    this.flat = null;
    return {};
  }

  /** The image that a dense layer's units are reshaped to, if nothing but units' own values lies between. */
  private imageAfter(i: number): Image | null {
    const next = this.next(i);
    const output = next?.className === 'Reshape' ? next.outputShape : null;
    return output?.length === 3 && isMoved(output) ? (output as unknown as Image) : null;
  }

  /** The next layer that does not treat every unit by itself. */
  private next(i: number): ExportedLayer | undefined {
    return this.layers.slice(i + 1).find((layer) => !isByUnit(layer));
  }

  private unitLayout(): string {
    return this.flat ? `units(${tuple(this.flat)})` : 'as_is()';
  }

  /** The activation within a layer. */
  private activate(layer: ExportedLayer): void {
    const { output } = shapesOf(layer);
    const code = activation(layer, output);
    if (code) this.emit(layer, code);
  }

  /** @returns the place of the first */
  private emit(layer: ExportedLayer, ...codes: readonly string[]): number {
    const { output } = shapesOf(layer);
    const [height, width, channels] = output;
    const shape = output.length === 3 ? [channels, height, width] : output;
    const first = this.modules.length;
    codes.forEach((code, i) => {
      this.modules.push({ code, shape: i === codes.length - 1 ? `[${shape.join(', ')}]` : '' });
    });
    return first;
  }
}

const byUnit = ['BatchNormalization', 'ReLU', 'LeakyReLU', 'PReLU', 'Activation', 'Dropout'];
const isByUnit = ({ className, config }: ExportedLayer) =>
  byUnit.includes(className) && config['activation'] !== 'softmax';

/** Whether an image's values come in another order with its channels first. */
function isMoved([height = 1, width = 1, channels = 1]: readonly number[]): boolean {
  return channels > 1 && height * width > 1;
}
