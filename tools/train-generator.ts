/**
 * Trains the DCGAN with the paper's settings on the shipped digits and ships the average of its
 * generator, made smaller, in public/models/generator. (`npm run measure -- quality` measures such a run on
 * the way; `npm run measure -- shipped-generator` measures what was shipped.)
 *
 * usage: node tools/typescript.mjs tools/train-generator.ts [--steps 3000] [--rank 208]
 *   [--reuse]   ship the generator of the last run once more, with another rank perhaps
 */
import { parseArgs } from 'node:util';
import { createGenerator } from '@lib/models/dcgan';
import { averaging as dcganAveraging } from '@lib/models/dcgan-mnist';
import { Random } from '@lib/random';
import { loadShippedNetwork, quantiseNetwork } from '@lib/storage/quantised-weights';
import { StraightNetwork } from '@lib/nn/straight-network';
import { WeightAverage } from '@lib/nn/weight-average';
import { commandOf } from './lib/command';
import { presetLane, runDcgan } from './lib/dcgan-run';
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
const generator = createGenerator(new Random(0));
const trained = await loadShippedNetwork(filesIn(kept));
new StraightNetwork(generator).setWeights(trained.getWeights());
const training = JSON.parse(
  new TextDecoder().decode(await readBytes(kept, 'metadata.json')),
) as object;
const account = await shipGenerator({ generator, training, meter, rank: Number(values.rank) });
console.log(account);

async function train(): Promise<void> {
  const settings = presetLane('paper');
  const last = Number(values.steps);
  const command = commandOf('train-generator');
  let average: WeightAverage | undefined;
  await runDcgan({
    settings,
    digits: dataset,
    steps: last,
    async onStep({ generator, step }, trainingSeconds) {
      average ??= new WeightAverage(generator, { ...dcganAveraging, ...averaging });
      if (step % averaging.everySteps === 0) average.add();
      if (step > 0 && (step % 1000 === 0 || step === last)) {
        const account = { command, settings, steps: step };
        await keep(generator, average, { ...account, averaging, trainingSeconds });
      }
    },
  });
}

/** Write the generator as it stands in full, for shipping it now or with `--reuse`. */
async function keep(latest: StraightNetwork, average: WeightAverage, training: object) {
  average.calibrate();
  const averaged = average.network as StraightNetwork;
  const network = quantiseNetwork(await averaged.save(), () => 'float32');
  await writeModel(kept, network, {
    ...training,
    parameters: averaged.parameterCount,
    real: summarise(meter.floor),
    lastStep: summarise(await meter.measure(latest)),
    averaged: summarise(await meter.measure(averaged)),
  });
}
