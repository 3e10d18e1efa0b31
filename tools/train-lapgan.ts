/**
 * Trains LAPGAN from scratch on 8,500 of the shipped digits, level by level, and ships its generators and
 * discriminators in public/models/lapgan, with what a human test shows: their images, and those of the GAN
 * of perceptrons after five minutes of training. Levels and perceptrons that an earlier run has kept are taken as
 * they are.
 *
 * usage: node tools/typescript.mjs tools/train-lapgan.ts [--seed 1] [--out .cache/lapgan]
 *   [--levels 7,14,28]   train and keep these only, and ship nothing; with [--rate 0.0002] [--rounds 2000]
 *   [--baseline 420]     train the GAN of perceptrons for so many seconds in their place, and measure it on the way
 */
import { parseArgs } from 'node:util';
import type { Side } from '@lib/models/lapgan-sides';
import { baselineAfter, trainBaseline } from './lib/lapgan-baseline';
import { createLapganMeter } from './lib/lapgan-quality';
import { defaultRounds, keepLevel, levelsOf, recipe, trainLevel } from './lib/lapgan-run';
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

/** Of training, after which the human test shows what the perceptrons draw. */
const perceptronSeconds = 300;

await activateWasm();
const digits = await loadShippedDigits();
const seed = Number(values.seed);
const settings = { ...recipe, seed };

if (values.baseline !== undefined) {
  const meter = await createLapganMeter(digits);
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
      lookEvery: 125,
      onLook: (level) => keepLevel(values.out, level),
    });
  }
} else {
  const meter = await createLapganMeter(digits);
  const levels = await levelsOf(values.out, seed, digits);
  const perceptrons = await baselineAfter({
    folder: values.out,
    seed,
    digits,
    meter,
    seconds: perceptronSeconds,
  });
  console.log(await shipLapgan({ levels, perceptrons, meter }));
}
process.exit(0);
