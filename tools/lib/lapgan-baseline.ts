/** The GAN of perceptrons, trained for as long as LAPGAN on the same images, to compare the two. */
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defaultSettings } from '@lib/controls';
import { splitShippedDigits } from '@lib/data/digit-split';
import type { MnistDataset } from '@lib/data/mnist';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import { family } from '@lib/models/dcgan-mnist';
import type { DcganLane } from '@lib/models/dcgan-settings';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { laneOf, mlpControls } from '@components/cells/mlp-gan/settings';
import { computingSeconds } from './computing-time';
import { type LapganMeter, measuredCount } from './lapgan-quality';
import { root } from './steps.mjs';

/** Seconds of training between two looks. */
const lookEvery = 30;

/** What it draws after some training. */
interface BaselineLook {
  readonly seconds: number;
  readonly step: number;
  readonly frechetDistance: number;
  /** The first images measured, `[count, 28, 28]` bytes in base64. */
  readonly images: string;
}

interface BaselineOptions {
  readonly folder: string;
  readonly seed: number;
  readonly digits: MnistDataset;
  readonly meter: LapganMeter;
  readonly seconds: number;
}

/** Images that a look keeps. */
const keptCount = 96;

const pathOf = (folder: string, seed: number) =>
  resolve(root, folder, `seed${seed}-perceptrons.json`);

/** Train it with its cell's settings, look at it every half minute, and keep what was seen. */
export async function trainBaseline({ folder, seed, digits, meter, seconds }: BaselineOptions) {
  const settings = laneOf({ ...defaultSettings(mlpControls), seed });
  const data = { digits: splitShippedDigits(digits).training };
  const trainer = new AdversarialTrainer<DcganLane>({ family, settings, data });
  const noise = drawNoise(new Random(2000).fork('noise'), measuredCount, noiseSize);
  const looks: BaselineLook[] = [];
  let trained = 0;
  while (trained < seconds) {
    trained += await computingSeconds(() => trainer.train());
    if (trained < (looks.length + 1) * lookEvery) continue;
    const generator = trainer.networks['generator'] as StraightNetwork;
    const images = await generateImages(generator, noise);
    const { frechetDistance } = await meter.measure(images, 28, null);
    const kept = Buffer.from(images.subarray(0, keptCount * 784)).toString('base64');
    looks.push({ seconds: trained, step: trainer.step, frechetDistance, images: kept });
    await mkdir(resolve(root, folder), { recursive: true });
    await writeFile(pathOf(folder, seed), JSON.stringify({ settings, looks }));
    console.log(`perceptrons, step ${trainer.step}, ${Math.round(trained)} s: ${frechetDistance}`);
  }
  trainer.dispose();
}
