import * as tf from '@tensorflow/tfjs';
import type { Network, SavedNetwork, Tensors } from './network';
import { mlp } from './ops/mlp';
import { type MlpShape, parameterCount } from '../backends/mlp-shape';

/**
 * A small perceptron whose parameters are one vector, see `ops/mlp`: one kernel runs all of it.
 *
 * The vector may be longer than the shape asks for; what is left over is for who uses the network.
 */
export class MlpNetwork implements Network {
  readonly parameters: tf.Variable<tf.Rank.R1>;

  constructor(
    readonly name: string,
    readonly shape: MlpShape,
    initial: Float32Array,
  ) {
    this.parameters = tf.tidy(() => tf.variable(tf.tensor1d(initial)));
  }

  get variables(): readonly tf.Variable[] {
    return [this.parameters];
  }

  get state(): readonly tf.Variable[] {
    return this.variables;
  }

  get parameterCount(): number {
    return parameterCount(this.shape);
  }

  get namedShapes() {
    return [{ name: 'parameters', shape: this.parameters.shape }];
  }

  /** @param inputs points `[batch, sizes[0]]` */
  forward(inputs: tf.Tensor | Tensors): tf.Tensor2D {
    const x = inputs instanceof tf.Tensor ? inputs : inputs['x'];
    return mlp({ x: x as tf.Tensor2D, parameters: this.parameters, shape: this.shape });
  }

  async save(): Promise<SavedNetwork> {
    const values = Float32Array.from(await this.parameters.data());
    return {
      modelTopology: this.shape,
      weightSpecs: [{ name: 'parameters', shape: this.parameters.shape, dtype: 'float32' }],
      weightData: values.buffer,
    };
  }

  setWeights([parameters]: tf.Tensor[]): void {
    if (parameters) this.parameters.assign(parameters as tf.Tensor1D);
  }

  copy(): MlpNetwork {
    return new MlpNetwork(this.name, this.shape, Float32Array.from(this.parameters.dataSync()));
  }

  dispose(): void {
    this.parameters.dispose();
  }
}
