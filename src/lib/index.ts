/**
 * All that a notebook's cell can import from `'gan'`: the very functions that this site trains with.
 * `notebook/gan-names.ts` lists the names for those who cannot load tfjs; a test holds them together.
 */
export { createToyDistribution } from './data/toy-distributions';
export { distortImages } from './data/distortions';
export { splitShippedDigits } from './data/digit-split';
export { tileImages, toBytes, toSigned } from './data/image-grid';
export { MnistBatches, type MnistDataset } from './data/mnist';
export { firstImages, selectImages } from './data/split';
export { countSilentUnits } from './inspection/dead-units';
export { gradientNorms, jointNorm } from './inspection/gradient-norms';
export { imageGradients, scoreImages } from './inspection/image-scores';
export { inspectLayers } from './inspection/layers';
export { stepUp } from './inspection/step-up';
export { drawNoise, generateImages } from './latent/generate';
export { interpolationPath, linear, spherical } from './latent/paths';
export { analogy, meanNoise, type Noise, stackNoise } from './latent/vectors';
export { classHistogram } from './metrics/class-histogram';
export { classifyDigits } from './metrics/classify';
export { CollapseAlarm } from './metrics/collapse-alarm';
export { pixelDiversity } from './metrics/diversity';
export { NearestImages } from './metrics/nearest-images';
export { measureQuality, prepareReference } from './metrics/quality';
export {
  createDiscriminator,
  createGenerator,
  type DiscriminatorSizes,
  type GeneratorSizes,
  imageSize,
  noiseSize,
  uniformNoise,
} from './models/dcgan';
export { createMlpDiscriminator, createMlpGenerator } from './models/mlp-mnist';
export { Adam } from './nn/adam';
export {
  adversarialStep,
  type AdversarialStepOptions,
  discriminatorObjective,
  type DiscriminatorObjective,
  discriminatorStep,
  generatorObjective,
  type GeneratorObjective,
  generatorStep,
  type NoteScore,
  type Player,
  type StepNumbers,
  updateNetwork,
} from './nn/adversarial-step';
export { gradientPenalty } from './nn/gradient-penalty';
export { JoinedNetwork } from './nn/joined-network';
export {
  discriminatorLoss,
  type DiscriminatorLoss,
  type GeneratorLoss,
  generatorLosses,
  type GeneratorLossName,
  smoothedDiscriminatorLoss,
} from './nn/losses';
export type { Network } from './nn/network';
export { objectives } from './nn/objectives';
export { Sgd } from './nn/sgd';
export { StraightNetwork } from './nn/straight-network';
export { WeightAverage } from './nn/weight-average';
export { Random } from './random';
export { fetchShippedMnist } from './storage/mnist-file';
export { fetchShippedModel } from './storage/shipped-model';
export { readScalars } from './training/read-scalars';
