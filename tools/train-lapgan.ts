/**
 * Trains LAPGAN from scratch on 8,500 of the shipped digits, level by level, and ships its generators and
 * discriminators in public/models/lapgan, with what a human test shows. Levels that an earlier run has
 * kept are taken as they are.
 *
 * usage: node tools/typescript.mjs tools/train-lapgan.ts [--seed 1] [--out .cache/lapgan]
 *   [--levels 7,14,28]   train and keep these only, and ship nothing; with [--rate 0.0002] [--rounds 2000]
 *   [--baseline 420]     train the GAN of perceptrons for so many seconds in their place, and measure it on the way
 */
import { parseArgs } from 'node:util';
import type { Side } from '@lib/models/lapgan-networks';
import { trainBaseline } from './lib/lapgan-baseline';
import { createLapganMeter } from './lib/lapgan-quality';
import {
  defaultRounds,
  keepLevel,
  levelsOf,
  networksOf,
  recipe,
  trainLevel,
} from './lib/lapgan-run';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { shipLapgan } from './lib/ship-lapgan';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: '.cache/lapgan' },
    levels: { type: 'string' },
    rate: { type: 'string', default: String(recipe.learningRate) },
    rounds: { type: 'string' },
    baseline: { type: 'string' },
  },
});

await activateWasm();
const digits = await loadShippedDigits();
const meter = await createLapganMeter(digits);
const seed = Number(values.seed);
const settings = { ...recipe, seed };

if (values.baseline !== undefined) {
  await trainBaseline({
    folder: values.out,
    seed,
    digits,
    meter,
    seconds: Number(values.baseline),
  });
} else if (values.levels !== undefined) {
  for (const side of values.levels.split(',').map(Number) as Side[]) {
    const rounds = Number(values.rounds ?? defaultRounds[side]);
    await trainLevel({
      side,
      settings: { ...settings, learningRate: Number(values.rate) },
      digits,
      rounds,
      lookEvery: 250,
      async onLook(level) {
        await keepLevel(values.out, level);
        const networks = networksOf([level]);
        console.log(await meter.onTrueCoarse(networks, side));
        for (const network of Object.values(networks)) network.dispose();
      },
    });
  }
} else {
  const levels = await levelsOf(values.out, seed, digits);
  console.log(JSON.stringify(await shipLapgan({ levels, meter }), null, 2));
}
process.exit(0);
