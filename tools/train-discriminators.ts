/**
 * Trains the DCGAN with the paper's settings on the shipped digits and ships its discriminator as it
 * was early and late in the run, in public/models/discriminator-early and -late, each with sixteen
 * images of the generator that it faced then, not selected.
 *
 * usage: node tools/typescript.mjs tools/train-discriminators.ts [--early 50] [--late 2000]
 *   [--reuse]   ship from the last run once more, from other stops perhaps
 */
import { parseArgs } from 'node:util';
import type * as tf from '@tensorflow/tfjs';
import { presets } from '@components/cells/dcgan/controls';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { saveNetwork } from '@lib/training/saved-networks';
import { runDcgan } from './lib/dcgan-run';
import { activateWasm, loadShippedDigits, readBytes } from './lib/node-backend';
import { type Moment, shipDiscriminators } from './lib/ship-discriminators';
import { filesIn, writeModel } from './lib/shipped-model';

/** Where the networks of the run are kept in full, one folder for each stop. */
const kept = '.cache/discriminators';
/** Steps after which the networks are kept. */
const stops = [50, 100, 200, 500, 1000, 2000];

const { values } = parseArgs({
  options: {
    early: { type: 'string', default: '50' },
    late: { type: 'string', default: '2000' },
    reuse: { type: 'boolean', default: false },
  },
});

await activateWasm();
const dataset = await loadShippedDigits();
const { settings } = presets.paper;
if (!values.reuse) await train();
const moments = {
  early: await momentAt(Number(values.early)),
  late: await momentAt(Number(values.late)),
};
const command = `node tools/typescript.mjs tools/train-discriminators.ts --early ${values.early} --late ${values.late}`;
const accounts = await shipDiscriminators({ moments, dataset, account: { command, settings } });
console.log(JSON.stringify(accounts, null, 2));

async function train(): Promise<void> {
  const trainer = await runDcgan({
    settings,
    dataset,
    steps: stops.at(-1) ?? 0,
    async onStep({ networks, step }, trainingSeconds) {
      if (!stops.includes(step)) return;
      for (const part of ['generator', 'discriminator'] as const) {
        const network = quantiseNetwork(await saveNetwork(networks[part]), () => 'float32');
        await writeModel(`${kept}/${step}/${part}`, network, { steps: step, trainingSeconds });
      }
    },
  });
  trainer.dispose();
}

async function momentAt(step: number): Promise<Moment> {
  if (!stops.includes(step)) throw new Error(`kept are ${stops.join(', ')}, not ${step}`);
  const folder = `${kept}/${step}`;
  const load = async (part: string) =>
    (await loadShippedNetwork(filesIn(`${folder}/${part}`))) as tf.Sequential;
  const text = new TextDecoder().decode(await readBytes(folder, 'discriminator', 'metadata.json'));
  const account = JSON.parse(text) as Moment['account'];
  return {
    generator: await load('generator'),
    discriminator: await load('discriminator'),
    account,
  };
}
