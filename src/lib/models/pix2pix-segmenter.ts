/** The segmenter that generated textures are measured by: it learns from true ones, with its own family. */
import * as tf from '@tensorflow/tfjs';
import { TextureBatches, textureClassCount, textureSide as side } from '../data/textures';
import { type Family, imagePacing, type Turn } from './family';
import { createSegmenter } from './pix2pix-networks';

export interface SegmenterSettings {
  readonly learningRate: number;
  readonly batchSize: number;
  readonly seed: number;
}

/** Cross-entropy of the classes, the mean over the pixels. */
const turn: Turn<SegmenterSettings> = {
  name: 'segmenter',
  updates: 'segmenter',
  tells: { loss: 'loss' },
  prepare({ sources, settings: { batchSize } }) {
    const { inputs, targets } = (sources['pairs'] as TextureBatches).next(batchSize);
    return {
      labels: tf.tensor2d(inputs, [targets.length, textureClassCount]),
      pictures: tf.tensor4d(targets, [batchSize, side, side, 1]),
    };
  },
  loss({ networks }, { labels, pictures }) {
    const logits = networks['segmenter']
      ?.forward(pictures as tf.Tensor, { mode: 'training' })
      .reshape([-1, textureClassCount]);
    return tf.losses.softmaxCrossEntropy(labels as tf.Tensor, logits as tf.Tensor) as tf.Scalar;
  },
};

export const family: Family<SegmenterSettings> = {
  data: 'none',
  computing: 'measured',
  pacing: imagePacing,
  tellsEveryRound: false,
  streams: [],
  seed: ({ seed }) => seed,
  sources: (_settings, random) => ({ pairs: new TextureBatches(random('pairs')) }),
  networks: (_settings, random) => ({ segmenter: createSegmenter(random('segmenter')) }),
  optimizers: ({ learningRate }) => ({
    segmenter: { optimizer: 'adam', learningRate, momentum: 0.9 },
  }),
  turns: () => [turn],
  live: (current) => current,
  shows: () => null,
};
