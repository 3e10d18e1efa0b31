import type { Family } from '@lib/models/family';
import { family as lapgan } from '@lib/models/lapgan';
import { sides } from '@lib/models/lapgan-sides';
import { family as textures } from '@lib/models/pix2pix';
import { family as outlines } from '@lib/models/pix2pix-outlines';
import { family as simgan } from '@lib/models/simgan';
import { usualRounds } from '@lib/models/simgan-settings';
import { family as srgan } from '@lib/models/srgan';
import { srganDefaults } from '@lib/models/srgan-settings';
import { family as stackgan } from '@lib/models/stackgan';
import { stackganDefaults } from '@lib/models/stackgan-settings';
import { defaultRounds, recipe } from '../lib/lapgan-run';
import { activateWasm } from '../lib/node-backend';
import { rows, settingsOf } from '../lib/pix2pix-run';
import { roundSeconds } from '../lib/round-seconds';
import { usualSettings as simganSettings } from '../lib/simgan-run';
import { shippedStages } from '../lib/stackgan-account';
import { type Measurement, sum, type Values } from './measurement';

/** Rounds of one kind: how many, and what one of them computes, in seconds. */
interface Part {
  readonly rounds: number;
  readonly each: () => Promise<number>;
}

const part = <Settings>(rounds: number, family: Family<Settings>, settings: Settings): Part => ({
  rounds,
  each: () => roundSeconds(family, settings),
});
const stages = await shippedStages();

/** What a page's own networks have learned for, of one seed and from scratch. */
const papers: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  lapgan: Object.fromEntries(
    sides.map((side) => [
      `level${side}`,
      part(defaultRounds[side], lapgan, { ...recipe, levels: [side] }),
    ]),
  ),
  srgan: {
    srresnet: part(srganDefaults.pretraining, srgan, srganDefaults),
    adversarial: part(srganDefaults.rounds, srgan, { ...srganDefaults, pretraining: 0 }),
  },
  pix2pixTextures: {
    l1: part(rows.l1.steps, textures, settingsOf('l1', 1)),
    cgan: part(rows.cgan10.steps, textures, settingsOf('cgan10', 1)),
  },
  pix2pixOutlines: {
    l1: part(rows.outlinesL1.steps, outlines, settingsOf('outlinesL1', 1)),
    cgan: part(rows.outlinesCgan.steps, outlines, settingsOf('outlinesCgan', 1)),
  },
  stackgan: {
    one: part(stages.one, stackgan, stackganDefaults),
    two: part(stages.two, stackgan, { ...stackganDefaults, stageOneRounds: 0 }),
  },
  // Its rounds of pre-training, which take less, are counted as whole ones.
  simgan: { refiner: part(usualRounds, simgan, { ...simganSettings, start: 'shipped' }) },
};

/** What the pages' networks take to compute from scratch, with one thread. */
export const paperTimes: Measurement = {
  name: 'paper-times',
  what: 'Seconds that one thread computes to train what each paper page shows, from scratch with one seed: a few rounds of each kind timed, times the rounds that the shipped networks had.',
  minutes: 2,
  backend: 'wasm',
  settings: Object.fromEntries(
    Object.entries(papers).map(([name, parts]) => [
      name,
      Object.fromEntries(Object.entries(parts).map(([kind, { rounds }]) => [kind, rounds])),
    ]),
  ),
  async run() {
    await activateWasm();
    const values: Record<string, Values> = {};
    for (const [name, parts] of Object.entries(papers)) {
      const seconds: Record<string, number> = {};
      for (const [kind, { rounds, each }] of Object.entries(parts)) {
        seconds[kind] = rounds * (await each());
      }
      values[name] = { ...seconds, together: sum(Object.values(seconds)) };
      console.log(name, values[name]);
    }
    return values;
  },
};
