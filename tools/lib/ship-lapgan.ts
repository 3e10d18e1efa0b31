import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { heldOutCount, splitSeed } from '@lib/data/digit-split';
import { humanTestSources, type HumanTestSource, imagesPerSource } from '@lib/data/human-test';
import { selectImages } from '@lib/data/split';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import {
  assemble,
  imagesToTensor,
  type LapganNetworks,
  type Part,
} from '@lib/models/lapgan-images';
import { networkIn } from '@lib/models/family';
import { type Side, sides } from '@lib/models/lapgan-sides';
import { decompose } from '@lib/nn/laplacian-pyramid';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { commandOf } from './command';
import type { BaselineLook } from './lapgan-baseline';
import { inBatches, type LapganMeter } from './lapgan-quality';
import { networksOf, type TrainedLevel } from './lapgan-run';
import { filesIn, loadShippedWeights, pretty, shipNetwork, shippedFolder } from './shipped-model';
import { root } from './steps.mjs';

const folder = 'lapgan';
const command = commandOf('train-lapgan');
/** Seed of the real images and of the noise of the human test. */
const testSeed = 3000;

interface ShipOptions {
  readonly levels: readonly TrainedLevel[];
  /** The perceptrons whose images the human test shows. */
  readonly perceptrons: BaselineLook;
  readonly meter: LapganMeter;
}

/** Quantise and write the networks of all levels, measure them before and after, and write the human test's images. */
export async function shipLapgan({ levels, perceptrons, meter }: ShipOptions) {
  const trained = networksOf(levels);
  const written: TrainedLevel[] = [];
  for (const { account } of levels) {
    const names = [`generator${account.side}`, `discriminator${account.side}`] as const;
    for (const name of names) {
      await shipNetwork(
        `${shippedFolder}/${folder}/${name}`,
        networkIn({ networks: trained }, name),
        {
          command,
          split: { seed: splitSeed, heldOut: heldOutCount },
          ...account,
          seconds: Math.round(account.seconds),
        },
      );
    }
    const [generator, discriminator] = await Promise.all(
      names.map((name) => loadShippedWeights(`${folder}/${name}`)),
    );
    if (generator && discriminator) written.push({ account, generator, discriminator });
  }
  const networks = networksOf(written);
  const { seconds, step, frechetDistance, images } = perceptrons;
  await writeFile(
    join(root, shippedFolder, folder, 'human-test.bin.gz'),
    gzipSync(await testImages(networks, images, meter), { level: 9 }),
  );
  const account = {
    command,
    trained: (await meter.inCascade(trained))[28],
    shipped: (await meter.inCascade(networks))[28],
    perceptrons: { seconds, step, frechetDistance },
  };
  await writeFile(join(root, shippedFolder, folder, 'metadata.json'), await pretty(account));
  return account;
}

/** The images of every source in turn, drawn by seed and not chosen. */
async function testImages(
  networks: LapganNetworks,
  perceptrons: Uint8Array,
  { heldOut }: LapganMeter,
) {
  const order = Uint32Array.from({ length: heldOut.count }, (_, i) => i);
  new Random(testSeed).shuffle(order);
  /** Real ones to show, and others to take levels of. */
  const real = selectImages(heldOut, order.subarray(0, imagesPerSource));
  const others = selectImages(heldOut, order.subarray(imagesPerSource, 2 * imagesPerSource));
  const made = async (generated: readonly Side[]) => {
    const [images] = await inBatches(imagesPerSource, 1, (start, end) => {
      const pixels = imagesToTensor(others.images.slice(start * 784, end * 784), 28);
      const parts = Object.fromEntries(
        sides.map((side) => [side, generated.includes(side) ? 'generated' : 'real']),
      ) as Record<Side, Part>;
      const classes = others.labels.subarray(start, end);
      const options = { networks, classes, seed: testSeed + start, parts };
      const image = assemble({ ...options, real: decompose(pixels, sides.length) }).at(-1)?.image;
      if (!image) throw new Error('there are no levels');
      return [image];
    });
    return images as Uint8Array;
  };
  const dcgan = await loadShippedNetwork(filesIn(`${shippedFolder}/generator`));
  const noise = drawNoise(new Random(testSeed), imagesPerSource, noiseSize);
  const images: Record<HumanTestSource, Uint8Array> = {
    real: real.images,
    lapgan: await made(sides),
    dcgan: await generateImages(dcgan, noise),
    perceptrons,
    fine: await made([28]),
    coarse: await made([7]),
  };
  return Buffer.concat(humanTestSources.map((source) => images[source]));
}
