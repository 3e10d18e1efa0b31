import { presets } from '@components/cells/dcgan-cell/controls';
import { presetLane } from '../lib/dcgan-run';
import { openDigits } from './library';
import { bySeed, type Measurement } from './measurement';

const seeds = [2017, 1, 2];
/** Steps between two looks, and after which a run is given up. */
const [every, last] = [20, 1000];
/** Fréchet distances: digits that one can read, and good ones. */
const goals = { legible: 6, good: 3 } as const;
type Goal = keyof typeof goals;

/** How many steps of the quick preset it takes until digits can be read. */
export const quickPreset: Measurement = {
  name: 'quick-preset',
  what: 'Steps of the quick preset until the Fréchet distance of what the cell draws (500 images) is small.',
  minutes: 5,
  backend: 'wasm',
  settings: { seeds, preset: presets.quick.values, goals, every, last },
  async run() {
    const digits = await openDigits();
    const results = [];
    for (const seed of seeds) {
      const gan = digits.open({ ...presetLane('quick'), seed });
      const reached: Record<Goal, number> = { legible: last, good: last };
      let distance = Infinity;
      while (gan.step < last && distance > goals.good) {
        await gan.train(every);
        distance = (await digits.look(gan)).frechetDistance;
        for (const [goal, most] of Object.entries(goals) as [Goal, number][]) {
          if (distance <= most) reached[goal] = Math.min(reached[goal], gan.step);
        }
      }
      gan.dispose();
      results.push(reached);
    }
    return bySeed(results);
  },
};
