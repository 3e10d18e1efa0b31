import * as tf from '@tensorflow/tfjs';

export interface SgdSettings {
  /** Step size, > 0. */
  readonly learningRate: number;
  /** Part of the last step that is taken again, in [0, 1); 0 for plain gradient descent. */
  readonly momentum: number;
}

/**
 * Gradient descent with momentum (Polyak 1964): u ← μ u − α g, x ← x + u, for a fixed list of
 * variables.
 */
export class Sgd {
  private readonly velocities: readonly tf.Variable[];
  /** Steps done so far; nothing depends on them. */
  step = 0;

  /**
   * @param variables what the optimizer updates; their order is that of the state
   * @param settings may be replaced between steps
   */
  constructor(
    readonly variables: readonly tf.Variable[],
    public settings: SgdSettings,
  ) {
    this.velocities = variables.map(({ shape }) =>
      tf.tidy(() => tf.variable(tf.zeros(shape), false)),
    );
  }

  /** Update every variable by its gradient, of its shape and under its name. */
  apply(gradients: tf.NamedTensorMap): void {
    const { learningRate, momentum } = this.settings;
    this.step += 1;
    tf.tidy(() => {
      this.variables.forEach((variable, i) => {
        const [gradient, velocity] = [gradients[variable.name], this.velocities[i]];
        if (!gradient || !velocity) throw new Error(`no gradient for variable "${variable.name}"`);
        velocity.assign(velocity.mul(momentum).sub(gradient.mul(learningRate)));
        variable.assign(variable.add(velocity));
      });
    });
  }

  /** The variables that a checkpoint must hold beside the networks' own. */
  get stateVariables(): readonly tf.Variable[] {
    return this.velocities;
  }

  /** Forget every earlier step, as is right when the variables have been given other values. */
  reset(): void {
    this.step = 0;
    tf.tidy(() => {
      for (const velocity of this.velocities) velocity.assign(tf.zeros(velocity.shape));
    });
  }

  dispose(): void {
    tf.dispose([...this.velocities]);
  }
}
