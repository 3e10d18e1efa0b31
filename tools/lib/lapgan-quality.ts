import * as tf from '@tensorflow/tfjs';
import { toBytes } from '@lib/data/image-grid';
import { digitSize } from '@lib/data/digit-classes';
import { splitShippedDigits } from '@lib/data/digit-split';
import type { MnistDataset } from '@lib/data/mnist';
import { selectImages } from '@lib/data/split';
import { featureCount } from '@lib/metrics/classifier-layers';
import { accuracyOf, classifyDigits } from '@lib/metrics/classify';
import { frechetDistance } from '@lib/metrics/frechet';
import { fitGaussian } from '@lib/metrics/gaussian';
import {
  assemble,
  imagesToTensor,
  type LapganNetworks,
  type Part,
} from '@lib/models/lapgan-images';
import { type Side, sides } from '@lib/models/lapgan-sides';
import { decompose, enlarge } from '@lib/nn/laplacian-pyramid';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { filesIn, shippedFolder } from './shipped-model';

/** Images that a measurement takes. */
export const measuredCount = 2000;
const seed = 2000;
const batchSize = 250;

export interface Measured {
  /** To the real digits left out of training, at the size in question. */
  readonly frechetDistance: number;
  /** Share that the classifier takes for the class that was asked for; `null` where none was. */
  readonly agreement: number | null;
}

/**
 * Measures LAPGANs with the shipped classifier against the 1,500 digits left out of training. Images of a
 * coarser level are enlarged to 28×28, the real ones as well.
 */
export async function createLapganMeter(digits: MnistDataset) {
  const classifier = await loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
  const { training, heldOut } = splitShippedDigits(digits);
  const order = Uint32Array.from({ length: training.count }, (_, i) => i);
  new Random(seed).shuffle(order);
  /** Real coarse images, and classes to ask for, are those of as many training images. */
  const sample = selectImages(training, order.subarray(0, measuredCount));
  const classify = (images: Uint8Array) => classifyDigits({ classifier, images });
  const references = await Promise.all(
    sides.map(async (side) => {
      const images = await atLevel(heldOut.images, side);
      return fitGaussian((await classify(images)).features, featureCount);
    }),
  );

  /** Images of one level, already enlarged. */
  async function measure(
    images: Uint8Array,
    side: Side = 28,
    classes: ArrayLike<number> | null = sample.labels,
  ): Promise<Measured> {
    const classified = await classify(images);
    const reference = references[sides.indexOf(side)];
    if (!reference) throw new Error('there is no such level');
    return {
      frechetDistance: frechetDistance(fitGaussian(classified.features, featureCount), reference),
      agreement: classes && accuracyOf(classified, classes),
    };
  }

  /** Images of some levels, each real or generated as `parts` say, enlarged to 28×28; one for each side asked for. */
  function draw(
    networks: LapganNetworks,
    parts: Readonly<Record<Side, Part>>,
    asked: readonly Side[],
  ) {
    return inBatches(sample.count, asked.length, (start, end) => {
      const real = decompose(
        imagesToTensor(sample.images.slice(start * 784, end * 784), digitSize),
        sides.length,
      );
      const classes = sample.labels.subarray(start, end);
      const levels = assemble({ networks, classes, seed: seed + start, parts, real });
      return asked.map((side) => enlarged(levels[sides.indexOf(side)]?.image as tf.Tensor4D));
    });
  }

  const partsOf = (part: (side: Side) => Part) =>
    Object.fromEntries(sides.map((side) => [side, part(side)])) as Record<Side, Part>;
  const measureOne = async (networks: LapganNetworks, side: Side, part: (other: Side) => Part) => {
    const [images] = await draw(networks, partsOf(part), [side]);
    return measure(images as Uint8Array, side);
  };

  return {
    measure,
    heldOut,
    /** As many training images, against those left out of training. */
    floor: async (side: Side) => measure(await atLevel(sample.images, side), side),
    /** A level on true coarse images; the coarsest by itself. */
    onTrueCoarse: (networks: LapganNetworks, side: Side) =>
      measureOne(networks, side, (other) =>
        other > side ? 'none' : other === side ? 'generated' : 'real',
      ),
    /** Real digits some of whose levels are generated. */
    hybrid: (networks: LapganNetworks, generated: readonly Side[]) =>
      measureOne(networks, 28, (side) => (generated.includes(side) ? 'generated' : 'real')),
    /** Each level with all that lie below it generated. */
    async inCascade(networks: LapganNetworks): Promise<Readonly<Record<Side, Measured>>> {
      const drawn = await draw(
        networks,
        partsOf(() => 'generated'),
        sides,
      );
      const measured: [Side, Measured][] = [];
      for (const [i, side] of sides.entries()) {
        measured.push([side, await measure(drawn[i] as Uint8Array, side)]);
      }
      return Object.fromEntries(measured) as Record<Side, Measured>;
    },
  };
}

export type LapganMeter = Awaited<ReturnType<typeof createLapganMeter>>;

function enlarged(images: tf.Tensor4D): tf.Tensor4D {
  return images.shape[1] < digitSize ? enlarged(enlarge(images)) : images;
}

/** Images as a level has them, enlarged to 28×28. */
async function atLevel(images: Uint8Array, side: Side): Promise<Uint8Array> {
  const [enlargedImages] = await inBatches(images.length / 784, 1, (start, end) => {
    const levels = decompose(imagesToTensor(images.slice(start * 784, end * 784), 28), 3);
    return [enlarged(levels[sides.indexOf(side)]?.image as tf.Tensor4D)];
  });
  return enlargedImages as Uint8Array;
}

/**
 * Images made batch by batch, as bytes `[count, 28, 28]`.
 *
 * @param kinds how many images `make` makes of each, `[end − start, 28, 28, 1]` of every kind
 */
export async function inBatches(
  count: number,
  kinds: number,
  make: (start: number, end: number) => tf.Tensor4D[],
): Promise<Uint8Array[]> {
  const bytes = Array.from({ length: kinds }, () => new Uint8Array(count * digitSize ** 2));
  for (let start = 0; start < count; start += batchSize) {
    const made = tf.tidy(() => make(start, Math.min(start + batchSize, count)));
    for (const [i, images] of made.entries()) {
      bytes[i]?.set(toBytes(await images.data<'float32'>()), start * digitSize ** 2);
      images.dispose();
    }
  }
  return bytes;
}
