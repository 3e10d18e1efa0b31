import type { GeneratorLossName } from '../nn/losses';

/** Departures from the article's model and training, to see what its choices are for; none by default. */
export interface DcganVariant {
  /** The networks: the DCGAN, or the multilayer perceptrons of 2014 (T7), to which only `discriminatorDropout` and what is said of the training apply. */
  readonly network?: 'dcgan' | 'mlp';
  /** How wide both networks of the DCGAN are; `article` by default, see `models/dcgan-variants`. */
  readonly size?: NetworkSize;
  /** Whether D has its dropout; true by default. */
  readonly discriminatorDropout?: boolean;
  /** Batch normalization in D (C5): before every activation but the first convolution's, as in the paper, or before all. */
  readonly discriminatorNormalization?: 'none' | 'hidden' | 'everywhere';
  /** Whether real and fake images go through D in batches of their own; matters to batch normalization only. */
  readonly separateBatches?: boolean;
  /** Batch normalization within G (D7), before each activation but the last; `hidden` by default. */
  readonly generatorNormalization?: 'hidden' | 'none';
  /** Batch normalization also at G's output, before tanh (D7). */
  readonly generatorOutputNormalization?: boolean;
  /** How D shrinks its feature maps (D4). */
  readonly discriminatorDownsampling?: 'strides' | 'max-pooling';
  /** D's activations (D8). */
  readonly discriminatorActivation?: 'leaky-relu' | 'relu' | 'prelu';
  /** What G learns by: Adam, or gradient descent, whose momentum is `generatorBeta1` then. */
  readonly generatorOptimizer?: 'adam' | 'sgd';
  /** One-sided label smoothing (Salimans et al. 2016, §3.4): D's target for real images, in (0.5, 1]; 1 by default. */
  readonly realTarget?: number;
}

/** The article's channels, or fewer of them in every layer, for slow machines. */
export type NetworkSize = 'article' | 'small';

/** Settings of a DCGAN run (outline C7–C10), as its form has them. */
export interface DcganSettings {
  readonly generatorLoss: GeneratorLossName;
  /** Adam step size of the discriminator, > 0. */
  readonly discriminatorLearningRate: number;
  /** Adam β1 of the discriminator, in [0, 1). */
  readonly discriminatorBeta1: number;
  readonly generatorLearningRate: number;
  readonly generatorBeta1: number;
  /** Real images per discriminator step, and fakes per step of either network. */
  readonly batchSize: number;
  /** Passes over the training images after which the run is finished. */
  readonly epochs: number;
  /** Any 32-bit unsigned integer; the same seed on the same backend gives the same run. */
  readonly seed: number;
}

/** Settings that a run takes up only when it is opened; the others act while it goes on. */
export const fixedDcganSettings = ['batchSize', 'seed', 'networkSize'] as const;

/** Which weights of G are drawn: its own, their moving average, or both beside each other. */
export type DrawnWeights = 'own' | 'average' | 'both';

/** A lane of a session. */
export interface DcganLane extends DcganSettings {
  /** Of which weights the images are that are drawn and measured; `own` if left out. */
  readonly drawnWeights?: DrawnWeights;
  /** The article's model and training if left out. */
  readonly variant?: DcganVariant;
  /** Whether what G's update met with is told too: its own D(G(z)), and the size of its gradient, which costs a pass over it. */
  readonly measuresGenerator?: boolean;
}
