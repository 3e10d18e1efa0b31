import type { ToyLane, ToySettings } from '@lib/models/toy-settings';
import type { SharedValues } from '@components/cells/kit/share-link';
import planeGan from '@components/cells/plane-gan/cell';
import { remedies as menu, setups } from '@components/cells/plane-gan/setups';
import { cellPlan } from '../lib/cell-plan';
import { activateCpu, openSmallGan } from './library';
import type { Measurement, Values } from './measurement';

const seeds = [1, 2, 3, 4, 5];
/** Updates of G before a remedy, and after it. */
const [before, after] = [900, 2400];

function settingsOf(changes: SharedValues, seed: number): ToyLane {
  const shared = { ...setups['collapse']?.values, ...changes, seed: String(seed) };
  return cellPlan(planeGan, shared).lanes[0] as ToyLane;
}

/** The menu's remedies, and the penalty of the paper's weight beside the one that the form begins with. */
const remedies: Readonly<Record<string, SharedValues>> = {
  ...Object.fromEntries(Object.entries(menu).map(([name, { values }]) => [name, values])),
  wassersteinPaper: { ...menu['wasserstein']?.values, gradientPenalty: '10' },
};

/** What the remedies of the laboratory do about a collapse, all for the same number of G's updates. */
export const collapseRemedies: Measurement = {
  name: 'collapse-remedies',
  what: 'Modes of the ring of 8 that are found before a remedy against mode collapse and after it.',
  minutes: 6,
  backend: 'cpu',
  settings: { ...(settingsOf({}, 1) as ToySettings), seeds, before, after, paperPenalty: 10 },
  async run() {
    await activateCpu();
    const values: Record<string, Values> = {};
    for (const [name, changes] of Object.entries(remedies)) {
      const runs = seeds.map((seed) => {
        const gan = openSmallGan(settingsOf({}, seed));
        gan.train(before);
        const start = gan.foundModes();
        gan.change(settingsOf(changes, seed));
        gan.train(after / 2);
        const half = gan.foundModes();
        gan.train(after / 2);
        const end = gan.foundModes();
        gan.dispose();
        console.log(`${name}, seed ${seed}: ${start}, ${half}, ${end}`);
        return { start, half, end };
      });
      values[name] = {
        start: runs.map(({ start }) => start),
        half: runs.map(({ half }) => half),
        end: runs.map(({ end }) => end),
      };
    }
    return values;
  },
};
