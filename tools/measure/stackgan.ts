import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { encode } from 'fast-png';
import { birdSide, createBirds, drawBird, enlargeBirds } from '@lib/data/birds';
import { concatenate } from '@lib/data/concatenate';
import { StackganLookup } from '@lib/lookups/stackgan';
import type { SlotShares } from '@lib/metrics/caption-match';
import { nearestBirds } from '@lib/metrics/nearest-birds';
import {
  drawCaptions,
  drawClaims,
  type JudgedNetworks,
  judgedNetworks,
  type Judgement,
  judgeStages,
} from '@lib/models/stackgan-judge';
import { family } from '@lib/models/stackgan';
import { stackganDefaults } from '@lib/models/stackgan-settings';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { activateWasm, readBytes } from '../lib/node-backend';
import { loadShippedWeights, shippedFolder } from '../lib/shipped-model';
import { roundsOf, shippedRuns } from '../lib/stackgan-account';
import { root } from '../lib/steps.mjs';
import { mean, type Measurement, type Values } from './measurement';

/** The captions that are measured. */
const measured = { count: 1000, seed: 7, heldOut: true } as const;
const ends = ['雪の上にいる、全身が赤い鳥', '雪の上にいる、全身が黄色い鳥'] as const;
const stills = 'src/components/figures/stills';

/** What `tools/train-stackgan.ts` says of a run. */
interface RunAccount {
  readonly judgement: { readonly heldOut: Judgement };
}

const json = async (...path: string[]) =>
  JSON.parse(new TextDecoder().decode(await readBytes(shippedFolder, ...path))) as unknown;
// The stages were trained one after the other, by a command each.
const [[first], [second, ...onward]] = await Promise.all([
  shippedRuns('generator1'),
  shippedRuns('generator2'),
]);
if (!first || !second) throw new Error('the shipped stages have no account');
const last = onward.at(-1) ?? second;
const settings = { ...second.settings, stageOneRounds: first.settings.stageOneRounds };

/** How well the shipped StackGAN draws what captions say, and how near it comes to what it learned from. */
export const stackgan: Measurement = {
  name: 'stackgan',
  what: 'Shares of captions of held-out combinations whose pictures show what they say, by stage and slot; two captions at once; the way from red to yellow beside the nearest training pictures.',
  minutes: 2,
  backend: 'wasm',
  settings: {
    captions: measured.count,
    stageOneRounds: settings.stageOneRounds,
    stageOneDone: roundsOf(first).one,
    stageTwoRounds: settings.stageTwoRounds,
    onwardRounds: onward.map((run) => run.settings.stageTwoRounds),
    onwardRates: onward.map((run) => run.settings.learningRate),
    decay: last.settings.decay,
    strayShare: settings.strayShare,
    lastStrayShare: last.settings.strayShare,
    learningRate: settings.learningRate,
    klWeight: settings.klWeight,
  },
  async run() {
    await activateWasm();
    const networks = await openShipped();
    const judgement = await judgeStages(networks, { ...measured, isAugmented: true });
    // An earlier Stage-II, nearer to the paper's, with the same caption for both stages.
    const same = (await json('stackgan', 'same-caption.json')) as RunAccount;
    return {
      seed1: valuesOf(judgement),
      sameCaption: valuesOf(same.judgement.heldOut),
      example: await drawExample(),
      interpolation: await interpolate(),
    };
  },
  afterwards: async () => {
    await activateWasm();
    await drawStills();
  },
};

async function openShipped(): Promise<JudgedNetworks> {
  const started = { ...stackganDefaults, start: 'shipped', stageTwoRounds: 0 } as const;
  const names = family.loads?.(started) ?? [];
  const load = async (name: string) => [name, await loadShippedWeights(name)] as const;
  const shipped = Object.fromEntries(await Promise.all(names.map(load)));
  const trainer = new AdversarialTrainer({
    family,
    settings: started,
    data: { digits: null, shipped },
  });
  return judgedNetworks(trainer.networks);
}

function valuesOf({ one, two, repairs, following }: Judgement): Values {
  const shares = { one, two, mended: repairs.mended, broken: repairs.broken, following };
  // Where Stage-I had nothing wrong, nothing can be mended.
  const known = (of: SlotShares) =>
    Object.fromEntries(Object.entries(of).filter(([, share]) => Number.isFinite(share)));
  return Object.fromEntries(Object.entries(shares).map(([name, of]) => [name, known(of)]));
}

const openLookup = async () => {
  const lookup = new StackganLookup({
    activateBackend: () => Promise.resolve(),
    loadWeights: loadShippedWeights,
  });
  await lookup.open();
  return lookup;
};

const way = async (lookup: StackganLookup) =>
  lookup.draw({
    first: ends[0],
    second: ends[1],
    seed: 1,
    count: 9,
    varies: 'caption',
    isAugmented: false,
  });

/**
 * The page's example of two captions at once, the first two of those that are measured: how many of the
 * cell's pictures have the body that the second one says.
 */
async function drawExample(): Promise<Values> {
  const { captions, claims } = drawClaims({ ...measured, count: 2 });
  const [first = '', second = ''] = captions;
  const lookup = await openLookup();
  const options = { seed: 1, count: 4, varies: 'noise', isAugmented: true } as const;
  const { seen, count } = await lookup.draw({ first, second, ...options });
  const following = seen.two.filter(({ body }) => body === claims[1]?.said.body);
  return { pictures: count, following: following.length };
}

/** The nearest pictures on the way, and as a measure those of real birds that were held out. */
async function interpolate(): Promise<Values> {
  const { nearest } = await way(await openLookup());
  const distances = nearest.map(([first]) => first?.distance ?? NaN);
  const real = createBirds({ count: 50, seed: 21, heldOut: true });
  const realNearest = nearestBirds(concatenate(real.map(drawBird)), 1);
  return {
    distances,
    nearest: Math.min(...distances),
    realNearest: mean(realNearest.map(([first]) => first?.distance ?? NaN)),
  };
}

/** The two figures of the page. */
async function drawStills(): Promise<void> {
  const lookup = await openLookup();
  const { nearest, large } = await way(lookup);
  const rows = [large, concatenate(nearest.map(([first]) => first?.image ?? new Uint8Array()))];
  await writeRows('stackgan-interpolation.png', rows);
  const shown = await drawShown();
  await writeRows('stackgan-results.png', [enlargeBirds(shown.small), shown.large]);
}

async function drawShown() {
  const networks = await openShipped();
  const { captions } = drawClaims({ count: 6, seed: 3, heldOut: true });
  console.log(captions.join('\n'));
  const drawn = await drawCaptions(networks, captions, { seed: 3, isAugmented: true });
  tf.disposeVariables();
  return drawn;
}

/** Rows of birds as one picture. */
async function writeRows(file: string, rows: readonly Uint8Array[]): Promise<void> {
  const line = birdSide * 3;
  const columns = (rows[0]?.length ?? 0) / (birdSide * line);
  const [width, height] = [columns * birdSide, rows.length * birdSide];
  const data = new Uint8Array(width * height * 3);
  rows.forEach((images, row) => {
    for (let i = 0; i < columns * birdSide; i++) {
      const [column, y] = [Math.floor(i / birdSide), i % birdSide];
      data.set(
        images.subarray(i * line, (i + 1) * line),
        ((row * birdSide + y) * width + column * birdSide) * 3,
      );
    }
  });
  await mkdir(join(root, stills), { recursive: true });
  await writeFile(join(root, stills, file), encode({ width, height, data, channels: 3, depth: 8 }));
}
