import type { Random } from '../random';
import type { MnistDataset } from './mnist';

/** A dataset whose every label is known. */
export type LabelledDataset = MnistDataset & { readonly labels: Uint8Array };

interface SplitOptions {
  /** Images of the second part; the first has the rest. */
  readonly heldOut: number;
  /** Draws who goes where; the same state gives the same parts. */
  readonly random: Random;
}

/**
 * Two disjoint parts of a dataset, drawn at random.
 *
 * @throws if `heldOut` is not from 0 to the number of images
 */
export function splitDataset<Dataset extends MnistDataset>(
  dataset: Dataset,
  { heldOut, random }: SplitOptions,
): { readonly training: Dataset; readonly heldOut: Dataset } {
  const { count } = dataset;
  if (!Number.isInteger(heldOut) || heldOut < 0 || heldOut > count) {
    throw new RangeError(`a part has 0 to ${count} images, received ${heldOut}`);
  }
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  random.shuffle(order);
  return {
    training: selectImages(dataset, order.subarray(heldOut)),
    heldOut: selectImages(dataset, order.subarray(0, heldOut)),
  };
}

/** The images at these indices, in their order, with their labels. */
export function selectImages<Dataset extends MnistDataset>(
  dataset: Dataset,
  indices: ArrayLike<number>,
): Dataset {
  const { images, labels, height, width } = dataset;
  const size = height * width;
  const chosen = new Uint8Array(indices.length * size);
  for (let i = 0; i < indices.length; i++) {
    const start = (indices[i] ?? 0) * size;
    chosen.set(images.subarray(start, start + size), i * size);
  }
  return {
    ...dataset,
    images: chosen,
    labels: labels && Uint8Array.from(indices, (index) => labels[index] ?? 0),
    count: indices.length,
  };
}

/** The first so many images, or all if there are fewer. */
export function firstImages<Dataset extends MnistDataset>(dataset: Dataset, most: number): Dataset {
  const count = Math.min(most, dataset.count);
  return selectImages(
    dataset,
    Array.from({ length: count }, (_, i) => i),
  );
}

/**
 * The dataset, if every label is known.
 *
 * @throws (Japanese) if not
 */
export function withLabels(dataset: MnistDataset): LabelledDataset {
  const { labels } = dataset;
  if (!labels) throw new Error('学習画像にラベルがありません。ラベルのファイルも選んでください。');
  return { ...dataset, labels };
}
