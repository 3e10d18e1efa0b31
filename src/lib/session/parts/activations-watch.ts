/** What the activation functions of generators and discriminators get, for noise and images that stay the same. */
import * as tf from '@tensorflow/tfjs';
import { toSigned } from '../../data/image-grid';
import { firstImages } from '../../data/split';
import type { MnistDataset } from '../../data/mnist';
import {
  type ActivationHistogram,
  activationHistograms,
  type Bins,
} from '../../inspection/activation-histograms';
import { drawNoise } from '../../latent/generate';
import { imageSize, noiseSize } from '../../models/dcgan';
import type { FamilyData, Lane, Watch } from '../../models/family';
import type { StraightNetwork } from '../../nn/straight-network';
import { Random } from '../../random';

/** What the histograms span: batch normalization gives standard deviation 1. */
const activationBins: Bins = { min: -3, max: 3, count: 36 };
/** Images or noise vectors that the histograms are of. */
const inspected = 16;

/** Layer by layer; the last entry is the network's output. */
export interface LaneActivations {
  readonly generator: readonly ActivationHistogram[];
  /** For a batch of real images. */
  readonly discriminator: readonly ActivationHistogram[];
}

/** Lane by lane; `null` for one that diverged. */
export type ActivationsReading = readonly (LaneActivations | null)[];

export function activationsWatch({ digits }: FamilyData): Watch<ActivationsReading> {
  if (!digits) throw new Error('this run learns no digits');
  return {
    pacing: { interval: 1000, share: 0.2 },
    isShownAtRest: true,
    async look(lanes) {
      const found: (LaneActivations | null)[] = [];
      for (const lane of lanes) found.push(lane && (await activationsOf(lane, digits)));
      return found;
    },
  };
}

async function activationsOf({ networks }: Lane, digits: MnistDataset): Promise<LaneActivations> {
  const noise = drawNoise(new Random(inspected).fork('noise'), inspected, noiseSize);
  const z = tf.tensor2d(noise, [inspected, noiseSize]);
  const real = realBatch(digits);
  try {
    return {
      generator: await beforeActivations(networks['generator'] as StraightNetwork, z),
      discriminator: await beforeActivations(networks['discriminator'] as StraightNetwork, real),
    };
  } finally {
    tf.dispose([z, real]);
  }
}

function realBatch(digits: MnistDataset): tf.Tensor4D {
  const { images, count } = firstImages(digits, inspected);
  return tf.tensor4d(toSigned(images), [count, imageSize, imageSize, 1]);
}

const activations = new Set(['ReLU', 'LeakyReLU', 'Activation']);

/** The outputs that go straight into an activation, and the network's own, as the last of them. */
async function beforeActivations(
  network: StraightNetwork,
  input: tf.Tensor,
): Promise<ActivationHistogram[]> {
  const random = new Random(inspected).fork('dropout');
  const all = await activationHistograms({ network, input, random }, activationBins);
  return all.filter((_, i) => {
    const next = all[i + 1];
    return !next || activations.has(next.className);
  });
}
