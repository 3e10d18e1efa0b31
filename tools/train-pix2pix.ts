/**
 * Trains the networks of the small pix2pix from scratch and writes them, quantised, to
 * public/models/pix2pix: the segmenter that textures are measured by, or a row of the page's tables.
 * Without a name: all that the site ships. The figures of each go to .cache/pix2pix, where
 * `npm run measure -- pix2pix` finds them.
 *
 * usage: node tools/typescript.mjs tools/train-pix2pix.ts [segmenter|cgan10|…] [--seed 1] [--steps n]
 *   [--figures-only] [--out folder]
 */
import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { networkIn } from '@lib/models/family';
import { createSegmenter } from '@lib/models/pix2pix-networks';
import { family as segmenterFamily, type SegmenterSettings } from '@lib/models/pix2pix-segmenter';
import { shippedFolder as variantFolder } from '@lib/models/pix2pix-settings';
import type { Network } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { commandOf } from './lib/command';
import { activateWasm } from './lib/node-backend';
import {
  figuresFolder,
  keepFigures,
  outlineFigures,
  rows,
  type RowName,
  settingsOf,
  textureFigures,
  trainPix2pix,
  trueFigures,
} from './lib/pix2pix-run';
import { filesIn, loadShippedWeights, shipNetwork, shippedFolder } from './lib/shipped-model';
import { root } from './lib/steps.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    steps: { type: 'string' },
    out: { type: 'string' },
    'figures-only': { type: 'boolean', default: false },
  },
});
const [wanted] = positionals;
const seed = Number(values.seed);
const models = values.out ?? shippedFolder;
const segmenterSteps = 500;

await activateWasm();
if (wanted === undefined || wanted === 'segmenter') await makeSegmenter();
for (const name of Object.keys(rows) as RowName[]) {
  const isShipped = folderOf(name) !== null;
  if (wanted === undefined ? isShipped : wanted === name) await makeRow(name);
}

/** Where the networks of a row are shipped; `null` for one that is only measured. */
function folderOf(name: RowName): string | null {
  const { task, shipped } = rows[name];
  return shipped ? variantFolder(task, settingsOf(name, seed)) : null;
}

async function makeSegmenter() {
  const settings: SegmenterSettings = { learningRate: 2e-3, batchSize: 16, seed };
  const steps = Number(values.steps ?? segmenterSteps);
  const trainer = new AdversarialTrainer<SegmenterSettings>({
    family: segmenterFamily,
    settings,
    data: { digits: null },
  });
  const began = performance.now();
  while (trainer.step < steps) await trainer.train();
  const segmenter = networkIn(trainer, 'segmenter');
  await ship('pix2pix/segmenter', segmenter, {
    command: commandOf('train-pix2pix'),
    settings,
    steps,
    trueTextures: trueFigures(segmenter),
    trainingSeconds: Math.round((performance.now() - began) / 1000),
  });
}

async function makeRow(name: RowName) {
  const { task } = rows[name];
  const settings = settingsOf(name, seed);
  const steps = Number(values.steps ?? rows[name].steps);
  const { trainer, data, seconds } = await trainPix2pix({ task, settings, steps });
  const segmenter = createSegmenter(new Random(0));
  loadNetworks({ segmenter }, { segmenter: await loadShippedWeights('pix2pix/segmenter') });
  const classifier = await loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`));
  const figures =
    task === 'textures'
      ? textureFigures(trainer, segmenter)
      : await outlineFigures(trainer, data, classifier);
  const account = {
    command: commandOf('train-pix2pix'),
    settings,
    steps,
    figures,
    trainingSeconds: seconds,
  };
  console.log(name, account);
  await keepFigures({ name, seed, account }, values.out ?? figuresFolder);
  const folder = folderOf(name);
  if (values['figures-only'] || folder === null) return;
  for (const [role, network] of Object.entries(trainer.networks)) {
    await ship(`${folder}/${role}`, network, account);
  }
}

async function ship(name: string, network: Network, account: object) {
  await shipNetwork(relative(root, resolve(models, name)), network, account);
}
