import type { Drawing } from '../data/strokes';
import type { NoiseDistributionName } from '../data/noise';
import type { ToyDataName } from '../data/toy-distributions';
import type { ActivationName } from '../backends/activation-names';
import type { ObjectiveName } from '../nn/objectives';

/** Everything that a run of a small GAN depends on, but for a drawing: plain values, fit for a link. */
export interface ToySettings {
  /** Which distribution is learned; it decides between the line and the plane. */
  readonly data: ToyDataName;
  /** 1 or 2. */
  readonly noiseDimension: number;
  readonly noiseDistribution: NoiseDistributionName;

  /** Hidden layers of each network, ≥ 0, their units, ≥ 1, and their activation. */
  readonly generatorLayers: number;
  readonly generatorWidth: number;
  readonly discriminatorLayers: number;
  readonly discriminatorWidth: number;
  readonly activation: ActivationName;
  /** Scale of G's last layer at first, > 0: with 0.1 its first points lie close together. */
  readonly initialSpread: number;

  readonly loss: ObjectiveName;
  /** λ of the gradient penalty, ≥ 0; only `wasserstein` has one. */
  readonly gradientPenalty: number;
  readonly optimizer: 'adam' | 'sgd';
  /** Step size of D's optimizer, > 0. */
  readonly discriminatorLearningRate: number;
  readonly generatorLearningRate: number;
  /** β1 of Adam, or the momentum of SGD, in [0, 1). */
  readonly momentum: number;
  /** Updates of D before each of G, ≥ 1. */
  readonly discriminatorSteps: number;
  /** Reals and fakes in every update, each, ≥ 1. */
  readonly batchSize: number;

  /** Steps of D that G looks ahead, ≥ 0 (Metz et al. 2016); not with `wasserstein`. */
  readonly unrolledSteps: number;
  /** Step size of those steps, > 0. */
  readonly unrolledLearningRate: number;
  /** `deviation`: D sees how much a batch varies (Karras et al. 2017). */
  readonly minibatch: 'none' | 'deviation';

  /** Any 32-bit unsigned integer; the same seed gives the same run. */
  readonly seed: number;
}

/** A lane of a session: its settings, and what the data `drawn` consists of. */
export interface ToyLane extends ToySettings {
  readonly drawing?: Drawing;
}

/** What a run cannot change once it has begun. */
const fixedToySettings = [
  'noiseDimension',
  'noiseDistribution',
  'generatorLayers',
  'generatorWidth',
  'discriminatorLayers',
  'discriminatorWidth',
  'activation',
  'initialSpread',
  'seed',
] as const satisfies readonly (keyof ToySettings)[];

export type LiveToySettings = Omit<ToySettings, (typeof fixedToySettings)[number]>;

/** Settings with all that may change taken from another. */
export function withLiveSettings<Settings extends ToySettings>(
  settings: Settings,
  live: Omit<Settings, (typeof fixedToySettings)[number]>,
): Settings {
  const fixed = fixedToySettings.map((name) => [name, settings[name]] as const);
  return { ...settings, ...live, ...(Object.fromEntries(fixed) as object) };
}

/** @throws in Japanese if settings exclude one another */
export function checkToySettings({ loss, unrolledSteps, noiseDimension }: ToySettings): void {
  if (loss === 'wasserstein' && unrolledSteps > 0) {
    throw new Error(
      `WGAN-GPの損失とUnrolled GANは一緒に使えません。先読みのステップ数を0にしてください（入力：${unrolledSteps}）。`,
    );
  }
  if (noiseDimension !== 1 && noiseDimension !== 2) {
    throw new Error(`ノイズの次元は1か2のどちらかです（入力：${noiseDimension}）。`);
  }
}
