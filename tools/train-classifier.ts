/**
 * Trains the digit classifier on 8,500 of the shipped images, judges it on the other 1,500, and
 * writes it, quantised, to public/models/digit-classifier.
 *
 * usage: node tools/typescript.mjs tools/train-classifier.ts [--seed 1] [--epochs 16]
 */
import { parseArgs } from 'node:util';
import { heldOutCount, splitSeed, splitShippedDigits } from '@lib/data/digit-split';
import { accuracyOf, classifyDigits } from '@lib/metrics/classify';
import { type ClassifierSettings, ClassifierTrainer } from '@lib/training/classifier-trainer';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import type { StraightNetwork } from '@lib/nn/straight-network';
import { commandOf } from './lib/command';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { filesIn, shippedFolder, writeModel } from './lib/shipped-model';

const folder = `${shippedFolder}/digit-classifier`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '16' },
  },
});

const settings: ClassifierSettings = {
  seed: Number(values.seed),
  epochs: Number(values.epochs),
  batchSize: 64,
  learningRate: 3e-3,
  distortions: { shift: 2, rotation: 12, scale: 0.12, shear: 0.15 },
};

await activateWasm();
const { training, heldOut } = splitShippedDigits(await loadShippedDigits());

const accuracyOn = async (classifier: StraightNetwork) =>
  accuracyOf(await classifyDigits({ classifier, images: heldOut.images }), heldOut.labels);

const began = performance.now();
const trainer = new ClassifierTrainer({ settings, dataset: training });
const stepsPerEpoch = trainer.totalSteps / settings.epochs;
let losses = 0;
while (trainer.step < trainer.totalSteps) {
  const { step, loss } = await trainer.trainStep();
  losses += loss;
  if (step % stepsPerEpoch !== 0) continue;
  const seconds = Math.round((performance.now() - began) / 1000);
  const mean = (losses / stepsPerEpoch).toFixed(4);
  console.log(`epoch ${step / stepsPerEpoch}: mean loss ${mean}, ${seconds} s`);
  losses = 0;
}
const trainingSeconds = Math.round((performance.now() - began) / 1000);

const accuracyBefore = await accuracyOn(trainer.network);
const shipped = quantiseNetwork(await trainer.network.save(), ({ shape }) =>
  shape.length > 1 ? 'uint8' : 'float32',
);
const metadata = {
  command: commandOf('train-classifier'),
  settings,
  split: { seed: splitSeed, training: training.count, heldOut: heldOutCount },
  parameters: trainer.network.parameterCount,
  bytes: shipped.weights.length,
  heldOutAccuracy: { trained: accuracyBefore, shipped: 0 },
  trainingSeconds,
};
await writeModel(folder, shipped, metadata);
metadata.heldOutAccuracy.shipped = await accuracyOn(await loadShippedNetwork(filesIn(folder)));
await writeModel(folder, shipped, metadata);
console.log(metadata);
