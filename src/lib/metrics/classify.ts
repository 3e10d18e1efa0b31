import * as tf from '@tensorflow/tfjs';
import type { StraightNetwork } from '../nn/straight-network';
import { classCount } from '../data/digit-classes';
import { toSigned } from '../data/image-grid';
import { featureCount, featuresLayer } from './classifier-layers';

export interface ClassifyOptions {
  readonly classifier: StraightNetwork;
  /** `[count, 28, 28]` bytes, 0 black to 255 white. */
  readonly images: Uint8Array;
  /** Images at a time; bounds the memory that it takes. */
  readonly batchSize?: number;
}

/** What the digit classifier makes of a set of images. */
export interface Classified {
  readonly count: number;
  /** `[count, 10]`, each row summing to 1. */
  readonly probabilities: Float32Array;
  /** The likeliest digit of each image, `[count]`. */
  readonly classes: Uint8Array;
  /** Its probability, `[count]`. */
  readonly confidences: Float32Array;
  /** The penultimate layer, `[count, 64]`. */
  readonly features: Float32Array;
}

/**
 * Classify images and keep the features that the decision is made from.
 *
 * @throws if the images are not whole ones
 */
export async function classifyDigits(options: ClassifyOptions): Promise<Classified> {
  const { classifier, images, batchSize = 250 } = options;
  const shape = classifier.inputShape;
  const size = tf.util.sizeFromShape(shape);
  if (images.length % size !== 0) {
    throw new RangeError(`images have ${size} pixels each, received ${images.length} in all`);
  }
  const count = images.length / size;
  const probabilities = new Float32Array(count * classCount);
  const features = new Float32Array(count * featureCount);
  for (let start = 0; start < count; start += batchSize) {
    const batch = images.subarray(start * size, (start + batchSize) * size);
    const [batchFeatures, batchProbabilities] = tf.tidy(() => {
      const pixels = toSigned(batch);
      const input = tf.tensor(pixels, [batch.length / size, ...shape]);
      const found = classifier.forwardTo([featuresLayer], input);
      return [found[featuresLayer], tf.softmax(found['output'] as tf.Tensor)] as [
        tf.Tensor,
        tf.Tensor,
      ];
    });
    features.set(await batchFeatures.data<'float32'>(), start * featureCount);
    probabilities.set(await batchProbabilities.data<'float32'>(), start * classCount);
    tf.dispose([batchFeatures, batchProbabilities]);
  }
  return { count, probabilities, features, ...decide(probabilities) };
}

function decide(probabilities: Float32Array): Pick<Classified, 'classes' | 'confidences'> {
  const count = probabilities.length / classCount;
  const classes = new Uint8Array(count);
  const confidences = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    const row = probabilities.subarray(i * classCount, (i + 1) * classCount);
    const confidence = Math.max(...row);
    confidences[i] = confidence;
    classes[i] = row.indexOf(confidence);
  }
  return { classes, confidences };
}

/** Share of images whose likeliest digit is their label, in [0, 1]. */
export function accuracyOf({ classes, count }: Classified, labels: ArrayLike<number>): number {
  if (labels.length !== count) {
    throw new RangeError(`expected ${count} labels, received ${labels.length}`);
  }
  return classes.reduce((right, digit, i) => right + (digit === labels[i] ? 1 : 0), 0) / count;
}
