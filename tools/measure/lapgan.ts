import { heldOutCount } from '@lib/data/digit-split';
import { drawNoise, generateImages } from '@lib/latent/generate';
import type { LapganNetworks } from '@lib/models/lapgan-images';
import { noiseSize } from '@lib/models/dcgan';
import { createLapganGenerator, type Side, sides } from '@lib/models/lapgan-networks';
import type { Network, SavedNetwork } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { createLapganMeter, type LapganMeter, measuredCount } from '../lib/lapgan-quality';
import { levelsOf, networksOf, recipe } from '../lib/lapgan-run';
import { activateWasm, loadShippedDigits } from '../lib/node-backend';
import { filesIn, loadShippedWeights, shippedFolder } from '../lib/shipped-model';
import { bySeed, type Measurement, type Values } from './measurement';

const seeds = [1];
/** Of each level: fewer than what is shipped has learned. */
const rounds = 500;
/** Where `tools/train-lapgan.ts` has kept its levels and the perceptrons, or will. */
const folder = '.cache/lapgan';

/** Each level of LAPGAN on true and on generated coarse images. */
export const lapgan: Measurement = {
  name: 'lapgan',
  what: 'LAPGAN on digits: distance from digits left out of training level by level, on true coarse images and in the cascade.',
  minutes: 60,
  backend: 'wasm',
  settings: {
    learningRate: recipe.learningRate,
    batchSize: recipe.batchSize,
    jitter: recipe.jitter,
    decay: recipe.decay,
    rounds,
    count: measuredCount,
    heldOut: heldOutCount,
    seeds,
  },
  async run() {
    await activateWasm();
    const digits = await loadShippedDigits();
    const meter = await createLapganMeter(digits);
    const runs: Readonly<Record<string, number>>[] = [];
    for (const seed of seeds) {
      const levels = await levelsOf(folder, seed, digits, { 7: rounds, 14: rounds, 28: rounds });
      const secondsOf = (side: Side) =>
        levels.find(({ account }) => account.side === side)?.account.seconds ?? NaN;
      const seconds = sides.reduce<number>((sum, side) => sum + secondsOf(side), 0);
      const networks = networksOf(levels);
      runs.push({ ...(await distancesOf(networks, meter)), seconds });
      for (const network of Object.values(networks)) network.dispose();
    }
    return {
      ...bySeed(runs),
      floor: await floorsOf(meter),
      shipped: await shippedDistances(meter),
      dcgan: await dcganDistance(meter),
    };
  },
};

/** Of the networks that the site ships, which have learned for longer. */
async function shippedDistances(meter: LapganMeter) {
  const networks: Record<string, Network> = {};
  const saved: Record<string, SavedNetwork> = {};
  for (const side of sides) {
    const name = `generator${side}`;
    networks[name] = createLapganGenerator(side, new Random(0));
    saved[name] = await loadShippedWeights(`lapgan/${name}`);
  }
  loadNetworks(networks, saved);
  return distancesOf(networks, meter);
}

async function distancesOf(networks: LapganNetworks, meter: LapganMeter) {
  const whole = await meter.inCascade(networks, 28);
  const coarse = await meter.hybrid(networks, [7]);
  return {
    distance: whole.frechetDistance,
    agreement: whole.agreement ?? NaN,
    distance7: (await meter.inCascade(networks, 7)).frechetDistance,
    true14: (await meter.onTrueCoarse(networks, 14)).frechetDistance,
    cascade14: (await meter.inCascade(networks, 14)).frechetDistance,
    true28: (await meter.onTrueCoarse(networks, 28)).frechetDistance,
    coarseSwapped: coarse.frechetDistance,
    coarseAgreement: coarse.agreement ?? NaN,
  };
}

async function floorsOf(meter: LapganMeter): Promise<Values> {
  const floors: Record<string, number> = {};
  for (const side of sides) floors[`at${side}`] = (await meter.floor(side)).frechetDistance;
  return floors;
}

/** The site's own DCGAN, which has learned from all digits. */
async function dcganDistance(meter: LapganMeter): Promise<number> {
  const generator = await loadShippedNetwork(filesIn(`${shippedFolder}/generator`));
  const noise = drawNoise(new Random(measuredCount), measuredCount, noiseSize);
  const images = await generateImages(generator, noise);
  return (await meter.measure(images, 28, null)).frechetDistance;
}
