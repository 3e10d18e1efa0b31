import type { ToySettings } from '@lib/models/toy-settings';
import planeGan from '@components/cells/plane-gan/cell';
import { cellPlan } from '../lib/cell-plan';
import { activateCpu, openSmallGan } from './library';
import type { Measurement } from './measurement';

const seeds = [1, 2, 3];
const steps = 1000;
/** Steps between two looks. */
const interval = 100;
const settings = cellPlan(planeGan, { data: 'ring' }).lanes[0] as ToySettings;

/** How soon the laboratory's own settings find all of the ring. */
export const planeRing: Measurement = {
  name: 'plane-ring',
  what: 'The GAN in the plane on the ring of 8, with the default settings: modes found, by seed.',
  minutes: 0.2,
  backend: 'cpu',
  settings: { ...settings, seeds, steps, interval },
  async run() {
    await activateCpu();
    const runs = seeds.map((seed) => {
      const gan = openSmallGan({ ...settings, seed });
      let firstWithAll = 0;
      while (gan.step < steps) {
        gan.train(interval);
        if (firstWithAll === 0 && gan.foundModes() === 8) firstWithAll = gan.step;
      }
      return { found: gan.foundModes(), firstWithAll, divergence: gan.divergence() };
    });
    return {
      found: runs.map(({ found }) => found),
      /** The first look at which all were there; 0 for none. */
      firstWithAll: runs.map(({ firstWithAll }) => firstWithAll),
      divergence: runs.map(({ divergence }) => divergence),
    };
  },
};
