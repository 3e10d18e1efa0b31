/** What the trainer of StackGAN's networks says of them. */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encode } from 'fast-png';
import { birdSide, createBirds, drawBird, enlargeBirds, shrinkBirds } from '@lib/data/birds';
import { slots, valueCount } from '@lib/data/bird-words';
import { concatenate } from '@lib/data/concatenate';
import { slotAccuracies } from '@lib/metrics/caption-match';
import { readBirds } from '@lib/models/bird-classifier';
import { readCaptions } from '@lib/models/caption-encoder';
import {
  drawCaptions,
  drawClaims,
  type JudgedNetworks,
  type Judgement,
} from '@lib/models/stackgan-judge';
import type { Network } from '@lib/nn/network';
import { root } from './steps.mjs';

/** Held-out captions read rightly in every slot, left-out ones included. */
export async function encoderAccuracy(encoder: Network) {
  const { captions, claims } = drawClaims({ count: 2000, seed: 11, heldOut: true });
  const readings = await readCaptions(encoder, captions);
  const isRight = claims.map(({ said, states }, i) =>
    slots.every((slot) => {
      const expected = states.includes(slot) ? said[slot] : valueCount(slot);
      return readings[i]?.[slot].value === expected;
    }),
  );
  return { heldOutCaptions: isRight.filter(Boolean).length / isRight.length };
}

/** True birds, sharp, and shrunk and enlarged: the most that Stage-I could reach. */
export async function classifierAccuracy(classifier: Network) {
  const birds = createBirds({ count: 1000, seed: 12, heldOut: true });
  const claims = birds.map(({ attributes }) => ({ said: attributes, states: slots }));
  const sharp = concatenate(birds.map(drawBird));
  const blocky = enlargeBirds(shrinkBirds(sharp));
  return {
    sharp: slotAccuracies(claims, await readBirds(classifier, sharp)),
    shrunk: slotAccuracies(claims, await readBirds(classifier, blocky)),
  };
}

/** A judgement as a few short lines. */
export function inPercent({ one, two, repairs, following }: Judgement): string {
  const rows = { one, two, mended: repairs.mended, broken: repairs.broken, following };
  return Object.entries(rows)
    .map(([name, shares]) => {
      const numbers = slots.map((slot) => `${slot} ${(100 * shares[slot]).toFixed(1)}`);
      return `  ${name}: ${numbers.join(', ')}`;
    })
    .join('\n');
}

/** Eight captions in columns: Stage-I above Stage-II, three times by other chance. */
export async function drawBirdSheet(file: string, networks: JudgedNetworks): Promise<void> {
  const { captions } = drawClaims({ count: 8, seed: 3, heldOut: true });
  const columns = captions.length;
  const rows: Uint8Array[] = [];
  for (const seed of [1, 2, 3]) {
    const { small, large } = await drawCaptions(networks, captions, { seed, isAugmented: true });
    rows.push(enlargeBirds(small), large);
  }
  const [width, height] = [columns * birdSide, rows.length * birdSide];
  const data = new Uint8Array(width * height * 3);
  const line = birdSide * 3;
  rows.forEach((images, row) => {
    for (let i = 0; i < columns * birdSide; i++) {
      const [column, y] = [Math.floor(i / birdSide), i % birdSide];
      const target = ((row * birdSide + y) * width + column * birdSide) * 3;
      data.set(images.subarray(i * line, (i + 1) * line), target);
    }
  });
  const target = join(root, file);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, encode({ width, height, data, channels: 3, depth: 8 }));
  console.log(captions.join('\n'));
}
