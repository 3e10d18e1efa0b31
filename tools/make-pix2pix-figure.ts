/**
 * Draws the figure of results of the page of pix2pix by the shipped networks: inputs, L1 alone, L1 with
 * D, and true pictures, four columns of textures
 * beside four of digits.
 *
 * usage: node tools/typescript.mjs tools/make-pix2pix-figure.ts
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { drawTexture, drawLabelMap, textureSide as side } from '@lib/data/textures';
import { toBytes } from '@lib/data/image-grid';
import {
  allSkips,
  type Pix2pixPicture,
  type Pix2pixSamples,
  type Pix2pixSettings,
} from '@lib/models/pix2pix-settings';
import type { Family } from '@lib/models/family';
import { family as textures } from '@lib/models/pix2pix';
import { family as outlines } from '@lib/models/pix2pix-outlines';
import { Random } from '@lib/random';
import { AdversarialTrainer } from '@lib/training/adversarial-trainer';
import { loadFamilyData } from './lib/family-data';
import { activateWasm } from './lib/node-backend';
import { type RowName, settingsOf } from './lib/pix2pix-run';
import { root } from './lib/steps.mjs';

const file = 'src/components/figures/stills/pix2pix-results.png';
const rowsOfTask = 4;
/** Of the maps and of the dropout. */
const seed = 3;
const gap = 2;
const size = side ** 2;
/** Of the classes, as the pad has them. */
const colors = [
  [47, 111, 176],
  [217, 131, 36],
  [63, 143, 95],
  [168, 82, 143],
] as const;

type Color = readonly [number, number, number];
const greys = (bytes: Uint8Array): Color[] => [...bytes].map((byte) => [byte, byte, byte]);
/** With twice the contrast, as the cell shows textures. */
const stretched = (bytes: Uint8Array) =>
  greys(new Uint8Array(Uint8ClampedArray.from(bytes, (byte) => 2 * (byte - 127.5) + 127.5).buffer));

async function open(family: typeof textures, row: RowName) {
  const settings: Pix2pixSettings = { ...settingsOf(row, 1), start: 'shipped' };
  const data = await loadFamilyData(family as Family<unknown>, [settings]);
  return new AdversarialTrainer<Pix2pixSettings>({ family, settings, data });
}

async function drawn(trainer: AdversarialTrainer<Pix2pixSettings>, input: Uint8Array) {
  const view = { input, skips: allSkips, hasDropout: true, seed, draws: 1 };
  return ((await trainer.picture(view)) as Pix2pixPicture).pictures;
}

await activateWasm();
const rows: Color[][][] = [];
const [textureL1, textureGan] = [await open(textures, 'l1'), await open(textures, 'cgan10')];
const random = new Random(seed);
for (let i = 0; i < rowsOfTask; i++) {
  const map = drawLabelMap(random);
  rows.push([
    [...map].map((textureClass) => colors[textureClass] ?? [0, 0, 0]),
    stretched(await drawn(textureL1, map)),
    stretched(await drawn(textureGan, map)),
    stretched(toBytes(drawTexture(map, random))),
  ]);
}
const [digitL1, digitGan] = [
  await open(outlines, 'outlinesL1'),
  await open(outlines, 'outlinesCgan'),
];
const { inputs, truths } = outlines.info?.([digitL1.context]) as Pix2pixSamples;
for (let i = 0; i < rowsOfTask; i++) {
  const input = inputs.slice(i * size, (i + 1) * size);
  rows.push([
    greys(input.map((value) => 255 * value)),
    greys(await drawn(digitL1, input)),
    greys(await drawn(digitGan, input)),
    greys(truths.slice(i * size, (i + 1) * size)),
  ]);
}

const pitch = side + gap;
/** Textures stand left, digits right. */
const between = 4 * gap;
const columns = 8;
const width = columns * pitch - gap + between;
const height = rowsOfTask * pitch - gap;
const data = new Uint8Array(4 * width * height);
rows.forEach((pictures, row) => {
  const block = Math.floor(row / rowsOfTask);
  pictures.forEach((picture, column) => {
    picture.forEach((color, at) => {
      const y = (row % rowsOfTask) * pitch + Math.floor(at / side);
      const x = (4 * block + column) * pitch + block * between + (at % side);
      data.set([...color, 255], 4 * (y * width + x));
    });
  });
});
await mkdir(dirname(join(root, file)), { recursive: true });
await writeFile(join(root, file), encode({ width, height, data, channels: 4 }));
console.log(file);
