/** The settings of {@link ./stackgan.ts}. */

export interface StackganSettings {
  /** Rounds that train Stage-I; Stage-II learns in those after, Stage-I staying as it then is. */
  readonly stageOneRounds: number;
  readonly stageTwoRounds: number;
  /** Whether networks begin as the site ships them, or untrained. */
  readonly start: 'scratch' | 'shipped stage one' | 'shipped';
  /** Of Adam, at the start of a stage; halved at a half and at three quarters of it. */
  readonly learningRate: number;
  /** What the discriminators' learning rate is of this, > 0, in Stage-I and Stage-II. */
  readonly discriminatorShares: readonly [number, number];
  /** Pictures in a batch of Stage-I and of Stage-II. */
  readonly batchSizes: readonly [number, number];
  /** Real pictures that a discriminator sees for each generated one, ≥ 1: it learns to read by these. */
  readonly realsPerFake: readonly [number, number];
  /**
   * Standard deviation of the noise on all that a discriminator sees at the start of a stage, ≥ 0; it falls
   * to 0 in a straight line. Without, Stage-II's tells sharp from blurred and teaches nothing else.
   */
  readonly noise: readonly [number, number];
  /** Of KL(N(μ, σ²) ‖ N(0, I)), ≥ 0. */
  readonly klWeight: number;
  /** Whether ĉ is drawn; else it is μ, without KL. */
  readonly isAugmented: boolean;
  /** How often a mismatched caption is wrong in exactly one thing, in [0, 1], for Stage-I and Stage-II. */
  readonly hardShares: readonly [number, number];
  /** Mismatched captions that each real picture is judged with, ≥ 1. */
  readonly wrongCount: number;
  /**
   * How often Stage-I, while Stage-II learns, is told another caption, in [0, 1]. Where its pictures are
   * nearly always right, Stage-II finds nothing to read for.
   */
  readonly strayShare: number;
  /** Of the moving average of Stage-II's weights that is drawn with, in [0, 1); 0 for none. */
  readonly decay: number;
  readonly seed: number;
}

/** As the site's own networks were trained. */
export const stackganDefaults: StackganSettings = {
  stageOneRounds: 1400,
  stageTwoRounds: 1000,
  start: 'scratch',
  learningRate: 1.5e-3,
  discriminatorShares: [1, 0.5],
  batchSizes: [16, 8],
  realsPerFake: [2, 3],
  noise: [0, 0.3],
  klWeight: 0.2,
  isAugmented: true,
  hardShares: [0.5, 0],
  wrongCount: 4,
  strayShare: 0.8,
  decay: 0.99,
  seed: 1,
};
