/**
 * Trains the cells' comparisons of two DCGANs with their own defaults, and writes what they open with:
 * the pictures of both and their last numbers. The same seed gives the same files.
 *
 * usage: node tools/typescript.mjs tools/make-comparison-openings.ts [element …]
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { defaultSettings } from '@lib/controls';
import { DcganLane, laneGrid } from '@lib/runtime/comparison/lane';
import type { ComparisonRound } from '@lib/runtime/comparison/protocol';
import type { ComparisonPlan } from '@components/cells/comparison/comparison';
import { pointOf } from '@components/cells/comparison/measures';
import { ablations } from '@components/cells/ablations/ablations';
import { normalization } from '@components/cells/batch-normalization/normalization';
import { duel } from '@components/cells/dcgan-duel/duel';
import { encode } from 'fast-png';
import { activateWasm, loadShippedDigits } from './lib/node-backend';
import { root } from './lib/steps.mjs';

/** Each with the folder of its cell, and steps enough for a difference that is seen. */
const openings = [
  { comparison: duel, folder: 'dcgan-duel', steps: 300 },
  { comparison: ablations, folder: 'ablations', steps: 400 },
  { comparison: normalization, folder: 'batch-normalization', steps: 300 },
] as const;

const wanted = process.argv.slice(2);
await activateWasm();
const dataset = await loadShippedDigits();
for (const { comparison, folder, steps } of openings) {
  if (wanted.length > 0 && !wanted.includes(comparison.element)) continue;
  await make(comparison, join(root, 'src', 'components', 'cells', folder), steps);
}

async function make(comparison: ComparisonPlan, folder: string, steps: number): Promise<void> {
  const values = defaultSettings(comparison.controls);
  const lanes = comparison.lanesOf(values).map((plan) => new DcganLane(plan, dataset));
  const headStart = comparison.headStartOf?.(values) ?? 0;
  for (const lane of lanes) {
    for (let i = 0; i < headStart; i++) await lane.stepDiscriminator();
  }
  let round: ComparisonRound = { step: 0, lanes: [] };
  for (let step = 1; step <= steps; step++) {
    const numbers = [];
    for (const lane of lanes) numbers.push(await lane.step());
    round = { step, lanes: numbers };
    if (step % 50 === 0) console.log(`${comparison.element}: ${step} of ${steps}`);
  }
  for (const [i, lane] of lanes.entries()) {
    const { pixels } = await lane.samples();
    const side = laneGrid * 28;
    const png = encode({ width: side, height: side, data: pixels, channels: 1, depth: 8 });
    await writeFile(join(folder, `opening-${i}.png`), png);
    lane.dispose();
  }
  const latest = Object.fromEntries(
    Object.entries(pointOf(round)).map(([name, value]) => [name, Number(value.toPrecision(3))]),
  );
  const opening = { seed: Number(values['seed']), headStart, latest };
  await writeFile(join(folder, 'opening.json'), `${JSON.stringify(opening, null, 2)}\n`);
}
