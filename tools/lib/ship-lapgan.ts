import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { heldOutCount, splitSeed } from '@lib/data/digit-split';
import { selectImages } from '@lib/data/split';
import { humanTestSources, type HumanTestSource, imagesPerSource } from '@lib/data/human-test';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import {
  assemble,
  imagesToTensor,
  type LapganNetworks,
  type Part,
} from '@lib/models/lapgan-images';
import { type Side, sides } from '@lib/models/lapgan-networks';
import { decompose } from '@lib/nn/laplacian-pyramid';
import type { Network } from '@lib/nn/network';
import { Random } from '@lib/random';
import {
  loadShippedNetwork,
  quantiseNetwork,
  readShippedNetwork,
} from '@lib/storage/quantised-weights';
import { inBatches, type LapganMeter } from './lapgan-quality';
import { networksOf, type TrainedLevel } from './lapgan-run';
import { filesIn, shippedFolder, writeModel } from './shipped-model';
import { root } from './steps.mjs';

const folder = `${shippedFolder}/lapgan`;
/** Seed of the real images and of the noise of the human test. */
const testSeed = 3000;

interface ShipOptions {
  readonly levels: readonly TrainedLevel[];
  readonly meter: LapganMeter;
}

/** Quantise and write the networks of all levels, measure them before and after, and write the human test's images. */
export async function shipLapgan({ levels, meter }: ShipOptions) {
  const trained = networksOf(levels);
  const shipped: TrainedLevel[] = [];
  let bytes = 0;
  for (const level of levels) {
    const { side } = level.account;
    const names = { generator: `generator${side}`, discriminator: `discriminator${side}` } as const;
    const read = { ...level };
    for (const role of ['generator', 'discriminator'] as const) {
      const target = `${folder}/${names[role]}`;
      const network = quantiseNetwork(level[role], ({ shape }) =>
        shape.length > 1 ? 'uint8' : 'float32',
      );
      const parameters = (trained[names[role]] as Network).parameterCount;
      const account = { parameters, ...level.account, seconds: Math.round(level.account.seconds) };
      const command = 'node tools/typescript.mjs tools/train-lapgan.ts';
      const split = { seed: splitSeed, heldOut: heldOutCount };
      bytes += await writeModel(target, network, { command, split, ...account });
      Object.assign(read, { [role]: await readShippedNetwork(filesIn(target)) });
    }
    shipped.push(read);
  }
  const networks = networksOf(shipped);
  await writeFile(
    join(root, folder, 'human-test.bin.gz'),
    gzipSync(await testImages(networks, meter), { level: 9 }),
  );
  const account = {
    bytes,
    trained: await meter.inCascade(trained, 28),
    shipped: await meter.inCascade(networks, 28),
  };
  await writeFile(join(root, folder, 'metadata.json'), `${JSON.stringify(account, null, 2)}\n`);
  return account;
}

/** The images of every source in turn, drawn by seed and not chosen. */
async function testImages(networks: LapganNetworks, { heldOut }: LapganMeter) {
  const order = Uint32Array.from({ length: heldOut.count }, (_, i) => i);
  new Random(testSeed).shuffle(order);
  /** Real ones to show, and others to take levels of. */
  const real = selectImages(heldOut, order.subarray(0, imagesPerSource));
  const others = selectImages(heldOut, order.subarray(imagesPerSource, 2 * imagesPerSource));
  const made = (generated: readonly Side[]) =>
    inBatches(imagesPerSource, (start, end) => {
      const pixels = imagesToTensor(others.images.slice(start * 784, end * 784), 28);
      const parts = Object.fromEntries(
        sides.map((side) => [side, generated.includes(side) ? 'generated' : 'real']),
      ) as Record<Side, Part>;
      const classes = others.labels.subarray(start, end);
      const options = { networks, classes, seed: testSeed + start, parts };
      const image = assemble({ ...options, real: decompose(pixels, sides.length) }).at(-1)?.image;
      if (!image) throw new Error('there are no levels');
      return image;
    });
  const dcgan = await loadShippedNetwork(filesIn(`${shippedFolder}/generator`));
  const noise = drawNoise(new Random(testSeed), imagesPerSource, noiseSize);
  const images: Record<HumanTestSource, Uint8Array> = {
    real: real.images,
    lapgan: await made(sides),
    dcgan: await generateImages(dcgan, noise),
    fine: await made([28]),
    coarse: await made([7]),
  };
  return Buffer.concat(humanTestSources.map((source) => images[source]));
}
