/**
 * Trains the DCGAN with the paper's settings on the shipped digits and ships the average of its
 * generator, made smaller, in public/models/generator. (`npm run measure -- quality` measures such a run on
 * the way; `npm run measure -- shipped-generator` measures what was shipped.)
 *
 * usage: node tools/typescript.mjs tools/train-generator.ts [--steps 3000] [--rank 208]
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
    steps: { type: 'string', default: '3000' },
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
  const { settings } = presets.paper;
  const last = Number(values.steps);
  const command = 'node tools/typescript.mjs tools/train-generator.ts';
  let average: WeightAverage | undefined;
  const trainer = await runDcgan({
    settings,
    dataset,
    steps: last,
    async onStep(trainer, trainingSeconds) {
      const { networks, step } = trainer;
      average ??= new WeightAverage(networks.generator, averaging.decay);
      if (step % averaging.everySteps === 0) average.add();
      if (step > 0 && (step % 1000 === 0 || step === last)) {
        const account = { command: `${command} --steps ${step}`, settings, steps: step };
        await keep(networks.generator, average, { ...account, averaging, trainingSeconds });
      }
    },
  });
  trainer.dispose();
}

/** Write the generator as it stands in full, for shipping it now or with `--reuse`. */
async function keep(latest: tf.Sequential, average: WeightAverage, training: object) {
  const averaged = createGenerator(new Random(0));
  average.copyTo(averaged);
  const network = quantiseNetwork(await saveNetwork(averaged), () => 'float32');
  await writeModel(kept, network, {
    ...training,
    parameters: averaged.countParams(),
    real: summarise(meter.floor),
    lastStep: summarise(await meter.measure(latest)),
    averaged: summarise(await meter.measure(averaged)),
  });
  averaged.dispose();
}
