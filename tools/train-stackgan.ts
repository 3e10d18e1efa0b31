/**
 * Trains what StackGAN's page ships, from scratch and with the families' own trainer: the encoder of
 * captions, the classifier that measures, Stage-I, then Stage-II; measures them on 1,000 captions of
 * combinations that were held out; and writes them, quantised, to public/models/stackgan.
 *
 * usage: node tools/typescript.mjs tools/train-stackgan.ts [--parts encoder,classifier,stages]
 *   [--seed 1] [--one 1400] [--two 1000] [--start scratch] [--out public/models/stackgan]
 *   [--start shipped]   go on with what the site ships; its metadata says from which runs it came
 *   [--set '{"learningRate":4e-4}']   other settings of the stages
 *   [--every 500]   how often the stages are measured on the way, with captions that are not reported
 *   [--minutes 60]   when to stop the stages at the latest
 *   [--until 1253]   rounds after which to stop them, with the learning rates of all that were planned
 *   [--figures public/models/stackgan]   where seed-<seed>.json goes, what the stages reach; so other seeds
 *     than the shipped one's are measured with another folder as --out
 */
import { parseArgs } from 'node:util';
import { family as classifierFamily } from '@lib/models/bird-classifier';
import { family as encoderFamily } from '@lib/models/caption-encoder';
import { family as stackganFamily } from '@lib/models/stackgan';
import { stackganDefaults, type StackganSettings } from '@lib/models/stackgan-settings';
import {
  judgedNetworks,
  type Judgement,
  type JudgeOptions,
  judgeStages,
} from '@lib/models/stackgan-judge';
import type { Network } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { readShippedNetwork } from '@lib/storage/quantised-weights';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { averaged, type Family } from '@lib/models/family';
import { commandOf } from './lib/command';
import { computingSeconds } from './lib/computing-time';
import { loadFamilyData } from './lib/family-data';
import { activateWasm } from './lib/node-backend';
import { filesIn, shipNetwork, shippedFolder, writeJson } from './lib/shipped-model';
import { shippedRuns } from './lib/stackgan-account';
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
    until: { type: 'string' },
  },
});
const seed = Number(values.seed);
const command = commandOf('train-stackgan');

await activateWasm();
const parts = values.parts.split(',');

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
  let seconds = 0;
  while (trainer.step < settings.rounds) {
    seconds += await computingSeconds(() => trainer.train());
    const { step, loss } = trainer.metrics;
    if (step % 500 === 0) console.log(name, step, loss?.toFixed(4), Math.round(seconds), 's');
  }
  const run = { command, settings, trainingSeconds: Math.round(seconds) };
  await ship(trainer.networks[name] as Network, name, run);
  trainer.load({ [name]: await readShippedNetwork(filesIn(`${values.out}/${name}`)) });
  const network = trainer.networks[name] as Network;
  const account = { ...run, accuracy: await judge(network) };
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
  const run = { command, settings, ...(await train(trainer)) };
  const learned = {
    ...(settings.stageOneRounds > 0 ? { generator1: trainer.networks['generator1'] } : {}),
    // Stage-I's discriminator has nothing to do once Stage-I has learned.
    ...(settings.stageTwoRounds > 0
      ? {
          generator2: averaged(trainer.networks, 'generator2'),
          discriminator2: trainer.networks['discriminator2'],
        }
      : {}),
  } as Readonly<Record<string, Network>>;
  const accounts: Record<string, object> = {};
  for (const name of Object.keys(learned)) {
    accounts[name] = { ...run, ...(await earlierRuns(name, settings)) };
  }
  for (const [name, network] of Object.entries(learned)) await ship(network, name, {});
  await loadShipped(learned);
  const judgement = await judgeAll(trainer);
  await writeJson(`${values.figures}/seed-${seed}.json`, { ...run, judgement });
  for (const [name, network] of Object.entries(learned)) {
    await ship(network, name, { ...accounts[name], judgement });
  }
  await drawBirdSheet(`${values.out}/sheet.png`, judgedNetworks(trainer.networks));
}

/** @returns rounds done, which a stop by the clock makes fewer, and seconds of computing, of each stage */
async function train(trainer: AdversarialTrainer<StackganSettings>) {
  const { stageOneRounds, stageTwoRounds } = trainer.settings;
  const seconds = { one: 0, two: 0 };
  const end = performance.now() + 60_000 * Number(values.minutes);
  const planned = stageOneRounds + stageTwoRounds;
  const last = Math.min(planned, Number(values.until ?? planned));
  while (trainer.step < last && performance.now() < end) {
    const stage = trainer.step < stageOneRounds ? 'one' : 'two';
    seconds[stage] += await computingSeconds(() => trainer.train());
    if (trainer.step % Number(values.every) !== 0) continue;
    const numbers = Object.entries(trainer.metrics);
    const shown = numbers.map(([name, value]) => `${name} ${value.toFixed(3)}`);
    console.log(shown.join(' '), `${Math.round(seconds.one + seconds.two)} s`);
    console.log(inPercent(await judge(trainer, { count: 300, seed: 99, heldOut: false })));
  }
  const one = Math.min(trainer.step, stageOneRounds);
  return {
    rounds: { one, two: trainer.step - one },
    trainingSeconds: { one: Math.round(seconds.one), two: Math.round(seconds.two) },
  };
}

/** The runs that a network comes from, where this one went on with what the site ships. */
async function earlierRuns(name: string, { start }: StackganSettings): Promise<object> {
  return start === 'shipped' ? { earlier: await shippedRuns(name) } : {};
}

/** Take the weights as they were written. */
async function loadShipped(networks: Readonly<Record<string, Network>>): Promise<void> {
  const saved = Object.keys(networks).map(
    async (name) => [name, await readShippedNetwork(filesIn(`${values.out}/${name}`))] as const,
  );
  loadNetworks(networks, Object.fromEntries(await Promise.all(saved)));
}

/** On captions of combinations held out, drawn by chance and by μ alone, and of combinations learned from. */
async function judgeAll(trainer: AdversarialTrainer<StackganSettings>) {
  const options = { count: Number(values.judged), seed: 7, heldOut: true };
  const judgement = {
    heldOut: await judge(trainer, options),
    heldOutWithoutDraws: await judge(trainer, { ...options, isAugmented: false }),
    learnedFrom: await judge(trainer, { ...options, heldOut: false }),
  };
  for (const [name, judged] of Object.entries(judgement)) console.log(name, inPercent(judged));
  if (trainer.settings.stageTwoRounds > 0) return judgement;
  // Of a Stage-II that has not learned there is nothing to say.
  return Object.fromEntries(Object.entries(judgement).map(([name, { one }]) => [name, { one }]));
}

function judge(
  { networks, settings: { isAugmented } }: AdversarialTrainer<StackganSettings>,
  options: Omit<JudgeOptions, 'isAugmented'> & { readonly isAugmented?: boolean },
): Promise<Judgement> {
  return judgeStages(judgedNetworks(networks), { isAugmented, ...options });
}

function ship(network: Network, name: string, account: object): Promise<void> {
  return shipNetwork(`${values.out}/${name}`, network, account);
}
