import { defaultSettings } from '@lib/controls';
import { duel } from '@components/cells/dcgan-duel/duel';
import { type DigitGan, openDigits } from './library';
import type { Measurement, Values } from './measurement';

/** Rounds of both GANs after the head start, where more than the first one is asked for. */
const rounds = 300;
/** Rounds until the moving statistics, which the images are drawn with, have settled. */
const settling = 50;

type Choices = Readonly<Record<string, string | number>>;

const experiments: Readonly<Record<string, Choices>> = {
  ahead: {},
  even: { headStart: 0 },
  adam: { optimizer: 'adam' },
};
/** Of which the first round says all. */
const far: Choices = { headStart: 120 };

/** How far the two losses of G differ on the DCGAN, by the experiments of the text. */
export const dcganDuel: Measurement = {
  name: 'dcgan-duel',
  what: 'Saturating and non-saturating loss of the DCGAN: the ratio of G’s gradients, and how much the images change.',
  minutes: 5,
  backend: 'wasm',
  settings: { ...defaultSettings(duel.controls), rounds, settling },
  async run() {
    const digits = await openDigits();
    const begin = async (choices: Choices) => {
      const settings = { ...defaultSettings(duel.controls), ...choices };
      const gans = duel.lanesOf(settings).map(digits.open) as [DigitGan, DigitGan];
      for (const gan of gans) await gan.trainDiscriminator(Number(settings.headStart));
      return gans;
    };
    const values: Record<string, Values> = {};
    for (const [name, choices] of Object.entries(experiments)) {
      console.log(name);
      const gans = await begin(choices);
      const first = await ratioAfter(gans, 1);
      const second = await ratioAfter(gans, 1);
      await ratioAfter(gans, settling - 2);
      const starts = [await gans[0].images(), await gans[1].images()];
      const last = await ratioAfter(gans, rounds - settling);
      const change = {
        saturating: changeOf(starts[0], await gans[0].images()),
        nonSaturating: changeOf(starts[1], await gans[1].images()),
      };
      values[name] = { first, second, last, change };
      for (const gan of gans) gan.dispose();
    }
    values['far'] = { first: await ratioAfter(await begin(far), 1) };
    return values;
  },
};

/** D(G(z)) on the saturating side, and the gradients' ratio beside that of the logit's alone. */
async function ratioAfter([saturating, nonSaturating]: [DigitGan, DigitGan], steps: number) {
  const [one, other] = [await saturating.train(steps), await nonSaturating.train(steps)];
  return {
    score: one.generatorScore,
    ratio: other.generatorGradient / one.generatorGradient,
    expectedRatio: (1 - other.generatorScore) / one.generatorScore,
  };
}

/** Mean absolute difference of a pixel, in grey levels from 0 to 255. */
function changeOf(from: Uint8Array = new Uint8Array(), to: Uint8Array): number {
  return to.reduce((sum, value, i) => sum + Math.abs(value - (from[i] ?? NaN)), 0) / to.length;
}
