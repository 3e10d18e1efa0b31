/**
 * Trains what StackGAN's page ships, from scratch and with the families' own trainer: the encoder of
 * captions, the classifier that measures, Stage-I, then Stage-II; measures them on 1,000 captions of
 * combinations that were held out; and writes them, quantised, to public/models/stackgan.
 *
 * usage: node tools/typescript.mjs tools/train-stackgan.ts [--parts encoder,classifier,stages]
 *   [--seed 1] [--one 1400] [--two 1000] [--start scratch] [--out public/models/stackgan]
 *   [--set '{"learningRate":4e-4}']   other settings of the stages
 *   [--every 500]   how often the stages are measured on the way
 *   [--minutes 60]   when to stop the stages at the latest
 *   [--figures public/models/stackgan]   where seed-<seed>.json goes, what the stages reach; so other seeds
 *     than the shipped one's are measured with another folder as --out
 */
import { parseArgs } from 'node:util';
import type { Family } from '@lib/models/family';
import { family as classifierFamily } from '@lib/models/bird-classifier';
import { family as encoderFamily } from '@lib/models/caption-encoder';
import { family as stackganFamily } from '@lib/models/stackgan';
import { stackganDefaults, type StackganSettings } from '@lib/models/stackgan-settings';
import { type JudgedNetworks, judgeStages } from '@lib/models/stackgan-judge';
import type { Network } from '@lib/nn/network';
import { readShippedNetwork } from '@lib/storage/quantised-weights';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { loadFamilyData } from './lib/family-data';
import { activateWasm } from './lib/node-backend';
import { filesIn, shipNetwork, shippedFolder, writeJson } from './lib/shipped-model';
import {
  classifierAccuracy,
  drawBirdSheet,
  encoderAccuracy,
  inPercent,
} from './lib/stackgan-judge';

const { values } = parseArgs({
  options: {
    parts: { type: 'string', default: 'encoder,classifier,stages' },
    seed: { type: 'string', default: '1' },
    one: { type: 'string', default: String(stackganDefaults.stageOneRounds) },
    two: { type: 'string', default: String(stackganDefaults.stageTwoRounds) },
    start: { type: 'string', default: 'scratch' },
    out: { type: 'string', default: `${shippedFolder}/stackgan` },
    figures: { type: 'string', default: `${shippedFolder}/stackgan` },
    set: { type: 'string', default: '{}' },
    every: { type: 'string', default: '500' },
    judged: { type: 'string', default: '1000' },
    minutes: { type: 'string', default: '60' },
  },
});
const seed = Number(values.seed);
const command = `node tools/typescript.mjs tools/train-stackgan.ts ${process.argv.slice(2).join(' ')}`;

await activateWasm();
const parts = values.parts.split(',');
const seconds = (began: number) => Math.round((performance.now() - began) / 1000);

if (parts.includes('encoder')) {
  const settings = { learningRate: 3e-3, batchSize: 64, rounds: 3000, seed };
  await trainPart(encoderFamily, settings, 'encoder', (network) => encoderAccuracy(network));
}
if (parts.includes('classifier')) {
  const settings = { learningRate: 3e-3, batchSize: 32, rounds: 2000, seed };
  await trainPart(classifierFamily, settings, 'classifier', (network) =>
    classifierAccuracy(network),
  );
}
if (parts.includes('stages')) await trainStages();

/** Train a network by itself and ship it with what it reaches. */
async function trainPart<Settings extends { readonly rounds: number }>(
  family: Family<Settings>,
  settings: Settings,
  name: string,
  judge: (network: Network) => Promise<object>,
): Promise<void> {
  const trainer = new AdversarialTrainer({ family, settings, data: { digits: null } });
  const began = performance.now();
  while (trainer.step < settings.rounds) {
    const { step, loss } = await trainer.train();
    if (step % 500 === 0) console.log(name, step, loss?.toFixed(4), seconds(began), 's');
  }
  const trainingSeconds = seconds(began);
  await ship(trainer.networks[name] as Network, name, { command, settings, trainingSeconds });
  trainer.load({ [name]: await readShippedNetwork(filesIn(`${values.out}/${name}`)) });
  const network = trainer.networks[name] as Network;
  const account = { command, settings, trainingSeconds, accuracy: await judge(network) };
  await ship(network, name, account);
  console.log(name, JSON.stringify(account.accuracy));
  trainer.dispose();
}

async function trainStages(): Promise<void> {
  const settings: StackganSettings = {
    ...stackganDefaults,
    stageOneRounds: Number(values.one),
    stageTwoRounds: Number(values.two),
    start: values.start as StackganSettings['start'],
    seed,
    ...(JSON.parse(values.set) as Partial<StackganSettings>),
  };
  const data = await loadFamilyData(stackganFamily as Family<unknown>, [settings]);
  const trainer = new AdversarialTrainer({ family: stackganFamily, settings, data });
  const began = performance.now();
  let training = 0;
  const rounds = settings.stageOneRounds + settings.stageTwoRounds;
  const stageSeconds = { one: 0, two: 0 };
  while (trainer.step < rounds && seconds(began) < 60 * Number(values.minutes)) {
    const start = performance.now();
    const metrics = await trainer.train();
    training += performance.now() - start;
    if (metrics.step <= settings.stageOneRounds) stageSeconds.one = Math.round(training / 1000);
    stageSeconds.two = Math.round(training / 1000) - stageSeconds.one;
    if (metrics.step % Number(values.every) !== 0) continue;
    const shown = Object.entries(metrics).map(([name, value]) => `${name} ${value.toFixed(3)}`);
    const judged = await judge(trainer, 100);
    console.log(shown.join(' '), `${Math.round(training / 1000)} s of ${seconds(began)}`);
    console.log(inPercent(judged));
  }
  const account = { command, settings, trainingSeconds: stageSeconds };
  // Stage-I's discriminator has nothing to do once Stage-I has learned.
  const learned = ['generator1', 'generator2', 'discriminator2'];
  for (const name of learned) await ship(trainer.networks[name] as Network, name, account);
  const saved = learned.map(async (name) => [
    name,
    await readShippedNetwork(filesIn(`${values.out}/${name}`)),
  ]);
  trainer.load({
    discriminator1: await (trainer.networks['discriminator1'] as Network).save(),
    ...Object.fromEntries((await Promise.all(saved)) as [string, never][]),
  });
  const judgement = {
    heldOut: await judge(trainer, Number(values.judged)),
    heldOutWithoutDraws: await judge(trainer, Number(values.judged), { isAugmented: false }),
    learnedFrom: await judge(trainer, Number(values.judged), { heldOut: false }),
  };
  for (const [name, judged] of Object.entries(judgement)) console.log(name, inPercent(judged));
  await writeJson(`${values.figures}/seed-${seed}.json`, { ...account, judgement });
  for (const name of learned) {
    await ship(trainer.networks[name] as Network, name, { ...account, judgement });
  }
  await drawBirdSheet(`${values.out}/sheet.png`, trainer.networks as unknown as JudgedNetworks);
}

function judge(
  trainer: AdversarialTrainer<StackganSettings>,
  count: number,
  options: { isAugmented?: boolean; heldOut?: boolean } = {},
) {
  return judgeStages(trainer.networks as unknown as JudgedNetworks, {
    count,
    seed: 7,
    heldOut: true,
    isAugmented: trainer.settings.isAugmented,
    ...options,
  });
}

function ship(network: Network, name: string, account: object): Promise<void> {
  return shipNetwork(`${values.out}/${name}`, network, account);
}
