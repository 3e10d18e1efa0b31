/**
 * Trains a refiner of the small SimGAN from scratch, measures what its digits are like and how well a
 * classifier learns from them, and writes it, quantised, to public/models/simgan. Without arguments it
 * trains the five of the page.
 *
 * usage: node tools/typescript.mjs tools/train-simgan.ts [--lambda 1] [--field 5|9|23] [--no-history]
 *   [--seed 1] [--rounds 1500] [--rate 1e-3] [--batch 16] [--plain raw,hand,real]
 *   [--out public/models/simgan] [--figures-only]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { heldOutCount, splitSeed } from '@lib/data/digit-split';
import { firstImages } from '@lib/data/split';
import { refine } from '@lib/metrics/refinement';
import type { SimganSettings } from '@lib/models/simgan-settings';
import type { Field } from '@lib/models/simgan-networks';
import type { Network } from '@lib/nn/network';
import { activateWasm } from './lib/node-backend';
import { writePicture } from './lib/pictures';
import { pretty, shipNetwork, shippedFolder } from './lib/shipped-model';
import { type Kind, openSimgan, usualSettings } from './lib/simgan-run';
import { root } from './lib/steps.mjs';

const { values } = parseArgs({
  options: {
    lambda: { type: 'string', default: String(usualSettings.lambda) },
    field: { type: 'string', default: String(usualSettings.field) },
    'no-history': { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '1500' },
    rate: { type: 'string', default: String(usualSettings.learningRate) },
    batch: { type: 'string', default: String(usualSettings.batchSize) },
    plain: { type: 'string' },
    out: { type: 'string', default: `${shippedFolder}/simgan` },
    'figures-only': { type: 'boolean', default: false },
  },
});

await activateWasm();
const simgan = await openSimgan();
const seed = Number(values.seed);
if (values.plain) {
  for (const kind of values.plain.split(',') as Kind[]) {
    const figures = await simgan.plainFigures(kind, seed);
    await writeFigures(`${kind}-seed${seed}`, { kind, seed, figures });
  }
} else {
  await makeRefiner();
}

async function makeRefiner() {
  const settings: SimganSettings = {
    lambda: Number(values.lambda),
    hasHistory: !values['no-history'],
    field: Number(values.field) as Field,
    learningRate: Number(values.rate),
    batchSize: Number(values.batch),
    seed,
    start: 'scratch',
  };
  const rounds = Number(values.rounds);
  const { trainer, course, seconds } = await simgan.train(settings, rounds);
  const { refiner, discriminator } = trainer.networks as Record<string, Network>;
  if (!refiner || !discriminator) throw new Error('a SimGAN has a refiner and a discriminator');
  const figures = {
    ...(await simgan.refinement(refiner)),
    realAccuracy: await simgan.usefulness(refiner, seed),
  };
  const account = {
    settings,
    rounds,
    split: { seed: splitSeed, heldOut: heldOutCount },
    figures,
    course,
    trainingSeconds: seconds,
    cpu: cpus()[0]?.model.trim(),
  };
  const { lambda, field, hasHistory } = settings;
  const name = `lambda-${lambda}`;
  const variant = `${name}-field${field}${hasHistory ? '' : '-no-history'}-seed${seed}`;
  await writeFigures(`${variant}-rounds${rounds}-batch${values.batch}-rate${values.rate}`, account);
  const some = firstImages(simgan.synthetic(), 60).images;
  if (values['figures-only']) {
    const picture = Uint8Array.from([...some, ...(await refine(refiner, some))]);
    await writePicture(relative(root, resolve(values.out, `${variant}.png`)), picture, {
      columns: 20,
    });
  }
  if (values['figures-only']) return;
  await ship(`${name}/refiner`, refiner, account);
  await ship(`${name}/discriminator`, discriminator, account);
}

/** Into a file of their own where no network is written. */
async function writeFigures(name: string, account: object) {
  console.log(name, account);
  if (!values['figures-only']) return;
  await mkdir(values.out, { recursive: true });
  await writeFile(join(values.out, `${name}.json`), await pretty(account));
}

async function ship(name: string, network: Network, account: object) {
  const command = `node tools/typescript.mjs tools/train-simgan.ts ${process.argv.slice(2).join(' ')}`;
  await shipNetwork(relative(root, resolve(values.out, name)), network, { command, ...account });
}
