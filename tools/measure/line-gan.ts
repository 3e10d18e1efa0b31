import { defaultSettings } from '@lib/controls';
import type { ToySettings } from '@lib/models/toy-settings';
import { laneOf, lineControls, type LineSettings } from '@components/cells/line-gan/controls';
import { activateCpu, openSmallGan } from './library';
import { bySeed, mean, type Measurement, type Values } from './measurement';

const seeds = [1, 2, 3];
const steps = 3000;
/** Looks in the last thousand steps, whose mean is taken: the numbers go up and down. */
const looks = 10;

const experiments: Readonly<Record<string, Partial<LineSettings>>> = {
  onePeak: {},
  twoPeaks: { data: 'two-peaks' },
  weak: { discriminatorLearningRate: 0.0001, discriminatorSteps: 1 },
};

/** The experiments with the GAN on the line. */
export const lineGan: Measurement = {
  name: 'line-gan',
  what: 'The GAN on the line: JS divergence from the data and D’s accuracy, over the last 1,000 steps.',
  minutes: 0.5,
  backend: 'cpu',
  settings: { ...(laneOf(defaultSettings(lineControls)) as ToySettings), seeds, steps, looks },
  async run() {
    await activateCpu();
    const values: Record<string, Values> = {};
    for (const [name, changes] of Object.entries(experiments)) {
      values[name] = bySeed(
        seeds.map((seed) => {
          const settings = { ...defaultSettings(lineControls), ...changes, seed };
          const gan = openSmallGan(laneOf(settings));
          gan.train(steps - 1000);
          const seen = Array.from({ length: looks }, () => {
            gan.train(1000 / looks);
            return { divergence: gan.divergence(), accuracy: gan.numbers['accuracy'] ?? NaN };
          });
          gan.dispose();
          return {
            divergence: mean(seen.map(({ divergence }) => divergence)),
            accuracy: mean(seen.map(({ accuracy }) => accuracy)),
          };
        }),
      );
    }
    return values;
  },
};
