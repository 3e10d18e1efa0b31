import normalization from '@components/cells/batch-normalization/cell';
import ablations from '@components/cells/dcgan-ablations/cell';
import { cellPlan } from '../lib/cell-plan';
import { openDigits } from './library';
import { bySeed, type Measurement, type Values } from './measurement';

const seeds = [1, 2];
const batchSize = 16;
const steps = 400;
const settings = { seeds, batchSize, steps };

type Choices = Readonly<Record<string, string>>;

/** The site's DCGAN, and it with one of the choices of the article and the paper changed. */
export const dcganAblations: Measurement = {
  name: 'ablations',
  what: 'The DCGAN with one of its choices changed: Fréchet distance, digits drawn, and D’s last losses.',
  minutes: 12,
  backend: 'wasm',
  settings,
  run: () =>
    train({
      base: (seed) => laneOf(ablations, { claim: 'relu' }, { seed, lane: 0 }),
      discriminatorNormalization: changed(ablations, { claim: 'discriminator-bn' }),
      separateBatches: changed(ablations, { claim: 'separate-bn' }),
      pace: changed(ablations, { claim: 'pace' }),
      relu: changed(ablations, { claim: 'relu' }),
      pooling: changed(ablations, { claim: 'pooling' }),
      smoothing: changed(ablations, { claim: 'smoothing' }),
    }),
};

/** Batch normalization where the site's DCGAN has none, and nowhere; the rest is in the ablations. */
export const batchNormalization: Measurement = {
  name: 'batch-normalization',
  what: 'The DCGAN with batch normalization in other layers; to be compared with the base of the ablations.',
  minutes: 5,
  backend: 'wasm',
  settings,
  run: () =>
    train({
      withoutGenerator: changed(normalization, { generator: 'none', discriminator: 'none' }),
      output: changed(normalization, { generator: 'output', discriminator: 'none' }),
      everywhere: changed(normalization, { generator: 'hidden', discriminator: 'everywhere' }),
    }),
};

type Cell = typeof ablations;

function laneOf(cell: Cell, choices: Choices, { seed, lane }: { seed: number; lane: 0 | 1 }) {
  const shared = { ...choices, batchSize: String(batchSize), seed: String(seed) };
  return cellPlan(cell, shared).lanes[lane];
}

function changed(cell: Cell, choices: Choices) {
  return (seed: number) => laneOf(cell, choices, { seed, lane: 1 });
}

async function train(plans: Readonly<Record<string, (seed: number) => unknown>>) {
  const digits = await openDigits();
  const values: Record<string, Values> = {};
  const { frechetDistance, count } = digits.floor;
  for (const [name, planOf] of Object.entries(plans)) {
    const results = [];
    for (const seed of seeds) {
      console.log(`${name}, seed ${seed}`);
      const gan = digits.open(planOf(seed));
      const { recentLoss } = await gan.train(steps);
      results.push({ ...(await digits.look(gan)), discriminatorLoss: recentLoss });
      gan.dispose();
    }
    values[name] = bySeed(results);
  }
  return { floor: { frechetDistance, count }, ...values };
}
