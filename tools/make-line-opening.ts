/**
 * Trains the GAN on the line with the cell's own defaults for a few rounds, and writes the moment that
 * the cell opens with. The same seed gives the same file.
 *
 * usage: node tools/typescript.mjs tools/make-line-opening.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { format } from 'prettier';
import { defaultSettings } from '@lib/controls';
import { installCpuKernels } from '@lib/backends/cpu/install';
import { compare, createComparison, picture, toyComparisonGrid } from '@lib/runtime/toy/lane-view';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { lineControls, toySettingsOf } from '@components/cells/line-gan/controls';
import { lineView, snapshotOf } from '@components/cells/line-gan/snapshot';
import { root } from './lib/steps.mjs';

/** Learned in part: the generator is on its way, and D shows it where to go. */
const rounds = 60;

await tf.setBackend('cpu');
installCpuKernels();
const settings = defaultSettings(lineControls);
const trainer = new ToyTrainer({ settings: toySettingsOf(settings) });
trainer.train(rounds);
const comparison = createComparison(trainer);
const density = trainer.distribution.mixture.cellProbabilities(toyComparisonGrid(1));
const frame = { ...picture(trainer, lineView), comparison: compare(trainer, comparison) };
const snapshot = snapshotOf({ density, floor: comparison.floor }, frame, null);
const file = join(root, 'src', 'components', 'cells', 'line-gan', 'opening.json');
const text = JSON.stringify({ seed: settings.seed, snapshot }, shortened);
await writeFile(file, await format(text, { parser: 'json', printWidth: 100 }));

/** Five digits are more than a picture shows. */
function shortened(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toPrecision(5)) : value;
}
