import * as tf from '@tensorflow/tfjs';
import { copyModel } from './model-layers';
import { compileForward } from './forward';
import type { ForwardOptions, Network, SavedNetwork, Tensors } from './network';
import { saveNetwork } from './saved-networks';

/** Runs one straight run of layers. */
export type Run = (x: tf.Tensor) => tf.Tensor;

export interface JoinedNetworkOptions<Name extends string> {
  readonly name: string;
  /** The straight runs that the network is built of; the network's own from now on. */
  readonly runs: Readonly<Record<Name, tf.Sequential>>;
  /**
   * How the runs hang together: joins, skips, sums; differentiable.
   *
   * @param options as `forward` was given them, for what is done between the runs
   */
  readonly wire: (
    runs: Readonly<Record<Name, Run>>,
    inputs: Tensors,
    options: ForwardOptions,
  ) => tf.Tensor;
}

/** A network of straight runs, joined by a function: U-Nets, residual blocks, conditional inputs. */
export class JoinedNetwork<Name extends string = string> implements Network {
  readonly name: string;
  readonly variables: readonly tf.Variable[];
  readonly state: readonly tf.Variable[];
  private readonly compiled: readonly (readonly [Name, ReturnType<typeof compileForward>])[];

  constructor(private readonly options: JoinedNetworkOptions<Name>) {
    this.name = options.name;
    const models = this.models.map(([, model]) => model);
    this.variables = models.flatMap(({ trainableWeights }) =>
      trainableWeights.map((weight) => weight.read() as tf.Variable),
    );
    this.state = models.flatMap(({ weights }) =>
      weights.map((weight) => weight.read() as tf.Variable),
    );
    this.compiled = this.models.map(([name, model]) => [name, compileForward(model)] as const);
  }

  get parameterCount(): number {
    return this.models.reduce((sum, [, model]) => sum + model.countParams(), 0);
  }

  forward(inputs: tf.Tensor | Tensors, options: ForwardOptions): tf.Tensor {
    const named = inputs instanceof tf.Tensor ? { x: inputs } : inputs;
    const runs = this.compiled.map(([name, forward]) => [
      name,
      (x: tf.Tensor) => forward(x, options),
    ]);
    return this.options.wire(Object.fromEntries(runs) as Record<Name, Run>, named, options);
  }

  /** One of the runs alone; differentiable. */
  run(name: Name, x: tf.Tensor, options: ForwardOptions): tf.Tensor {
    const forward = this.compiled.find(([run]) => run === name)?.[1];
    if (!forward) throw new Error(`there is no run "${name}" in "${this.name}"`);
    return forward(x, options);
  }

  /** Names begin with that of their run: `down1/conv2d/kernel`. */
  get namedShapes(): readonly { readonly name: string; readonly shape: readonly number[] }[] {
    return this.models.flatMap(([run, model]) =>
      model.weights.map(({ originalName, shape }) => ({
        name: `${run}/${originalName}`,
        shape: shape as number[],
      })),
    );
  }

  async save(): Promise<SavedNetwork> {
    const saved = await Promise.all(
      this.models.map(async ([name, model]) => [name, await saveNetwork(model)] as const),
    );
    return {
      modelTopology: Object.fromEntries(
        saved.map(([name, { modelTopology }]) => [name, modelTopology]),
      ),
      weightSpecs: saved.flatMap(([run, { weightSpecs }]) =>
        weightSpecs.map((spec) => ({ ...spec, name: `${run}/${spec.name}` })),
      ),
      weightData: tf.io.CompositeArrayBuffer.join(saved.map(([, { weightData }]) => weightData)),
    };
  }

  copy(): JoinedNetwork<Name> {
    const runs = this.models.map(([name, model]) => [name, copyModel(model)]);
    return new JoinedNetwork({
      ...this.options,
      runs: Object.fromEntries(runs) as Record<Name, tf.Sequential>,
    });
  }

  setWeights(weights: tf.Tensor[]): void {
    let from = 0;
    for (const [, model] of this.models) {
      model.setWeights(weights.slice(from, from + model.weights.length));
      from += model.weights.length;
    }
  }

  dispose(): void {
    for (const [, model] of this.models) model.dispose();
  }

  private get models(): readonly (readonly [Name, tf.Sequential])[] {
    return Object.entries(this.options.runs) as [Name, tf.Sequential][];
  }
}
