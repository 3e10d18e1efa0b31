/**
 * Trains the GAN of perceptrons with its cell's own defaults, and writes the moment that the cell
 * opens with: the first samples, not chosen, and their nearest training images. The same seed gives
 * the same files.
 *
 * usage: node tools/typescript.mjs tools/make-mlp-opening.ts [--steps 3000]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { defaultSettings } from '@lib/controls';
import { SampleInspector } from '@lib/runtime/sample-inspector';
import { DcganTrainer } from '@lib/training/dcgan-trainer';
import { appendPoints, emptySeries } from '@components/charts/series';
import { parseDraft } from '@components/cells/dcgan/derived';
import { curveNames } from '@components/cells/dcgan/state';
import { type Opening, pairCount } from '@components/cells/mlp-gan/opening';
import { draftFor, mlpControls, variantOf } from '@components/cells/mlp-gan/settings';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { writePicture } from './lib/pictures';
import { root } from './lib/steps.mjs';

const { values } = parseArgs({ options: { steps: { type: 'string', default: '3000' } } });
const folder = 'src/components/cells/mlp-gan';

await activateWasm();
const dataset = await loadShippedDigits();
const defaults = defaultSettings(mlpControls);
const parsed = parseDraft(draftFor(defaults));
if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join(''));
const trainer = new DcganTrainer({
  settings: parsed.settings,
  variant: variantOf(defaults.dropout),
  dataset,
  // As many as the worker draws, so that the cell comes to the same images.
  sampleCount: 64,
});
let curves = emptySeries(curveNames);
while (trainer.step < Number(values.steps)) {
  curves = appendPoints(curves, [await trainer.trainStep()]);
}
const found = await new SampleInspector(dataset).nearestTo(trainer, pairCount);
trainer.dispose();

const opening: Opening = {
  seed: defaults.seed,
  step: found.step,
  distances: found.distances.map(Math.round),
  realDistance: Math.round(found.realDistance),
  curves: { steps: curves.steps, values: curves.values },
};
const json = await format(JSON.stringify(opening, shortened), { parser: 'json', printWidth: 100 });
await writeFile(join(root, folder, 'opening.json'), json);
const images = Uint8Array.from([...found.images, ...found.nearest]);
await writePicture(`${folder}/opening.png`, images, { columns: 2 * pairCount });

/** As much as a picture shows. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
