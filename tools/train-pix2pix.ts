/**
 * Trains the networks of the small pix2pix from scratch and writes them, quantised, to
 * public/models/pix2pix: the segmenter that textures are measured by, or one of the variants.
 *
 * usage: node tools/typescript.mjs tools/train-pix2pix.ts [--of segmenter|textures|outlines]
 *   [--loss l1|cgan|gan] [--field 1|10|16|34] [--lambda 10] [--cut] [--seed 1] [--steps 4000]
 *   [--rate 5e-4] [--batch 16] [--out public/models/pix2pix] [--figures-only]
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Field } from '@lib/models/pix2pix-networks';
import { family as segmenterFamily, type SegmenterSettings } from '@lib/models/pix2pix-segmenter';
import { createSegmenter } from '@lib/models/pix2pix-networks';
import type { Pix2pixSettings } from '@lib/models/pix2pix-settings';
import type { Network } from '@lib/nn/network';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { activateWasm } from './lib/node-backend';
import { root } from './lib/steps.mjs';
import {
  outlineFigures,
  type TaskName,
  textureFigures,
  trainPix2pix,
  trueFigures,
  usualSettings,
} from './lib/pix2pix-run';
import {
  filesIn,
  loadShippedWeights,
  pretty,
  shipNetwork,
  shippedFolder,
} from './lib/shipped-model';

const { values } = parseArgs({
  options: {
    of: { type: 'string', default: 'textures' },
    loss: { type: 'string', default: 'cgan' },
    field: { type: 'string', default: '10' },
    lambda: { type: 'string', default: '10' },
    cut: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    steps: { type: 'string', default: '4000' },
    rate: { type: 'string', default: '5e-4' },
    batch: { type: 'string', default: '16' },
    out: { type: 'string', default: `${shippedFolder}/pix2pix` },
    'figures-only': { type: 'boolean', default: false },
  },
});

await activateWasm();
if (values.of === 'segmenter') await makeSegmenter();
else await makeVariant(values.of as TaskName);

async function makeSegmenter() {
  const settings: SegmenterSettings = {
    learningRate: 2e-3,
    batchSize: 16,
    seed: Number(values.seed),
  };
  const steps = Number(values.steps);
  const trainer = new AdversarialTrainer<SegmenterSettings>({
    family: segmenterFamily,
    settings,
    data: { digits: null },
  });
  const began = performance.now();
  while (trainer.step < steps) {
    const { loss } = await trainer.train();
    if (trainer.step % 250 === 0) console.log(trainer.step, loss);
  }
  const { segmenter } = trainer.networks;
  await ship('segmenter', segmenter as Network, {
    settings,
    steps,
    trueTextures: trueFigures(segmenter as Network),
    trainingSeconds: Math.round((performance.now() - began) / 1000),
  });
}

async function makeVariant(task: TaskName) {
  const settings: Pix2pixSettings = {
    ...usualSettings,
    loss: values.loss as Pix2pixSettings['loss'],
    field: Number(values.field) as Field,
    lambda: Number(values.lambda),
    hasSkips: !values.cut,
    learningRate: Number(values.rate),
    batchSize: Number(values.batch),
    seed: Number(values.seed),
  };
  const steps = Number(values.steps);
  const { trainer, data, seconds } = await trainPix2pix({ task, settings, steps });
  const segmenter = createSegmenter(new Random(0));
  loadNetworks({ segmenter }, { segmenter: await loadShippedWeights('pix2pix/segmenter') });
  const figures =
    task === 'textures'
      ? textureFigures(trainer, segmenter)
      : await outlineFigures(
          trainer,
          data,
          await loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`)),
        );
  const account = {
    task,
    settings,
    steps,
    figures,
    trainingSeconds: seconds,
    cpu: cpus()[0]?.model,
  };
  const { loss, field } = settings;
  const name = `${task}-${loss === 'l1' ? 'l1' : `${loss}-${field}`}${values.cut ? '-cut' : ''}`;
  console.log(name, account);
  if (values['figures-only']) {
    await mkdir(values.out, { recursive: true });
    const file = `${name}-lambda${settings.lambda}-seed${settings.seed}.json`;
    await writeFile(join(values.out, file), await pretty(account));
    return;
  }
  for (const [role, network] of Object.entries(trainer.networks)) {
    await ship(`${name}/${role}`, network, account);
  }
}

async function ship(name: string, network: Network, account: object) {
  const command = `node tools/typescript.mjs tools/train-pix2pix.ts ${process.argv.slice(2).join(' ')}`;
  await shipNetwork(relative(root, resolve(values.out, name)), network, { command, ...account });
  console.log(`${values.out}/${name}`, { command, ...account });
}
