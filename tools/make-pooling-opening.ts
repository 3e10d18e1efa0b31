/**
 * Classifies the digit of MNIST that the cell of global average pooling opens with, one that the
 * classifier was not trained on.
 *
 * usage: node tools/typescript.mjs tools/make-pooling-opening.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { poolingControls } from '@components/cells/average-pooling/settings';
import { encodeReading } from '@components/cells/average-pooling/stored-reading';
import { ActivationSession } from '@lib/runtime/activation/session';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { filesIn, pretty, shippedFolder } from './lib/shipped-model';
import { root } from './lib/steps.mjs';

const session = new ActivationSession({
  activateBackend: activateWasm,
  loadClassifier: () => loadShippedNetwork(filesIn(`${shippedFolder}/digit-classifier`)),
  loadDigits: loadShippedDigits,
});
await session.open();
const digit = await session.digit(poolingControls.seed.default);
const activation = await session.read(digit.image);
console.log(`a ${digit.label}, to the classifier:`, [...activation.probabilities]);
const file = join(root, 'src/components/cells/average-pooling/opening.json');
await writeFile(file, await pretty(encodeReading(digit, activation)));
