/** Levels of a LAPGAN, trained or taken from where an earlier run has kept them. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defaultSettings } from '@lib/controls';
import type { MnistDataset } from '@lib/data/mnist';
import { family, type LapganSettings } from '@lib/models/lapgan';
import { generatorOf } from '@lib/models/lapgan-images';
import { createLapganDiscriminator, createLapganGenerator } from '@lib/models/lapgan-networks';
import { type Side, sides } from '@lib/models/lapgan-sides';
import { loadNetworks } from '@lib/nn/saved-networks';
import type { Network, SavedNetwork } from '@lib/nn/network';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { laneOf, lapganControls } from '@components/cells/lapgan/settings';
import { computingSeconds } from './computing-time';
import { root } from './steps.mjs';

/** As the cell trains by its defaults. */
export const recipe: LapganSettings = {
  ...laneOf({ ...defaultSettings(lapganControls), levels: 'all' }),
  start: 'nothing',
};

/** Rounds of each level of what is shipped; the coarsest is updated twice in one. */
export const defaultRounds: Readonly<Record<Side, number>> = { 7: 2000, 14: 1000, 28: 500 };

export interface LevelAccount {
  readonly side: Side;
  readonly settings: LapganSettings;
  readonly rounds: number;
  /** Of computing, in training alone. */
  readonly seconds: number;
  /** Means over the last 250 rounds, by the metrics' names. */
  readonly last: Readonly<Record<string, number>>;
}

/** One level as it was trained. */
export interface TrainedLevel {
  readonly account: LevelAccount;
  readonly generator: SavedNetwork;
  readonly discriminator: SavedNetwork;
}

export interface LevelRunOptions {
  readonly side: Side;
  /** `levels` aside. */
  readonly settings: LapganSettings;
  readonly digits: MnistDataset;
  readonly rounds: number;
  /** Called after every so many rounds with the level as it is then. */
  readonly lookEvery?: number;
  readonly onLook?: (level: TrainedLevel) => Promise<void>;
}

const toldEvery = 250;

/** Train one level from its seed. */
export async function trainLevel(options: LevelRunOptions): Promise<TrainedLevel> {
  const { side, digits, rounds, onLook, lookEvery = Infinity } = options;
  const settings: LapganSettings = { ...options.settings, levels: [side] };
  const trainer = new AdversarialTrainer<LapganSettings>({
    family,
    settings,
    data: { digits },
  });
  let seconds = 0;
  let recent: Readonly<Record<string, number>>[] = [];
  let last: Record<string, number> = {};
  while (trainer.step < rounds) {
    seconds += await computingSeconds(async () => recent.push(await trainer.train()));
    if (trainer.step % toldEvery === 0 || trainer.step === rounds) {
      last = meansOf(recent, side);
      recent = [];
      console.log(`${side}px, step ${trainer.step}, ${Math.round(seconds)} s`, last);
    }
    if (trainer.step % lookEvery === 0 || trainer.step === rounds) await onLook?.(await present());
  }
  const level = await present();
  trainer.dispose();
  return level;

  async function present(): Promise<TrainedLevel> {
    const { networks, step } = trainer;
    return {
      account: { side, settings, rounds: step, seconds, last },
      generator: await generatorOf(networks, side).save(),
      discriminator: await (networks[`discriminator${side}`] as Network).save(),
    };
  }
}

/** Seconds that one round of every level computes. */
export async function secondsPerRound(digits: MnistDataset): Promise<number> {
  const rounds = 25;
  let seconds = 0;
  for (const side of sides) {
    const { account } = await trainLevel({ side, settings: recipe, digits, rounds });
    seconds += account.seconds / rounds;
  }
  return seconds;
}

function meansOf(rounds: readonly Readonly<Record<string, number>>[], side: Side) {
  const names = ['discriminatorLoss', 'generatorLoss', 'right', 'spread'];
  const mean = (name: string) =>
    rounds.reduce((sum, round) => sum + (round[name + side] ?? NaN), 0) / rounds.length;
  return Object.fromEntries(names.map((name) => [name, Number(mean(name).toPrecision(4))]));
}

/** Networks of trained levels, ready to draw; the caller disposes them. */
export function networksOf(levels: readonly TrainedLevel[]): Record<string, Network> {
  const networks: Record<string, Network> = {};
  const saved: Record<string, SavedNetwork> = {};
  for (const { account, generator, discriminator } of levels) {
    const { side } = account;
    networks[`generator${side}`] = createLapganGenerator(side, new Random(0));
    networks[`discriminator${side}`] = createLapganDiscriminator(side, new Random(0));
    saved[`generator${side}`] = generator;
    saved[`discriminator${side}`] = discriminator;
  }
  loadNetworks(networks, saved);
  return networks;
}

const nameOf = (seed: number, side: Side, rounds: number) => `seed${seed}-${side}px-${rounds}.json`;

/** Keep a level in full. */
export async function keepLevel(folder: string, level: TrainedLevel): Promise<void> {
  const { side, settings, rounds } = level.account;
  const text = JSON.stringify(level, (_, value: unknown) =>
    value instanceof ArrayBuffer ? { base64: Buffer.from(value).toString('base64') } : value,
  );
  await mkdir(resolve(root, folder), { recursive: true });
  await writeFile(resolve(root, folder, nameOf(settings.seed, side, rounds)), text);
}

/** The level that a folder keeps; `null` if there is none. */
async function keptLevel(
  folder: string,
  seed: number,
  side: Side,
  rounds: number,
): Promise<TrainedLevel | null> {
  const path = resolve(root, folder, nameOf(seed, side, rounds));
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null) return null;
  return JSON.parse(text, (_, value: unknown) => {
    const isBytes = typeof value === 'object' && value !== null && 'base64' in value;
    return isBytes ? Uint8Array.from(Buffer.from(String(value.base64), 'base64')).buffer : value;
  }) as TrainedLevel;
}

/** All levels of a seed, trained where the folder does not keep them. */
export async function levelsOf(
  folder: string,
  seed: number,
  digits: MnistDataset,
  roundsOf = defaultRounds,
) {
  const levels: TrainedLevel[] = [];
  for (const side of sides) {
    const rounds = roundsOf[side];
    const kept = await keptLevel(folder, seed, side, rounds);
    const settings = { ...recipe, seed };
    const level = kept ?? (await trainLevel({ side, settings, digits, rounds }));
    if (!kept) await keepLevel(folder, level);
    levels.push(level);
  }
  return levels;
}
