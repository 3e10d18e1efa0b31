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

/** How many steps of a preset it takes until digits can be read. */
const stepsOf = (preset: keyof typeof presets, minutes: number): Measurement => ({
  name: `${preset}-preset`,
  what: `Steps of the ${preset} preset until the Fréchet distance of what the cell draws (500 images) is small.`,
  minutes,
  backend: 'wasm',
  settings: { seeds, preset: presets[preset].values, goals, every, last },
  async run() {
    const digits = await openDigits();
    const results = [];
    for (const seed of seeds) {
      const gan = digits.open({ ...presetLane(preset), seed });
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
});

export const quickPreset = stepsOf('quick', 5);
export const smallPreset = stepsOf('small', 3);
