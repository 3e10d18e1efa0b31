/**
 * Trains the three networks of the rectifiers' cell with the cell's own defaults, and writes the moment
 * that the cell opens with. The same seed gives the same file.
 *
 * usage: node tools/typescript.mjs tools/make-rectifier-opening.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { installCpuKernels } from '@lib/backends/cpu/install';
import type { Lane } from '@lib/runtime/contest/protocol';
import { RectifierContender, rectifierNames } from '@lib/training/rectifier-contender';
import { appendPoints } from '@components/charts/series';
import { emptyCurves, pointOf } from '@components/cells/leaky-relu/measures';
import { contestOf, defaults } from '@components/cells/leaky-relu/settings';
import { root } from './lib/steps.mjs';

/** Far enough that two of the networks have learned something, and the one with ReLU hardly anything. */
const steps = 1000;
/** Steps between two looks: enough of them for a curve. */
const interval = 20;

await tf.setBackend('cpu');
installCpuKernels();
const settings = contestOf(defaults);
if (settings.kind !== 'plane') throw new Error('the cell opens with small networks');
const contenders = rectifierNames.map((rectifier) => ({
  rectifier,
  contender: new RectifierContender(rectifier, settings),
}));
let curves = emptyCurves;
let lanes: readonly Lane[] = [];
for (let step = 1; step <= steps; step++) {
  for (const { contender } of contenders) await contender.step();
  if (step % interval > 0) continue;
  lanes = await Promise.all(
    contenders.map(async ({ rectifier, contender }) => {
      return { rectifier, view: await contender.look(), hasDiverged: false };
    }),
  );
  curves = appendPoints(curves, [pointOf({ step, lanes })]);
}
const opening = {
  seed: settings.seed,
  step: steps,
  views: Object.fromEntries(lanes.map(({ rectifier, view }) => [rectifier, view])),
  steps: curves.steps,
  values: curves.values,
};
const file = join(root, 'src', 'components', 'cells', 'leaky-relu', 'opening.json');
await writeFile(file, `${JSON.stringify(opening, shortened)}\n`);

/** As much as a picture shows. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(4)) : value;
}
