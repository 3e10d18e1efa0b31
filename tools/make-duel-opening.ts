/**
 * Runs the duel of the two generator losses with the cell's own defaults for a few rounds, and writes
 * the moment that the cell opens with. The same seed gives the same file.
 *
 * usage: node tools/typescript.mjs tools/make-duel-opening.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { defaultSettings } from '@lib/controls';
import { installCpuKernels } from '@lib/backends/cpu/install';
import { picture } from '@lib/runtime/toy/lane-view';
import { ToyTrainer } from '@lib/training/toy-trainer';
import { duelControls, lanesOf } from '@components/cells/loss-duel/controls';
import { duelView, numbersOf } from '@components/cells/loss-duel/measures';
import { root } from './lib/steps.mjs';

/** Far enough that one side has moved. */
const rounds = 200;

await tf.setBackend('cpu');
installCpuKernels();
const settings = defaultSettings(duelControls);
const trainers = lanesOf(settings).map((lane) => new ToyTrainer({ settings: lane }));
for (const trainer of trainers) {
  for (let i = 0; i < settings.headStart; i++) trainer.stepDiscriminator();
}
const [first] = trainers as [ToyTrainer, ToyTrainer];
const start = first.probe.sample(duelView.points);
for (const trainer of trainers) trainer.train(rounds);
const lanes = trainers.map((trainer) => {
  const { points, outputs } = picture(trainer, { ...duelView, mapCells: 20 });
  return { points: [...points].map(rounded), outputs: [...outputs].map(rounded) };
});
const opening = {
  seed: settings.seed,
  discriminatorUpdates: first.metrics.discriminatorUpdates,
  real: [...first.probe.real(300)].map(rounded),
  start: [...start].map(rounded),
  lanes,
  latest: Object.fromEntries(
    Object.entries(numbersOf(trainers) ?? {}).map(([name, value]) => [
      name,
      Number(value.toPrecision(3)),
    ]),
  ),
};
const file = join(root, 'src', 'components', 'cells', 'loss-duel', 'opening.json');
await writeFile(file, `${JSON.stringify(opening)}\n`);

/** As much as a picture shows. */
function rounded(value: number): number {
  return Number(value.toFixed(2));
}
