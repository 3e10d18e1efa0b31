import { heldOutCount } from '@lib/data/digit-split';
import { drawNoise, generateImages } from '@lib/latent/generate';
import type { LapganNetworks } from '@lib/models/lapgan-images';
import { noiseSize } from '@lib/models/dcgan';
import { createLapganGenerator } from '@lib/models/lapgan-networks';
import { sides } from '@lib/models/lapgan-sides';
import type { Network, SavedNetwork } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { baselineAfter } from '../lib/lapgan-baseline';
import { createLapganMeter, type LapganMeter, measuredCount } from '../lib/lapgan-quality';
import { levelsOf, networksOf, recipe, secondsPerRound } from '../lib/lapgan-run';
import { activateWasm, loadShippedDigits } from '../lib/node-backend';
import { filesIn, loadShippedWeights, shippedFolder } from '../lib/shipped-model';
import { bySeed, type Measurement, type Values } from './measurement';

const seeds = [1, 2, 3];
/** Of each level: fewer than what is shipped has learned. */
const rounds = 500;
/** Where `tools/train-lapgan.ts` has kept its levels and the perceptrons, or will. */
const folder = '.cache/lapgan';

/** LAPGAN against the perceptrons of 2014 after the same training, and each level on true and on generated coarse images. */
export const lapgan: Measurement = {
  name: 'lapgan',
  what: 'LAPGAN on digits: distance from digits left out of training level by level, on true coarse images and in the cascade, and the GAN of perceptrons trained for as long.',
  minutes: 45,
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
    // Timed here, for the levels may have been trained on another machine than the perceptrons.
    const seconds = rounds * (await secondsPerRound(digits));
    for (const seed of seeds) {
      const levels = await levelsOf(folder, seed, digits, { 7: rounds, 14: rounds, 28: rounds });
      const networks = networksOf(levels);
      const perceptrons = await baselineAfter({ folder, seed, seconds, digits, meter });
      runs.push({
        ...(await distancesOf(networks, meter)),
        perceptrons: perceptrons.frechetDistance,
        perceptronSeconds: perceptrons.seconds,
        perceptronSteps: perceptrons.step,
      });
      for (const network of Object.values(networks)) network.dispose();
    }
    return {
      seconds,
      ...bySeed(runs),
      floor: await floorsOf(meter),
      shipped: await shippedDistances(meter),
      dcgan: await dcganDistance(meter),
    };
  },
};

/** Of the networks that the site ships, which have learned for longer. */
async function shippedDistances(meter: LapganMeter): Promise<Values> {
  const networks: Record<string, Network> = {};
  const saved: Record<string, SavedNetwork> = {};
  for (const side of sides) {
    const name = `generator${side}`;
    networks[name] = createLapganGenerator(side, new Random(0));
    saved[name] = await loadShippedWeights(`lapgan/${name}`);
  }
  loadNetworks(networks, saved);
  const coarse = await meter.hybrid(networks, [7]);
  return {
    ...(await distancesOf(networks, meter)),
    coarseSwapped: coarse.frechetDistance,
    coarseAgreement: coarse.agreement ?? NaN,
  };
}

async function distancesOf(networks: LapganNetworks, meter: LapganMeter) {
  const cascade = await meter.inCascade(networks);
  return {
    distance: cascade[28].frechetDistance,
    agreement: cascade[28].agreement ?? NaN,
    distance7: cascade[7].frechetDistance,
    true14: (await meter.onTrueCoarse(networks, 14)).frechetDistance,
    cascade14: cascade[14].frechetDistance,
    true28: (await meter.onTrueCoarse(networks, 28)).frechetDistance,
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
