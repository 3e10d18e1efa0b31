/**
 * How a run trains, as plain data: what a script for another framework is written from. A family says
 * it where its training is of the usual form, G and D in turns; others can take home weights alone.
 */
import type { GaussianComponent } from '../data/gaussian-mixture';

/** Losses that scripts can write, of D's outputs. */
export type KnownLoss =
  /** D: cross-entropy with labels 1 | 0, or the target that is given for reals; averaged over both halves. */
  | 'cross-entropy'
  /** G: −log D(G(z)). */
  | 'non-saturating'
  /** G: log(1 − D(G(z))). */
  | 'saturating'
  /** Either: Mao et al. 2016 (arXiv:1611.04076), targets 1 | 0, halved. */
  | 'least-squares';

export type RecipeLoss =
  | { readonly kind: 'known'; readonly name: KnownLoss; readonly realTarget?: number }
  /** One of the reader's own, or one that scripts cannot write: its text, to be rewritten by hand. */
  | { readonly kind: 'custom'; readonly text: string };

export type RecipeData =
  /** Images `[28, 28, 1]` in [−1, 1]; an epoch takes each at most once, in a fresh order. */
  | { readonly kind: 'digits' }
  /** Points on the line or in the plane, drawn from a mixture. */
  | { readonly kind: 'points'; readonly components: readonly GaussianComponent[] };

/** D learns, then G, each from a batch of its own. */
export interface TrainingRecipe {
  /** z, independent along every axis: uniform in [−1, 1), or standard normal. */
  readonly noise: { readonly size: number; readonly distribution: 'uniform' | 'normal' };
  readonly data: RecipeData;
  /** Reals and fakes in every update, each. */
  readonly batchSize: number;
  readonly seed: number;
  /** Updates of D before each of G, ≥ 1. */
  readonly discriminatorSteps: number;
  /** Whether reals and fakes go through D in batches of their own; matters to batch normalization. */
  readonly separateBatches: boolean;
  readonly losses: { readonly discriminator: RecipeLoss; readonly generator: RecipeLoss };
}
