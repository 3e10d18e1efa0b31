/**
 * Has both shipped discriminators judge the digit of MNIST that the cell of the fooled discriminators
 * opens with.
 *
 * usage: node tools/typescript.mjs tools/make-fool-opening.ts
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { foolControls } from '@components/cells/fool-discriminator/settings';
import { encodeHearing } from '@components/cells/fool-discriminator/stored-hearing';
import { JudgingSession } from '@lib/runtime/judging/session';
import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { filesIn, pretty, shippedFolder } from './lib/shipped-model';
import { root } from './lib/steps.mjs';

const session = new JudgingSession({
  activateBackend: activateWasm,
  loadNetwork: (name) => loadShippedNetwork(filesIn(`${shippedFolder}/${name}`)),
  loadFile: (name, file) => filesIn(`${shippedFolder}/${name}`)(file),
  loadDigits: loadShippedDigits,
});
const accounts = await session.open(null);
const { source, seed } = foolControls;
const image = await session.picture({ kind: source.default, seed: seed.default });
const judgement = await session.judge({ image, steps: [] });
const name = source.options.find(({ value }) => value === source.default)?.label ?? '';
const file = join(root, 'src/components/cells/fool-discriminator/opening.json');
await writeFile(file, await pretty(encodeHearing(name, judgement, accounts)));
