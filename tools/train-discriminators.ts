/**
 * Trains the DCGAN with the paper's settings on the shipped digits and ships its discriminator as it
 * was early and late in the run, in public/models/discriminator-early and -late, each with sixteen
 * images of the generator that it faced then, not selected.
 *
 * usage: node tools/typescript.mjs tools/train-discriminators.ts [--early 50] [--late 2000]
 *   [--reuse]   ship from the last run once more, from other stops perhaps
 */
import { parseArgs } from 'node:util';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { commandOf } from './lib/command';
import { presetLane, runDcgan } from './lib/dcgan-run';
import { activateWasm, loadShippedDigits, readBytes } from './lib/node-backend';
import { shipDiscriminators, type ShippedPair } from './lib/ship-discriminators';
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
const settings = presetLane('paper');
if (!values.reuse) await train();
const pairs = {
  early: await pairAt(Number(values.early)),
  late: await pairAt(Number(values.late)),
};
const command = commandOf('train-discriminators');
const accounts = await shipDiscriminators({ pairs, dataset, account: { command, settings } });
console.log(JSON.stringify(accounts, null, 2));

async function train(): Promise<void> {
  await runDcgan({
    settings,
    digits: dataset,
    steps: stops.at(-1) ?? 0,
    async onStep(run, trainingSeconds) {
      const { step } = run;
      if (!stops.includes(step)) return;
      for (const part of ['generator', 'discriminator'] as const) {
        const network = quantiseNetwork(await run[part].save(), () => 'float32');
        await writeModel(`${kept}/${step}/${part}`, network, { steps: step, trainingSeconds });
      }
    },
  });
}

async function pairAt(step: number): Promise<ShippedPair> {
  if (!stops.includes(step)) throw new Error(`kept are ${stops.join(', ')}, not ${step}`);
  const folder = `${kept}/${step}`;
  const load = (part: string) => loadShippedNetwork(filesIn(`${folder}/${part}`));
  const text = new TextDecoder().decode(await readBytes(folder, 'discriminator', 'metadata.json'));
  const account = JSON.parse(text) as ShippedPair['account'];
  return {
    generator: await load('generator'),
    discriminator: await load('discriminator'),
    account,
  };
}
