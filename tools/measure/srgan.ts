import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { alikeWhenSmall } from '@lib/data/alike-when-small';
import { digitSize } from '@lib/data/digit-classes';
import { heldOutCount } from '@lib/data/digit-split';
import { splitImages, upscaled } from '@lib/data/low-resolution';
import type { MnistDataset } from '@lib/data/mnist';
import { meanPsnr } from '@lib/metrics/psnr';
import { greyShare } from '@lib/metrics/sharpness';
import { enlarge } from '@lib/models/srgan-enlarge';
import { shrinking } from '@lib/models/srgan-networks';
import { srganDefaults } from '@lib/models/srgan-settings';
import { EnlargementMeter } from '../lib/enlargement-meter';
import { activateWasm, loadShippedDigits } from '../lib/node-backend';
import { writePicture } from '../lib/pictures';
import { shippedFolder } from '../lib/shipped-model';
import { loadSrganGenerator, trainSrgan } from '../lib/srgan-run';
import { root } from '../lib/steps.mjs';
import { bySeed, mean, type Measurement, type Values } from './measurement';

const seeds = [1, 2, 3];
/** Digits that others are found for which are alike once they are small. */
const alikeDigits = 100;
const size = digitSize ** 2;

/** How good each way to enlarge is on the digits left out of training; the networks from three seeds. */
export const srgan: Measurement = {
  name: 'srgan',
  what: 'Digits of 7×7 pixels enlarged by interpolation, by SRResNet and by SRGAN: PSNR, SSIM, sharpness, Fréchet distance and share recognised on 1,500 digits left out of training; the networks from three seeds.',
  minutes: 45,
  backend: 'wasm',
  settings: { ...srganDefaults, heldOut: heldOutCount, seeds, alikeDigits },
  async run() {
    await activateWasm();
    const { training, heldOut } = splitImages(await loadShippedDigits());
    const meter = await EnlargementMeter.prepare(heldOut);
    const [srresnet, srgan] = [[], []] as Record<string, number>[][];
    for (const seed of seeds) {
      const folder = await trained(seed);
      const measure = async (name: string) => ({
        ...(await meter.measure(await loadSrganGenerator(`${folder}/${name}`))),
      });
      srresnet?.push(await measure('srresnet'));
      srgan?.push(await measure('generator'));
    }
    const of = (found: Record<string, number>[] | undefined, name: string) =>
      (found ?? []).map((each) => each[name] ?? NaN);
    const [plain, sharp] = [of(srresnet, 'psnr'), of(srgan, 'psnr')];
    const { ssim, greyShare: grey, gradient, frechet, recognised } = await meter.originals();
    await drawResults(heldOut);
    return {
      originals: { ssim, greyShare: grey, gradient, frechet, recognised },
      nearest: { ...(await meter.interpolated('nearest')) },
      bicubic: { ...(await meter.interpolated('bicubic')) },
      srresnet: bySeed(srresnet ?? []),
      srgan: bySeed(srgan ?? []),
      gap: plain.map((psnr, i) => psnr - (sharp[i] ?? NaN)),
      alike: alikeValues(training, heldOut),
    };
  },
};

/** The folder of a seed's networks: shipped, or trained once. */
async function trained(seed: number): Promise<string> {
  if (seed === srganDefaults.seed) return `${shippedFolder}/srgan`;
  const out = `.cache/srgan-${seed}`;
  const isThere = await access(join(root, out, 'generator')).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    const command = `node tools/typescript.mjs tools/train-srgan.ts --seed ${seed} --out ${out}`;
    const settings = { ...srganDefaults, seed };
    await trainSrgan({ settings, out, command, report: 500, minutes: Infinity });
  }
  return out;
}

/** What the mean of digits that are alike once small is like, and what the nearest one alone. */
function alikeValues(training: MnistDataset, heldOut: MnistDataset): Values {
  const found = Array.from({ length: alikeDigits }, (_, i) => {
    const image = heldOut.images.slice(i * size, (i + 1) * size);
    const alike = alikeWhenSmall({ dataset: training, image, shrinking, count: 12 });
    const nearest = alike.images.slice(0, size);
    return {
      difference: alike.difference,
      psnrOfMean: meanPsnr(alike.mean, image, size),
      psnrOfOne: meanPsnr(nearest, image, size),
      greyOfMean: greyShare(alike.mean),
      greyOfOne: greyShare(nearest),
    };
  });
  const names = Object.keys(found[0] ?? {}) as (keyof (typeof found)[number])[];
  return Object.fromEntries(names.map((name) => [name, mean(found.map((each) => each[name]))]));
}

/** The page's figure: the first digit left out of each class, enlarged in every way, way by way. */
async function drawResults({ images, labels }: MnistDataset): Promise<void> {
  const places = Array.from({ length: 10 }, (_, digit) => labels?.indexOf(digit) ?? digit);
  const chosen = Uint8Array.from(
    places.flatMap((place) => [...images.subarray(place * size, (place + 1) * size)]),
  );
  const folder = `${shippedFolder}/srgan`;
  const rows = [
    upscaled(chosen, { side: digitSize, ...shrinking, method: 'nearest' }),
    upscaled(chosen, { side: digitSize, ...shrinking, method: 'bicubic' }),
    await enlarge(await loadSrganGenerator(`${folder}/srresnet`), chosen),
    await enlarge(await loadSrganGenerator(`${folder}/generator`), chosen),
    chosen,
  ];
  const all = Uint8Array.from(rows.flatMap((row) => [...row]));
  await writePicture('src/components/figures/srgan-results.png', all);
}
