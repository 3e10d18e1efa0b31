/**
 * Trains the DCGAN from the page's own seed, measures it on the way, and writes numbers and pictures
 * to docs/quality. (train-generator does the same for the paper's settings while it trains.)
 *
 * usage: node tools/typescript.mjs tools/measure-quality.ts [--steps 500,1000,3000] [--preset paper]
 */
import { parseArgs } from 'node:util';
import { presetNames, presets } from '@components/cells/dcgan/controls';
import { runDcgan } from './lib/dcgan-run';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { createQualityMeter } from './lib/quality-meter';
import { createQualityRecord } from './lib/quality-record';

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

await activateWasm();
const dataset = await loadShippedDigits();
const meter = await createQualityMeter(dataset);
const command = `node tools/typescript.mjs tools/measure-quality.ts --preset ${preset}`;
const onStep = createQualityRecord({ command, preset, settings, dataset, meter, stops });
const trainer = await runDcgan({ settings, dataset, steps: Math.max(...stops), onStep });
trainer.dispose();
