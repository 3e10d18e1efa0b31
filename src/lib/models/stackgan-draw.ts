/** Birds as the trained networks of {@link ./stackgan.ts} draw them, both stages. */
import * as tf from '@tensorflow/tfjs';
import { toBytes } from '../data/image-grid';
import { sampleCondition } from '../nn/conditioning';
import type { Network } from '../nn/network';
import type { Random } from '../random';
import { normalBatch } from './stackgan-batches';
import { conditionOf, conditionSize, noiseSize } from './stackgan-networks';

export interface DrawnBirds {
  /** Stage-I's, `[count, 16, 16, 3]` bytes. */
  readonly small: Uint8Array;
  /** Stage-II's, `[count, 64, 64, 3]` bytes. */
  readonly large: Uint8Array;
}

/** What is drawn, and by which chance; `[count, …]` each. */
export interface Wish {
  /** What each stage reads, `[count, 128]`; usually the same. */
  readonly embeddings: readonly [tf.Tensor2D, tf.Tensor2D];
  /** Stage-I's z, `[count, 32]`. */
  readonly noise: tf.Tensor2D;
  /** Each stage's ε, `[count, 64]`; without, ĉ = μ. */
  readonly epsilons: readonly [tf.Tensor2D, tf.Tensor2D] | null;
}

interface Generators {
  readonly generator1: Network;
  readonly generator2: Network;
}

const shown = { mode: 'inference' } as const;

/** Draw by the moving statistics, so that a picture depends on nothing but its own wish. */
export async function drawWishes(
  { generator1, generator2 }: Generators,
  { embeddings, noise, epsilons }: Wish,
): Promise<DrawnBirds> {
  const [small, large] = tf.tidy(() => {
    const conditions = [generator1, generator2].map((generator, i) =>
      sampleCondition(
        conditionOf(generator, embeddings[i] as tf.Tensor2D, shown),
        epsilons?.[i] ?? null,
      ),
    ) as [tf.Tensor2D, tf.Tensor2D];
    const first = generator1.forward({ condition: conditions[0], noise }, shown);
    return [first, generator2.forward({ small: first, condition: conditions[1] }, shown)];
  }) as [tf.Tensor, tf.Tensor];
  const drawn = {
    small: toBytes(await small.data<'float32'>()),
    large: toBytes(await large.data<'float32'>()),
  };
  tf.dispose([small, large]);
  return drawn;
}

/** A wish for captions with chance of one's own. */
export function wishFor(
  embedding: tf.Tensor2D,
  random: Random,
  { isAugmented = true }: { isAugmented?: boolean } = {},
): Wish {
  const [count] = embedding.shape;
  const noise = normalBatch(random, count, noiseSize);
  const epsilon = () => normalBatch(random, count, conditionSize);
  return {
    embeddings: [embedding, embedding],
    noise,
    epsilons: isAugmented ? [epsilon(), epsilon()] : null,
  };
}
