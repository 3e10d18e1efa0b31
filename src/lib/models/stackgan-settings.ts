/** The settings of {@link ./stackgan.ts}. */

export interface StackganSettings {
  /** Rounds that train Stage-I; Stage-II learns in those after, Stage-I staying as it then is. */
  readonly stageOneRounds: number;
  readonly stageTwoRounds: number;
  /** Whether networks begin as the site ships them, or untrained. */
  readonly start: 'scratch' | 'shipped stage one' | 'shipped';
  /** Of Adam, at the start of a stage; halved at a half and at three quarters of it. */
  readonly learningRate: number;
  /** Pictures in a batch of Stage-I and of Stage-II. */
  readonly batchSizes: readonly [number, number];
  /** Of KL(N(μ, σ²) ‖ N(0, I)), ≥ 0. */
  readonly klWeight: number;
  /** Whether ĉ is drawn; else it is μ, without KL. */
  readonly isAugmented: boolean;
  /** How often a mismatched caption is wrong in exactly one thing, in [0, 1]. */
  readonly hardShare: number;
  /** Mismatched captions that each real picture is judged with, ≥ 1. */
  readonly wrongCount: number;
  readonly seed: number;
}

/** As the site's own networks were trained. */
export const stackganDefaults: StackganSettings = {
  stageOneRounds: 4000,
  stageTwoRounds: 3000,
  start: 'scratch',
  learningRate: 1.5e-3,
  batchSizes: [16, 8],
  klWeight: 0.5,
  isAugmented: true,
  hardShare: 0.5,
  wrongCount: 4,
  seed: 1,
};
