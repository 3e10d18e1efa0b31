import { spawnSync } from 'node:child_process';
import { loadNetworks } from '@lib/nn/saved-networks';
import { createSegmenter } from '@lib/models/pix2pix-networks';
import { Random } from '@lib/random';
import { activateWasm } from '../lib/node-backend';
import {
  claimedSeeds,
  keptFigures,
  type RowName,
  rows,
  scissorFigures,
  trueFigures,
} from '../lib/pix2pix-run';
import { loadShippedWeights } from '../lib/shipped-model';
import { root } from '../lib/steps.mjs';
import { bySeed, type Measurement, type Values } from './measurement';

/** What generators of textures and of digits come to, by loss, field, λ and skips. */
export const pix2pix: Measurement = {
  name: 'pix2pix',
  what: 'The small pix2pix: how textures are read, their L1 error and their ink; digits of outlines, recognised. What is claimed, from three seeds.',
  minutes: 60,
  backend: 'wasm',
  settings: {
    textureSteps: rows.cgan10.steps,
    outlineSteps: rows.outlinesCgan.steps,
    maps: 500,
    digits: 1500,
    seeds: claimedSeeds,
  },
  async run() {
    const values: Record<string, Values> = {};
    for (const name of Object.keys(rows) as RowName[]) {
      const results = [];
      for (const seed of rows[name].seeds) results.push(await figuresOf(name, seed));
      values[name] = bySeed(results);
    }
    await activateWasm();
    const segmenter = createSegmenter(new Random(0));
    loadNetworks({ segmenter }, { segmenter: await loadShippedWeights('pix2pix/segmenter') });
    const truth = trueFigures(segmenter).accuracy;
    return {
      ...values,
      outlineGap: outlineGap(values),
      truth,
      scissors: await scissorFigures(segmenter),
    };
  },
};

/** How far the shares of digits that are recognised are apart at the most, with D and without. */
function outlineGap({ outlinesL1, outlinesCgan }: Readonly<Record<string, Values>>): number {
  const [alone, both] = [outlinesL1, outlinesCgan].map((row) => row?.['recognised'] as number[]);
  return Math.max(...(both ?? []).map((share, i) => Math.abs(share - (alone?.[i] ?? NaN))));
}

/** Rows that have been trained are not trained again; each takes a minute or two, in a process of its own. */
async function figuresOf(name: RowName, seed: number) {
  const known = await keptFigures(name, seed);
  if (known) return known;
  const tool = ['tools/typescript.mjs', 'tools/train-pix2pix.ts', name, '--seed', String(seed)];
  spawnSync('node', [...tool, '--figures-only'], { cwd: root, stdio: 'inherit' });
  const figures = await keptFigures(name, seed);
  if (!figures) throw new Error(`"${name}" with seed ${seed} came to nothing`);
  return figures;
}
