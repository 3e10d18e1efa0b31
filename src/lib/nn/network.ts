import type * as tf from '@tensorflow/tfjs';
import type { Random } from '../random';

/** Tensors by name: the inputs of a network, a batch. */
export type Tensors = Readonly<Record<string, tf.Tensor>>;

export interface ForwardOptions {
  /** `training`: statistics of the batch and dropout; `inference`: moving statistics, no dropout. */
  readonly mode: 'training' | 'inference';
  /** Draws dropout masks; needed in training mode by networks that have dropout. */
  readonly random?: Random;
  /** Whether training mode moves batch normalization's moving statistics; default false. */
  readonly updateStatistics?: boolean;
  /** How much of the moving statistics stays when they move, in [0, 1); by default, as each layer has it. */
  readonly statisticsMomentum?: number;
}

/** A network in tfjs's LayersModel format: what `model.json` and its weights file hold. */
export interface SavedNetwork {
  readonly modelTopology: object;
  readonly weightSpecs: readonly { name: string; shape: number[]; dtype: string }[];
  readonly weightData: ArrayBuffer;
}

/** A generator and its discriminator, as saved to and loaded from the reader's disk. */
export type SavedGan = Readonly<Record<'generator' | 'discriminator', SavedNetwork>>;

/** A network of the two, or what a run keeps beside them. */
export type GanRole = keyof SavedGan | 'generatorAverage';

/** Some of them, the needed ones for sure. */
export type GanParts<Needed extends GanRole = never> = Readonly<
  Partial<Record<GanRole, SavedNetwork>> & Record<Needed, SavedNetwork>
>;

/**
 * A network with any number of inputs, joins and skips; built of straight runs of layers, so that the
 * fused operations keep serving.
 */
export interface Network {
  readonly name: string;
  /** Every variable that training updates, in an order that stays the same. */
  readonly variables: readonly tf.Variable[];
  /** The same and the moving statistics: what a checkpoint holds. */
  readonly state: readonly tf.Variable[];
  /** How many numbers training updates and moving statistics hold, as Keras counts them. */
  readonly parameterCount: number;
  /**
   * @param inputs one tensor `[batch, …]`, or several by name
   * @returns the output, differentiable with respect to inputs and variables
   */
  forward(inputs: tf.Tensor | Tensors, options: ForwardOptions): tf.Tensor;
  save(): Promise<SavedNetwork>;
  /** What saved weights are matched with, in their order. */
  readonly namedShapes: readonly { readonly name: string; readonly shape: readonly number[] }[];
  /** Take other weights, moving statistics included, in the order of {@link state}. */
  setWeights(weights: tf.Tensor[]): void;
  /** Another network of the same make with the weights of this one as they are now. */
  copy(): Network;
  dispose(): void;
}
