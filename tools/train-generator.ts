/**
 * Trains the DCGAN with the paper's settings on the shipped digits and ships the average of its
 * generator, made smaller, in public/models/generator.
 *
 * usage: node tools/typescript.mjs tools/train-generator.ts [--steps 6000] [--seed 2017] [--rank 208]
 *   [--reuse]   ship the generator of the last run once more, with another rank perhaps
 */
import { parseArgs } from 'node:util';
import type * as tf from '@tensorflow/tfjs';
import { presets } from '@components/cells/dcgan/controls';
import { createGenerator } from '@lib/models/dcgan';
import { Random } from '@lib/random';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { saveNetwork } from '@lib/training/saved-networks';
import { WeightAverage } from '@lib/training/weight-average';
import { runDcgan } from './lib/dcgan-run';
import { activateWasm, loadShippedDigits, readBytes } from './lib/node-backend';
import { createQualityMeter, summarise } from './lib/quality-meter';
import { shipGenerator } from './lib/ship-generator';
import { filesIn, writeModel } from './lib/shipped-model';

/** Where the trained generator is kept in full for `--reuse`. */
const kept = '.cache/generator';
/** The average takes the weights every so many steps, and the last fifty or so of these count. */
const averaging = { everySteps: 10, decay: 0.98 };

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '6000' },
    seed: { type: 'string', default: '2017' },
    rank: { type: 'string', default: '208' },
    reuse: { type: 'boolean', default: false },
  },
});

await activateWasm();
const dataset = await loadShippedDigits();
const meter = await createQualityMeter(dataset);
if (!values.reuse) await train();
const generator = (await loadShippedNetwork(filesIn(kept))) as tf.Sequential;
const training = JSON.parse(
  new TextDecoder().decode(await readBytes(kept, 'metadata.json')),
) as object;
const account = await shipGenerator({ generator, training, meter, rank: Number(values.rank) });
console.log(account);

async function train(): Promise<void> {
  const settings = { ...presets.paper.settings, seed: Number(values.seed) };
  const steps = Number(values.steps);
  let average: WeightAverage | undefined;
  let trainingSeconds = 0;
  const trainer = await runDcgan({
    settings,
    dataset,
    steps,
    onStep({ networks, step }, seconds) {
      average ??= new WeightAverage(networks.generator, averaging.decay);
      if (step % averaging.everySteps === 0) average.add();
      trainingSeconds = seconds;
    },
  });
  const averaged = createGenerator(new Random(settings.seed));
  average?.copyTo(averaged);
  await writeModel(
    kept,
    quantiseNetwork(await saveNetwork(averaged), () => 'float32'),
    {
      command: 'node tools/typescript.mjs tools/train-generator.ts',
      settings,
      steps,
      averaging,
      trainingSeconds,
      parameters: averaged.countParams(),
      real: summarise(meter.floor),
      lastStep: summarise(await meter.measure(trainer.networks.generator)),
      averaged: summarise(await meter.measure(averaged)),
    },
  );
  trainer.dispose();
  averaged.dispose();
}
