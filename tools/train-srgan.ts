/**
 * Trains SRResNet by the squared error alone, then SRGAN from it, on 8,500 of the shipped images, and
 * judges both on the other 1,500. Writes the networks, quantised, with an account of each.
 *
 * usage: node tools/typescript.mjs tools/train-srgan.ts [--seed 1] [--pretraining 500] [--rounds 320]
 *   [--layer low|high|pixels] [--weight 0.003] [--rate 0.0001]
 *   [--start scratch|srresnet|shipped]  srresnet: the GAN alone, from the shipped SRResNet
 *   [--report 250]              rounds between two measurements
 *   [--minutes 60]              after which it ends, wherever it is
 *   [--out public/models/srgan] below the project's folder
 */
import { parseArgs } from 'node:util';
import type { SrganSettings } from '@lib/models/srgan';
import { srganDefaults } from '@lib/models/srgan-settings';
import { commandOf } from './lib/command';
import { activateWasm } from './lib/node-backend';
import { shippedFolder } from './lib/shipped-model';
import { trainSrgan } from './lib/srgan-run';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(srganDefaults.seed) },
    pretraining: { type: 'string', default: String(srganDefaults.pretraining) },
    rounds: { type: 'string', default: String(srganDefaults.rounds) },
    layer: { type: 'string', default: srganDefaults.contentLayer },
    weight: { type: 'string', default: String(srganDefaults.adversarialWeight) },
    rate: { type: 'string', default: String(srganDefaults.adversarialRate) },
    start: { type: 'string', default: 'scratch' },
    report: { type: 'string', default: '250' },
    minutes: { type: 'string', default: '60' },
    out: { type: 'string', default: `${shippedFolder}/srgan` },
  },
});

await activateWasm();
await trainSrgan({
  settings: {
    ...srganDefaults,
    start: values.start as SrganSettings['start'],
    pretraining: Number(values.pretraining),
    rounds: Number(values.rounds),
    contentLayer: values.layer as SrganSettings['contentLayer'],
    adversarialWeight: Number(values.weight),
    adversarialRate: Number(values.rate),
    seed: Number(values.seed),
  },
  out: values.out,
  command: commandOf('train-srgan'),
  report: Number(values.report),
  minutes: Number(values.minutes),
});
