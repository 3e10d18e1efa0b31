/**
 * Trains the DCGAN on the shipped digits and ships its generator, made smaller, in
 * public/models/generator.
 *
 * usage: node tools/typescript.mjs tools/train-generator.ts [--steps 6000] [--seed 1] [--rank 208]
 */
import * as tf from '@tensorflow/tfjs';
import { parseArgs } from 'node:util';
import { presets } from '@components/cells/dcgan/controls';
import { drawNoise } from '@lib/latent/generate';
import { noiseSize } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { saveNetwork } from '@lib/training/saved-networks';
import { compactGenerator } from './lib/compact-generator';
import { runDcgan } from './lib/dcgan-run';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { createQualityMeter, summarise } from './lib/quality-meter';
import { shippedFiles, writeShippedModel } from './lib/shipped-model';

const name = 'generator';
const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '6000' },
    seed: { type: 'string', default: '1' },
    rank: { type: 'string', default: '208' },
  },
});
const [steps, seed, rank] = [values.steps, values.seed, values.rank].map(Number) as [
  number,
  number,
  number,
];
const settings = { ...presets.paper.settings, seed };

await activateWasm();
const dataset = await loadShippedDigits();
const meter = await createQualityMeter(dataset);
let trainingSeconds = 0;
const trainer = await runDcgan({
  settings,
  dataset,
  steps,
  stops: [steps],
  atStop: (_, seconds) => {
    trainingSeconds = seconds;
    return Promise.resolve();
  },
});

const { generator } = trainer.networks;
const noise = drawNoise(new Random(seed).fork('compact'), 4096, noiseSize);
const compact = compactGenerator({
  generator,
  noise: tf.tensor2d(noise, [4096, noiseSize]),
  rank,
});
const shipped = quantiseNetwork(await saveNetwork(compact.model), ({ shape }) =>
  shape.length > 1 ? 'uint8' : 'uint16',
);
const account = {
  command: 'node tools/typescript.mjs tools/train-generator.ts',
  settings,
  steps,
  rank,
  parameters: { trained: generator.countParams(), shipped: compact.model.countParams() },
  bytes: shipped.weights.length,
  outputErrorOfFactorisation: compact.error,
  real: summarise(meter.floor),
  trained: summarise(await meter.measure(generator)),
  factorised: summarise(await meter.measure(compact.model)),
  shipped: {},
  trainingSeconds,
};
await writeShippedModel(name, shipped, account);
const loaded = (await loadShippedNetwork(shippedFiles(name))) as tf.Sequential;
account.shipped = summarise(await meter.measure(loaded));
await writeShippedModel(name, shipped, account);
console.log(account);
