/** The GAN of perceptrons, trained for as long as LAPGAN on the same images, to compare the two. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defaultSettings } from '@lib/controls';
import { splitShippedDigits } from '@lib/data/digit-split';
import { imagesPerSource } from '@lib/data/human-test';
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
const lookEvery = 50;

/** What it draws after some training. */
export interface BaselineLook {
  readonly seconds: number;
  readonly step: number;
  readonly frechetDistance: number;
  /** The first images measured, as many as the human test shows, `[96, 28, 28]` bytes. */
  readonly images: Uint8Array;
}

/** As a file has it, its images in base64. */
type KeptLook = Omit<BaselineLook, 'images'> & { readonly images: string };

interface BaselineOptions {
  readonly folder: string;
  readonly seed: number;
  readonly digits: MnistDataset;
  readonly meter: LapganMeter;
  readonly seconds: number;
}

const pathOf = (folder: string, seed: number) =>
  resolve(root, folder, `seed${seed}-perceptrons.json`);

/** Train it with its cell's settings, look at it now and then, and keep what was seen. */
export async function trainBaseline({ folder, seed, digits, meter, seconds }: BaselineOptions) {
  const settings = laneOf({ ...defaultSettings(mlpControls), seed });
  const data = { digits: splitShippedDigits(digits).training };
  const trainer = new AdversarialTrainer<DcganLane>({ family, settings, data });
  const noise = drawNoise(new Random(2000).fork('noise'), measuredCount, noiseSize);
  const looks: KeptLook[] = [];
  let trained = 0;
  while (trained < seconds) {
    trained += await computingSeconds(() => trainer.train());
    if (trained < (looks.length + 1) * lookEvery) continue;
    const generator = trainer.networks['generator'] as StraightNetwork;
    const images = await generateImages(generator, noise);
    const { frechetDistance } = await meter.measure(images, 28, null);
    const kept = Buffer.from(images.subarray(0, imagesPerSource * 784)).toString('base64');
    looks.push({ seconds: trained, step: trainer.step, frechetDistance, images: kept });
    await mkdir(resolve(root, folder), { recursive: true });
    await writeFile(pathOf(folder, seed), JSON.stringify({ settings, looks }));
    console.log(`perceptrons, step ${trainer.step}, ${Math.round(trained)} s: ${frechetDistance}`);
  }
  trainer.dispose();
}

/**
 * The first look after at least so much training; trained now, if no run so long has been kept.
 *
 * @param options.seconds of training that the look is to come after
 */
export async function baselineAfter(options: BaselineOptions): Promise<BaselineLook> {
  const { folder, seed, seconds } = options;
  const find = async () => (await keptLooks(folder, seed)).find((look) => look.seconds >= seconds);
  const kept = await find();
  if (kept) return kept;
  await trainBaseline({ ...options, seconds: seconds + lookEvery });
  const look = await find();
  if (!look) throw new Error('the perceptrons have not learned for long enough');
  return look;
}

async function keptLooks(folder: string, seed: number): Promise<readonly BaselineLook[]> {
  const text = await readFile(pathOf(folder, seed), 'utf8').catch(() => '{"looks":[]}');
  const { looks } = JSON.parse(text) as { looks: readonly KeptLook[] };
  return looks.map((look) => ({
    ...look,
    images: Uint8Array.from(Buffer.from(look.images, 'base64')),
  }));
}
