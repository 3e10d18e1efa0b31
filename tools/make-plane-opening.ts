/**
 * Trains the laboratory's GAN with the cell's own defaults for some rounds, and writes the moment that
 * the cell opens with. The same seed gives the same file.
 *
 * usage: node tools/typescript.mjs tools/make-plane-opening.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { defaultSettings } from '@lib/controls';
import { installCpuKernels } from '@lib/backends/cpu/install';
import { compare, createComparison, picture } from '@lib/runtime/toy/lane-view';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { planeControls, toySettingsOf } from '@components/cells/plane-gan/controls';
import { viewOf } from '@components/cells/plane-gan/moment';
import { root } from './lib/steps.mjs';

/** Learned in part: some modes found, others not yet. */
const rounds = 300;
/** Less than a running cell shows, since it travels with the page. */
const view = { ...viewOf({ map: true, arrows: true, lattice: true }), points: 200, mapCells: 16, arrows: 24, latticeSteps: 8 }; // prettier-ignore

await tf.setBackend('cpu');
installCpuKernels();
const trainer = new ToyTrainer({ settings: toySettingsOf(defaultSettings(planeControls)) });
trainer.train(rounds);
const { points, outputs, boundary, arrows, lattice, metrics } = picture(trainer, view);
const comparison = createComparison(trainer);
const moment = {
  real: [...trainer.probe.real(200)],
  points: [...points],
  outputs: [...outputs],
  boundary,
  arrows: { points: [...arrows.points], arrows: [...arrows.arrows] },
  lattice: [...lattice],
  noiseDimension: 2,
  metrics,
  modeCount: trainer.distribution.modes.length,
  floor: comparison.floor,
  comparison: compare(trainer, comparison),
};
const file = join(root, 'src', 'components', 'cells', 'plane-gan', 'opening.json');
await writeFile(file, `${JSON.stringify(moment, shortened)}\n`);

/** Two or three digits, which are as many as a picture shows. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(Math.abs(value) < 0.1 ? 3 : 2)) : value;
}
