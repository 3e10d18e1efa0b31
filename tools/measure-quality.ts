/**
 * Trains the DCGAN with the paper's settings from the page's own seed, measures it on the way, and
 * writes the numbers and pictures that the README shows to docs/quality.
 *
 * usage: node tools/typescript.mjs tools/measure-quality.ts [--steps 500,1000,3000] [--preset paper]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { presetNames, presets } from '@components/cells/dcgan/controls';
import { drawNoise, generateImages } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { runDcgan } from './lib/dcgan-run';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { writePicture } from './lib/pictures';
import { createQualityMeter, measuredCount, summarise } from './lib/quality-meter';
import { pretty } from './lib/shipped-model';
import { root } from './lib/steps.mjs';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '500,1000,3000' },
    preset: { type: 'string', default: 'paper' },
  },
});
const stops = values.steps.split(',').map(Number);
const preset = presetNames.find((name) => name === values.preset);
if (!preset) throw new Error(`--preset is one of ${presetNames.join(', ')}`);
const { settings } = presets[preset];
const folder = 'docs/quality';

await activateWasm();
const dataset = await loadShippedDigits();
const meter = await createQualityMeter(dataset);
console.log('real digits', summarise(meter.floor));

const pictureNoise = drawNoise(new Random(settings.seed).fork('picture'), 100, noiseSize);
const measurements: object[] = [];
const trainer = await runDcgan({
  settings,
  dataset,
  steps: Math.max(...stops),
  async onStep({ networks: { generator }, step }, trainingSeconds) {
    if (!stops.includes(step)) return;
    const quality = summarise(await meter.measure(generator));
    console.log(`step ${step}`, quality);
    measurements.push({ step, ...quality, trainingSeconds });
    const images = await generateImages(generator, pictureNoise);
    await writePicture(`${folder}/${preset}-${step}.png`, images);
  },
});
trainer.dispose();

await writePicture(`${folder}/real.png`, dataset.images.subarray(0, 100 * 28 * 28));
const account = {
  command: `node tools/typescript.mjs tools/measure-quality.ts --preset ${preset}`,
  settings,
  imagesMeasured: measuredCount,
  realImagesComparedWith: dataset.count - measuredCount,
  floor: summarise(meter.floor),
  measurements,
};
await writeFile(join(root, folder, `${preset}.json`), await pretty(account));
