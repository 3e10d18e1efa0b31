import { defaultSettings } from '@lib/controls';
import { duel } from '@components/cells/dcgan-duel/duel';
import { type DigitGan, openDigits } from './library';
import type { Measurement, Values } from './measurement';

/** Rounds of both GANs after the head start. */
const rounds = 300;
/** Rounds until the moving statistics, which the images are drawn with, have settled. */
const settling = 50;

const experiments: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  ahead: {},
  even: { headStart: 0 },
  far: { headStart: 120 },
  adam: { optimizer: 'adam' },
};

/** How far the two losses of G differ on the DCGAN, by the experiments of the text. */
export const dcganDuel: Measurement = {
  name: 'dcgan-duel',
  what: 'Saturating and non-saturating loss of the DCGAN: G’s first gradient, and how much its images change.',
  minutes: 5,
  backend: 'wasm',
  settings: { ...defaultSettings(duel.controls), rounds, settling },
  async run() {
    const digits = await openDigits();
    const values: Record<string, Values> = {};
    for (const [name, changes] of Object.entries(experiments)) {
      console.log(name);
      const settings = { ...defaultSettings(duel.controls), ...changes };
      const gans = duel.lanesOf(settings).map(digits.open) as [DigitGan, DigitGan];
      for (const gan of gans) await gan.trainDiscriminator(Number(settings.headStart));
      const [saturating, nonSaturating] = [await gans[0].train(1), await gans[1].train(1)];
      const score = saturating.generatorScore;
      for (const gan of gans) await gan.train(settling - 1);
      const starts = [await gans[0].images(), await gans[1].images()];
      for (const gan of gans) await gan.train(rounds - settling);
      values[name] = {
        score,
        ratio: nonSaturating.generatorGradient / saturating.generatorGradient,
        expectedRatio: (1 - score) / score,
        change: {
          saturating: changeOf(starts[0], await gans[0].images()),
          nonSaturating: changeOf(starts[1], await gans[1].images()),
        },
      };
      for (const gan of gans) gan.dispose();
    }
    return values;
  },
};

/** Mean absolute difference of a pixel, in grey levels from 0 to 255. */
function changeOf(from: Uint8Array = new Uint8Array(), to: Uint8Array): number {
  return to.reduce((sum, value, i) => sum + Math.abs(value - (from[i] ?? NaN)), 0) / to.length;
}
