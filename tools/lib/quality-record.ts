import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MnistDataset } from '@lib/data/mnist';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import type { DcganSettings } from '@lib/runtime/protocol';
import type { DcganTrainer } from '@lib/training/dcgan-trainer';
import { writePicture } from './pictures';
import { measuredCount, type QualityMeter, summarise } from './quality-meter';
import { pretty } from './shipped-model';
import { root } from './steps.mjs';

/** The numbers and pictures that the README shows. */
const folder = 'docs/quality';

interface RecordOptions {
  /** The command that makes the record. */
  readonly command: string;
  /** Names the files. */
  readonly preset: string;
  readonly settings: DcganSettings;
  readonly dataset: MnistDataset;
  readonly meter: QualityMeter;
  /** Steps after which the run is measured. */
  readonly stops: readonly number[];
}

/** Measures and pictures a run at its stops; what is written is complete after each of them. */
export function createQualityRecord(options: RecordOptions) {
  const { command, preset, settings, dataset, meter, stops } = options;
  const noise = drawNoise(new Random(settings.seed).fork('picture'), 100, noiseSize);
  const measurements: object[] = [];
  return async (trainer: DcganTrainer, trainingSeconds: number): Promise<void> => {
    const { step } = trainer;
    if (!stops.includes(step)) return;
    const { generator } = trainer.networks;
    const quality = summarise(await meter.measure(generator));
    console.log(`step ${step}`, quality);
    measurements.push({ step, ...quality, trainingSeconds });
    await writePicture(`${folder}/${preset}-${step}.png`, await generateImages(generator, noise));
    await writePicture(`${folder}/real.png`, dataset.images.subarray(0, 100 * 28 * 28));
    const account = {
      command,
      settings,
      imagesMeasured: measuredCount,
      realImagesComparedWith: dataset.count - measuredCount,
      floor: summarise(meter.floor),
      measurements,
    };
    await writeFile(join(root, folder, `${preset}.json`), await pretty(account));
  };
}
