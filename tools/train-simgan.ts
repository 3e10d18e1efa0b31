/**
 * Trains a refiner of the small SimGAN from scratch, measures what its digits are like and (unless
 * --no-proof) how well a classifier learns from them, and writes it, quantised, to public/models/simgan.
 * Without --lambda it trains the five of the page. With --figures-only the figures are all that is kept.
 *
 * usage: node tools/typescript.mjs tools/train-simgan.ts [--lambda 0,0.3,1,3,10] [--field 5|9|23] [--no-history]
 *   [--seed 1] [--rounds 400] [--rate 3e-4] [--batch 16] [--plain raw,hand,real] [--figures-only] [--no-proof]
 *   [--out public/models/simgan, or .cache/simgan for figures]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { concatenate } from '@lib/data/concatenate';
import { heldOutCount, splitSeed } from '@lib/data/digit-split';
import { firstImages } from '@lib/data/split';
import { refine } from '@lib/metrics/refinement';
import {
  shippedLambdas,
  type SimganSettings,
  usualLambda,
  usualRounds,
} from '@lib/models/simgan-settings';
import type { Field } from '@lib/models/simgan-networks';
import type { Network } from '@lib/nn/network';
import { commandOf } from './lib/command';
import { activateWasm } from './lib/node-backend';
import { writePicture } from './lib/pictures';
import { pretty, shipNetwork, shippedFolder } from './lib/shipped-model';
import {
  figuresFolder,
  type Kind,
  openSimgan,
  plainName,
  runName,
  usualSettings,
} from './lib/simgan-run';
import { root } from './lib/steps.mjs';

const { values } = parseArgs({
  options: {
    lambda: { type: 'string', default: shippedLambdas.join() },
    field: { type: 'string', default: String(usualSettings.field) },
    'no-history': { type: 'boolean', default: false },
    seed: { type: 'string', default: String(usualSettings.seed) },
    rounds: { type: 'string', default: String(usualRounds) },
    rate: { type: 'string', default: String(usualSettings.learningRate) },
    batch: { type: 'string', default: String(usualSettings.batchSize) },
    plain: { type: 'string' },
    'figures-only': { type: 'boolean', default: false },
    'no-proof': { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const isFiguresOnly = values['figures-only'] || values.plain !== undefined;
const out = resolve(
  root,
  values.out ?? (isFiguresOnly ? figuresFolder : `${shippedFolder}/simgan`),
);
const seed = Number(values.seed);
const cpu = cpus()[0]?.model.trim();

await activateWasm();
const simgan = await openSimgan();
if (values.plain) {
  for (const kind of values.plain.split(',') as Kind[]) {
    const figures = await simgan.plainFigures(kind, seed);
    await writeFigures(plainName(kind, seed), { kind, seed, figures, cpu });
  }
} else {
  for (const lambda of values.lambda.split(',').map(Number)) await makeRefiner(lambda);
}

async function makeRefiner(lambda: number) {
  const settings: SimganSettings = {
    lambda,
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
    ...(values['no-proof'] ? {} : { realAccuracy: await simgan.usefulness(refiner, seed) }),
  };
  const account = {
    settings,
    rounds,
    split: { seed: splitSeed, heldOut: heldOutCount },
    figures,
    course,
    trainingSeconds: seconds,
    cpu,
  };
  if (isFiguresOnly) {
    const name = runName(settings, rounds);
    await writeFigures(name, account);
    const { images } = firstImages(simgan.synthetic(), 60);
    const picture = concatenate([images, await refine(refiner, images)]);
    await writePicture(relative(root, join(out, `${name}.png`)), picture, { columns: 20 });
    return;
  }
  console.log(runName(settings, rounds), account);
  await ship(`lambda-${lambda}/refiner`, refiner, account);
  // Only one begins runs, which need a discriminator.
  if (lambda === usualLambda) await ship(`lambda-${lambda}/discriminator`, discriminator, account);
}

/** Into a file of their own, where no network is written. */
async function writeFigures(name: string, account: object) {
  console.log(name, account);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, `${name}.json`), await pretty(account));
}

async function ship(name: string, network: Network, account: object) {
  await shipNetwork(relative(root, join(out, name)), network, {
    command: commandOf('train-simgan'),
    ...account,
  });
}
