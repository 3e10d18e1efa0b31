import dcganCell from '@components/cells/dcgan-cell/cell';
import { presets } from '@components/cells/dcgan-cell/controls';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import type { DcganSettings } from '@lib/models/dcgan-settings';
import { Random } from '@lib/random';
import { cellPlan } from '../lib/cell-plan';
import { writePicture } from '../lib/pictures';
import { createQualityMeter, measuredCount, summarise } from '../lib/quality-meter';
import { openDigits } from './library';
import type { Measurement, Values } from './measurement';
import { writeQuality } from './readme';

const settings = cellPlan(dcganCell, presets.paper.values).lanes[0] as DcganSettings;
/** Steps after which the run is measured and pictured. */
const stops = [500, 1000, 3000];
/** The pictures that the README shows. */
const folder = 'docs/quality';
const pictured = 100;

/** How good the site's DCGAN becomes, with the paper's settings of Adam and the page's own seed. */
export const quality: Measurement = {
  name: 'quality',
  what: 'The DCGAN with the paper’s settings of Adam: quality of its images on the way, and pictures of them.',
  minutes: 8,
  backend: 'wasm',
  settings: { ...settings, stops, imagesMeasured: measuredCount },
  async run() {
    const digits = await openDigits();
    const { dataset } = digits;
    const meter = await createQualityMeter(dataset);
    const noise = drawNoise(new Random(settings.seed).fork('picture'), pictured, noiseSize);
    const values: Record<string, Values> = { real: summarise(meter.floor) };
    await writePicture(`${folder}/real.png`, dataset.images.subarray(0, pictured * 28 * 28));
    const gan = digits.open(settings);
    let milliseconds = 0;
    for (const stop of stops) {
      const began = performance.now();
      await gan.train(stop - gan.step);
      milliseconds += performance.now() - began;
      const { generator } = gan;
      const trainingSeconds = Math.round(milliseconds / 1000);
      values[`after${stop}`] = { ...summarise(await meter.measure(generator)), trainingSeconds };
      await writePicture(`${folder}/paper-${stop}.png`, await generateImages(generator, noise));
    }
    gan.dispose();
    return values;
  },
  afterwards: writeQuality,
};
