import { loadShippedNetwork } from '@lib/storage/quantised-weights';
import { readBytes } from '../lib/node-backend';
import { createQualityMeter, measuredCount, summarise } from '../lib/quality-meter';
import { filesIn, shippedFolder } from '../lib/shipped-model';
import { openDigits } from './library';
import type { Measurement } from './measurement';
import { writeQuality } from './readme';

const folder = `${shippedFolder}/generator`;

/** What `tools/train-generator.ts` says of the network that it shipped. */
interface Account {
  readonly steps: number;
  /** Of the network that was trained, moving statistics included. */
  readonly parameters: number;
  readonly lastStep: ReturnType<typeof summarise>;
  readonly averaged: ReturnType<typeof summarise>;
  readonly compact: { readonly rank: number; readonly bytes: number };
  readonly factorised: ReturnType<typeof summarise>;
}

/** How good the generator is that the space of z opens with, and what became of the one that was trained. */
export const shippedGenerator: Measurement = {
  name: 'shipped-generator',
  what: 'The shipped generator, an average of weights, factorised and quantised, beside the one that was trained.',
  minutes: 1,
  backend: 'wasm',
  settings: { imagesMeasured: measuredCount },
  async run() {
    const { dataset } = await openDigits();
    const meter = await createQualityMeter(dataset);
    const generator = await loadShippedNetwork(filesIn(folder));
    const text = new TextDecoder().decode(await readBytes(folder, 'metadata.json'));
    const { steps, parameters, lastStep, averaged, compact, factorised } = JSON.parse(
      text,
    ) as Account;
    return {
      ...summarise(await meter.measure(generator)),
      parameters: generator.parameterCount,
      rank: compact.rank,
      bytes: compact.bytes,
      real: summarise(meter.floor).frechetDistance,
      /** From the training's own account; only what was shipped can be measured again without it. */
      training: {
        ...{ steps, parameters },
        lastStep: lastStep.frechetDistance,
        averaged: averaged.frechetDistance,
        factorised: factorised.frechetDistance,
      },
    };
  },
  afterwards: writeQuality,
};
