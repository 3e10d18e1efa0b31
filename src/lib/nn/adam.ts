import * as tf from '@tensorflow/tfjs';
import { adamUpdate } from './ops/adam';

export interface AdamSettings {
  /** Step size α, > 0. */
  readonly learningRate: number;
  /** Decay of the first moment β1, in [0, 1). */
  readonly beta1: number;
}

/** Keras's defaults for what the outline's settings leave open. */
const beta2 = 0.999;
const epsilon = 1e-7;

interface Moments {
  readonly first: tf.Variable;
  readonly second: tf.Variable;
}

/**
 * Adam (Kingma & Ba 2014, arXiv:1412.6980, Algorithm 1) for a fixed list of variables.
 *
 * tfjs has an Adam of its own; this one takes each variable in one pass where the backend can, and
 * can be saved and restored with its moments.
 */
export class Adam {
  private readonly moments: readonly Moments[];
  private stepsDone = 0;

  /**
   * @param variables what the optimizer updates; their order is that of `apply` and of the state
   * @param settings may be replaced between steps
   */
  constructor(
    readonly variables: readonly tf.Variable[],
    public settings: AdamSettings,
  ) {
    this.moments = variables.map(({ shape }) => ({
      first: zeroVariable(shape),
      second: zeroVariable(shape),
    }));
  }

  /**
   * Update every variable by its gradient.
   *
   * @param gradients by variable name, as `tf.variableGrads` returns them; each of its variable's shape
   */
  apply(gradients: tf.NamedTensorMap): void {
    this.stepsDone += 1;
    this.variables.forEach((variable, index) => {
      const gradient = gradients[variable.name];
      const moments = this.moments[index];
      if (!gradient || !moments) throw new Error(`no gradient for variable "${variable.name}"`);
      adamUpdate({
        variable,
        gradient,
        firstMoment: moments.first,
        secondMoment: moments.second,
        ...this.settings,
        beta2,
        epsilon,
        step: this.stepsDone,
      });
    });
  }

  /** The variables that a checkpoint must hold beside the networks' own: every moment, in order. */
  get stateVariables(): readonly tf.Variable[] {
    return this.moments.flatMap(({ first, second }) => [first, second]);
  }

  /** Steps done so far, which bias correction depends on. */
  get step(): number {
    return this.stepsDone;
  }

  set step(value: number) {
    this.stepsDone = value;
  }

  /** Forget every earlier step, as is right when the variables have been given other values. */
  reset(): void {
    this.stepsDone = 0;
    tf.tidy(() => {
      for (const variable of this.stateVariables) variable.assign(tf.zeros(variable.shape));
    });
  }

  dispose(): void {
    this.stateVariables.forEach((variable) => {
      variable.dispose();
    });
  }
}

function zeroVariable(shape: number[]): tf.Variable {
  return tf.tidy(() => tf.variable(tf.zeros(shape), false));
}
