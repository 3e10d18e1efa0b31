import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { selectImages } from '@lib/data/split';
import type { MnistDataset } from '@lib/data/mnist';
import { scoreImages } from '@lib/inspection/image-scores';
import { summariseScores } from '@lib/inspection/score-summary';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { imageSize, noiseSize } from '@lib/models/dcgan';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { filesIn, shippedFolder, writeModel } from './shipped-model';
import { root } from './steps.mjs';

/** Both networks of a run, as they were after some steps. */
export interface ShippedPair {
  readonly generator: StraightNetwork;
  readonly discriminator: StraightNetwork;
  readonly account: { readonly steps: number; readonly trainingSeconds: number };
}

type PairName = 'early' | 'late';

interface ShipOptions {
  readonly pairs: Readonly<Record<PairName, ShippedPair>>;
  /** The training images; there are no others to score as "real". */
  readonly dataset: MnistDataset;
  /** How the run was trained, for the account of each. */
  readonly account: object;
}

/** Images that the scores are averaged over, of each kind, and the seed that chooses them. */
const measured = { count: 1000, seed: 1000 };
/** A hardly trained network's weights hardly compress, and each is to stay below a megabyte. */
const precisions = { early: 'uint7', late: 'uint8' } as const;
/** Images of the generator that go along, the first of the measured ones. */
const sampleCount = 16;

/** Quantise and write both discriminators, and measure what each makes of real and generated images. */
export async function shipDiscriminators({ pairs, dataset, account }: ShipOptions) {
  const random = new Random(measured.seed);
  const noise = drawNoise(random.fork('noise'), measured.count, noiseSize);
  const order = Uint32Array.from({ length: dataset.count }, (_, i) => i);
  random.fork('digits').shuffle(order);
  const images = {
    real: selectImages(dataset, order.subarray(0, measured.count)).images,
    generatedEarly: await generateImages(pairs.early.generator, noise),
    generatedLate: await generateImages(pairs.late.generator, noise),
  };
  const ship = async (name: PairName) => {
    const { discriminator, account: stop } = pairs[name];
    const folder = `${shippedFolder}/discriminator-${name}`;
    const shipped = quantiseNetwork(await discriminator.save(), ({ shape }) =>
      shape.length > 1 ? precisions[name] : 'float32',
    );
    const bytes = await writeModel(folder, shipped, {}, { compress: true });
    const loaded = await loadShippedNetwork(filesIn(folder));
    const own = name === 'early' ? images.generatedEarly : images.generatedLate;
    await writeFile(
      join(root, folder, 'samples.bin'),
      own.subarray(0, sampleCount * imageSize ** 2),
    );
    const metadata = {
      ...{ ...account, ...stop, parameters: loaded.parameterCount, bytes, measured },
      quantisationError: await largestDifference(discriminator, loaded, images.real),
      scores: {
        real: await summarise(loaded, images.real),
        generatedEarly: await summarise(loaded, images.generatedEarly),
        generatedLate: await summarise(loaded, images.generatedLate),
      },
    };
    await writeModel(folder, shipped, metadata, { compress: true });
    return metadata;
  };
  return { early: await ship('early'), late: await ship('late') };
}

async function summarise(discriminator: StraightNetwork, images: Uint8Array) {
  const { meanLogit, meanScore, takenForReal } = await summariseScores(discriminator, images);
  return {
    meanLogit: rounded(meanLogit),
    meanScore: rounded(meanScore),
    takenForReal: rounded(takenForReal),
  };
}

/** How far quantisation moves a logit at the most. */
async function largestDifference(one: StraightNetwork, other: StraightNetwork, images: Uint8Array) {
  const [a, b] = [await scoreImages(one, images), await scoreImages(other, images)];
  return rounded(Math.max(...a.logits.map((logit, i) => Math.abs(logit - (b.logits[i] ?? NaN)))));
}

const rounded = (value: number) => Number(value.toPrecision(4));
