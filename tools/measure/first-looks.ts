import * as tf from '@tensorflow/tfjs';
import { family as lapgan, type LapganSettings } from '@lib/models/lapgan';
import { generatorOf } from '@lib/models/lapgan-images';
import { createLapganGenerator } from '@lib/models/lapgan-networks';
import { sides } from '@lib/models/lapgan-sides';
import { networkIn } from '@lib/models/family';
import { family as textures } from '@lib/models/pix2pix';
import { createSegmenter } from '@lib/models/pix2pix-networks';
import { family as outlines } from '@lib/models/pix2pix-outlines';
import { family as simgan } from '@lib/models/simgan';
import { family as srgan } from '@lib/models/srgan';
import { srganDefaults } from '@lib/models/srgan-settings';
import { family as stackgan } from '@lib/models/stackgan';
import { judgedNetworks, judgeStages } from '@lib/models/stackgan-judge';
import { stackganDefaults } from '@lib/models/stackgan-settings';
import type { Network } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { splitShippedDigits } from '@lib/data/digit-split';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { EnlargementMeter } from '../lib/enlargement-meter';
import { firstLook, lastRound } from '../lib/first-look';
import { createLapganMeter } from '../lib/lapgan-quality';
import { recipe } from '../lib/lapgan-run';
import { activateWasm, loadShippedDigits } from '../lib/node-backend';
import { outlineFigures, settingsOf, textureFigures } from '../lib/pix2pix-run';
import { filesIn, loadShippedWeights, shippedFolder } from '../lib/shipped-model';
import { openSimgan, usualSettings } from '../lib/simgan-run';
import type { Measurement, Values } from './measurement';

/** Share read as it was meant; by chance it is a tenth of the digits, a quarter of the textures, an eighth of the colours. */
const goal = 0.5;
/** Of the distance of what is not refined: refined digits are read from the start. */
const halfTheDistance = 0.5;
const captions = { count: 200, seed: 99, heldOut: false, isAugmented: true } as const;

async function looks(): Promise<Readonly<Record<string, () => Promise<Values>>>> {
  const digits = await loadShippedDigits();
  const classifier = await loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
  const segmenter = createSegmenter(new Random(0));
  loadNetworks({ segmenter }, { segmenter: await loadShippedWeights('pix2pix/segmenter') });
  const meters = {
    lapgan: await createLapganMeter(digits),
    srgan: await EnlargementMeter.prepare(splitShippedDigits(digits).heldOut),
    simgan: await openSimgan(),
  };
  const raw = await meters.simgan.refinement(unchanged);
  const finer = await finerLevels();
  return {
    lapgan: () =>
      firstLook<LapganSettings>({
        family: lapgan,
        settings: { ...recipe, levels: [7] },
        every: 25,
        async isReached({ networks }) {
          const all = { ...finer, generator7: generatorOf(networks, 7) };
          return ((await meters.lapgan.inCascade(all))[28].agreement ?? 0) >= goal;
        },
      }),
    srgan: () =>
      firstLook({
        family: srgan,
        settings: srganDefaults,
        every: 10,
        isReached: async (trainer) =>
          (await meters.srgan.measure(networkIn(trainer, 'srresnet'))).recognised >= goal,
      }),
    pix2pixTextures: () =>
      firstLook({
        family: textures,
        settings: settingsOf('cgan10', 1),
        every: 25,
        isReached: (trainer) => textureFigures(trainer, segmenter).accuracy >= goal,
      }),
    pix2pixOutlines: () =>
      firstLook({
        family: outlines,
        settings: settingsOf('outlinesCgan', 1),
        every: 25,
        isReached: async (trainer, data) =>
          (await outlineFigures(trainer, data, classifier)).recognised >= goal,
      }),
    stackgan: () =>
      firstLook({
        family: stackgan,
        settings: stackganDefaults,
        every: 25,
        isReached: async ({ networks }) =>
          (await judgeStages(judgedNetworks(networks), captions)).one.body >= goal,
      }),
    simgan: () =>
      firstLook({
        family: simgan,
        settings: usualSettings,
        every: 10,
        isReached: async (trainer) => {
          const made = await meters.simgan.refinement(networkIn(trainer, 'refiner'));
          return made.frechetDistance <= halfTheDistance * raw.frechetDistance;
        },
      }),
  };
}

/** A refiner that gives back what it is given. */
const unchanged = { forward: (x: tf.Tensor) => tf.clone(x) } as unknown as Network;

/** The shipped generators of the levels above the coarsest. */
async function finerLevels(): Promise<Readonly<Record<string, Network>>> {
  const finer = sides.filter((side) => side > 7);
  const named = finer.map((side) => [`generator${side}`, side] as const);
  const networks = Object.fromEntries(
    named.map(([name, side]) => [name, createLapganGenerator(side, new Random(0))]),
  );
  const saved = named.map(
    async ([name]) => [name, await loadShippedWeights(`lapgan/${name}`)] as const,
  );
  loadNetworks(networks, Object.fromEntries(await Promise.all(saved)));
  return networks;
}

/** How long the pages' networks take until there is something to see. */
export const firstLooks: Measurement = {
  name: 'first-looks',
  what: 'Rounds from scratch, and the seconds that one thread computes for them, until half of what a paper page trains is read as it was meant: digits by the classifier, textures by the segmenter, the body’s colour by the birds’ classifier; of SimGAN, until its digits are half as far from real ones as those not refined.',
  minutes: 8,
  backend: 'wasm',
  settings: { seed: 1, goal, halfTheDistance, last: lastRound },
  async run() {
    await activateWasm();
    const values: Record<string, Values> = {};
    for (const [name, look] of Object.entries(await looks())) {
      values[name] = await look();
      console.log(name, values[name]);
    }
    return values;
  },
};
