import * as tf from '@tensorflow/tfjs';
import { copyModel } from './model-layers';
import { compileForward, compileLayers } from './forward';
import type { ForwardOptions, Network, SavedNetwork, Tensors } from './network';
import { saveNetwork } from './saved-networks';
import type { Layer } from './weighted-layers';

/** One layer of a straight network, to look into it. */
export interface NetworkLayer {
  readonly name: string;
  /** As tfjs and Keras name the kind of layer. */
  readonly className: string;
  /** `[batch, …]` of its output, `null` where any number will do. */
  readonly outputShape: readonly (number | null)[];
  /** What training updates of it. */
  readonly variables: readonly tf.Variable[];
  /** All its weights as they are now; the network's own. */
  weights(): readonly tf.Tensor[];
  readonly forward: (x: tf.Tensor, options: ForwardOptions) => tf.Tensor;
}

/** A network of one input and one output whose layers follow each other. */
export class StraightNetwork implements Network {
  readonly variables: readonly tf.Variable[];
  readonly state: readonly tf.Variable[];
  private compiled: ReturnType<typeof compileForward> | null = null;
  private singly: readonly NetworkLayer[] | null = null;

  private readonly model: tf.Sequential;

  /** @param model a sequence of layers; the network's own from now on */
  constructor(model: tf.LayersModel) {
    this.model = model as tf.Sequential;
    const variablesOf = (weights: readonly { read(): tf.Tensor }[]) =>
      weights.map((weight) => weight.read() as tf.Variable);
    this.variables = variablesOf(model.trainableWeights);
    this.state = variablesOf(model.weights);
  }

  get name(): string {
    return this.model.name;
  }

  get parameterCount(): number {
    return this.model.countParams();
  }

  /** Of one example, without the batch. */
  get inputShape(): number[] {
    return this.model.inputs[0]?.shape.slice(1) as number[];
  }

  get outputShape(): number[] {
    return this.model.outputShape.slice(1) as number[];
  }

  /** The layers one by one, none joined with its neighbour: slower, but every value can be seen. */
  get layers(): readonly NetworkLayer[] {
    this.singly ??= compileLayers(this.model).map(({ layer, forward }) => describe(layer, forward));
    return this.singly;
  }

  forward(inputs: tf.Tensor | Tensors, options: ForwardOptions): tf.Tensor {
    this.compiled ??= compileForward(this.model);
    return this.compiled(onlyInput(inputs), options);
  }

  /** The output, and those of some layers on the way to it, by their names; with moving statistics. */
  forwardTo(names: readonly string[], x: tf.Tensor): Readonly<Record<string, tf.Tensor>> {
    const found: Record<string, tf.Tensor> = {};
    let value = x;
    for (const { name, forward } of this.layers) {
      value = forward(value, { mode: 'inference' });
      if (names.includes(name)) found[name] = value;
    }
    return { ...found, output: value };
  }

  /** Copies of all weights, moving statistics included, for {@link setWeights}. */
  getWeights(): tf.Tensor[] {
    return this.model.getWeights();
  }

  setWeights(weights: tf.Tensor[]): void {
    this.model.setWeights(weights);
  }

  copy(): StraightNetwork {
    return new StraightNetwork(copyModel(this.model));
  }

  save(): Promise<SavedNetwork> {
    return saveNetwork(this.model);
  }

  /** What saved weights are matched with, in their order. */
  get namedShapes(): readonly { readonly name: string; readonly shape: readonly number[] }[] {
    return this.model.weights.map(({ originalName, shape }) => ({
      name: originalName,
      shape: shape as number[],
    }));
  }

  dispose(): void {
    this.model.dispose();
  }
}

function onlyInput(inputs: tf.Tensor | Tensors): tf.Tensor {
  if (inputs instanceof tf.Tensor) return inputs;
  const [input, ...others] = Object.values(inputs);
  if (!input || others.length > 0) throw new Error('a straight network has one input');
  return input;
}

function describe(layer: Layer, forward: NetworkLayer['forward']): NetworkLayer {
  return {
    name: layer.name,
    className: layer.getClassName(),
    outputShape: layer.outputShape as (number | null)[],
    variables: layer.trainableWeights.map((weight) => weight.read() as tf.Variable),
    weights: () => layer.weights.map((weight) => weight.read()),
    forward,
  };
}
