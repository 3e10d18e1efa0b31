import { defaultSettings } from '@lib/controls';
import { duelControls, type DuelSettings, lanesOf } from '@components/cells/loss-duel/controls';
import { meanShift } from '@components/cells/loss-duel/picture';
import { activateCpu, openSmallGan, type SmallGan } from './library';
import type { Measurement, Values } from './measurement';

/** Rounds of both GANs after the head start. */
const rounds = 200;
const points = 300;

const experiments: Readonly<Record<string, Partial<DuelSettings>>> = {
  ahead: {},
  even: { headStart: 0 },
  far: { headStart: 3000 },
  adam: { optimizer: 'adam' },
};

/** How far the two losses of G differ in the plane, by the experiments of the text. */
export const lossDuel: Measurement = {
  name: 'loss-duel',
  what: 'Saturating and non-saturating loss in the plane: G’s first gradient, and how far its points move.',
  minutes: 0.3,
  backend: 'cpu',
  settings: { ...defaultSettings(duelControls), rounds, points },
  async run() {
    await activateCpu();
    const values: Record<string, Values> = {};
    for (const [name, changes] of Object.entries(experiments)) {
      const settings = { ...defaultSettings(duelControls), ...changes };
      const gans = lanesOf(settings).map((lane) => openSmallGan(lane)) as [SmallGan, SmallGan];
      for (const gan of gans) gan.trainDiscriminator(settings.headStart);
      const starts = gans.map((gan) => gan.points(points).slice());
      for (const gan of gans) gan.train(1);
      const [saturating, nonSaturating] = gans.map(({ numbers }) => numbers) as [Numbers, Numbers];
      const { generatorScore: score = NaN, generatorGradient: least = NaN } = saturating;
      const { generatorGradient: most = NaN } = nonSaturating;
      for (const gan of gans) gan.train(rounds - 1);
      const shifts = gans.map((gan, i) => meanShift(starts[i] ?? [], gan.points(points)));
      values[name] = {
        score,
        ratio: most / least,
        expectedRatio: (1 - score) / score,
        shift: { saturating: shifts[0] ?? NaN, nonSaturating: shifts[1] ?? NaN },
      };
      for (const gan of gans) gan.dispose();
    }
    return values;
  },
};

type Numbers = SmallGan['numbers'];
