import { defaultSettings } from '@lib/controls';
import duel from '@components/cells/dcgan-duel/cell';
import { sharedValues } from '@components/cells/kit/share-link';
import { cellPlan } from '../lib/cell-plan';
import { type DigitGan, openDigits } from './library';
import type { Measurement, Values } from './measurement';

/** The last round that is looked at, as in the pictures that the cell opens with. */
const rounds = 300;

type Choices = Readonly<Record<string, string | number>>;

/** How far the two losses of G differ on the DCGAN, by the experiments of the text. */
export const dcganDuel: Measurement = {
  name: 'dcgan-duel',
  what: 'Saturating and non-saturating loss of the DCGAN after a head start of D: the ratio of G’s gradients.',
  minutes: 2,
  backend: 'wasm',
  settings: { ...defaultSettings(duel.declaration.controls), rounds },
  async run() {
    const digits = await openDigits();
    const begin = async (choices: Choices) => {
      const { lanes, headStart } = cellPlan(duel, sharedValues(choices));
      const gans = lanes.map((lane) => digits.open(lane)) as [DigitGan, DigitGan];
      for (const gan of gans) await gan.trainDiscriminator(headStart);
      return gans;
    };
    const ahead = await begin({});
    const adam = await begin({ optimizer: 'adam' });
    return {
      ahead: {
        first: await ratioAfter(ahead, 1),
        second: await ratioAfter(ahead, 1),
        last: await ratioAfter(ahead, rounds - 2),
      },
      adam: { first: await ratioAfter(adam, 1), last: await ratioAfter(adam, rounds - 1) },
      even: { first: await ratioAfter(await begin({ headStart: 0 }), 1) },
      far: { first: await ratioAfter(await begin({ headStart: 120 }), 1) },
    };
  },
};

/** D(G(z)) on both sides, and the gradients' ratio beside that of the logit's alone. */
async function ratioAfter(
  [saturating, nonSaturating]: [DigitGan, DigitGan],
  steps: number,
): Promise<Values> {
  const [one, other] = [await saturating.train(steps), await nonSaturating.train(steps)];
  const score = one['generatorScore'] ?? NaN;
  return {
    score,
    nonSaturatingScore: other['generatorScore'] ?? NaN,
    ratio: (other['generatorGradient'] ?? NaN) / (one['generatorGradient'] ?? NaN),
    expectedRatio: (1 - (other['generatorScore'] ?? NaN)) / score,
  };
}
