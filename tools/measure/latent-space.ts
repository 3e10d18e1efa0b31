import { findExamples } from '@lib/latent/find-examples';
import type { DrawnDigits, LatentSamples } from '@lib/lookups/latent-space';
import { defaultSettings } from '@lib/controls';
import { planOf } from '@components/cells/latent-space/plan';
import {
  foundMembers,
  groupNames,
  latentControls,
  type Groups,
  recipes,
  sampleCount,
} from '@components/cells/latent-space/settings';
import { openLatentSpace } from './library';
import type { Measurement, Values } from './measurement';

const seeds = [1, 2, 3, 4, 5, 6];
/** Least confidence of an example, as in the cell. */
const minConfidence = 0.95;
/** The paper's number of members of a group, and the cell's. */
const members = { three: 3, found: foundMembers };

/** Whether "slanted 7 − upright 7 + upright 1" gives a slanted 1, seed by seed. */
export const latentSpace: Measurement = {
  name: 'latent-space',
  what: 'Slanted 7 − upright 7 + upright 1 in the shipped generator’s space of z: the digits that come out, by seed.',
  minutes: 1,
  backend: 'wasm',
  settings: { recipe: 'slant', seeds, samples: sampleCount, members },
  async run() {
    const space = openLatentSpace();
    const add = async (seed: number, count: number) => {
      const source = { kind: 'shipped' } as const;
      const samples = await space.open({ source, seed, count: sampleCount });
      const groups = groupsOf(samples, count);
      const plan = planOf(
        { ...defaultSettings(latentControls), mode: 'arithmetic', seed },
        groups,
        samples,
      );
      if (!plan) throw new Error(`seed ${seed}: the samples lack examples of a group`);
      return space.draw(Float32Array.from(plan.noise.flatMap((z) => [...z])));
    };
    const values: Record<string, Values> = {};
    for (const [name, count] of Object.entries(members)) {
      const drawn = [];
      for (const seed of seeds) drawn.push(await add(seed, count));
      values[name] = summaryOf(drawn);
    }
    return { tried: seeds.length, ...values };
  },
};

/** The plan draws the means of A, B and C, then the result; degrees for slants. */
function summaryOf(drawn: readonly DrawnDigits[]): Values {
  const [a, c, result] = [0, 2, 3];
  const digits = (place: number) => drawn.map(({ classes }) => classes[place] ?? NaN);
  const slants = (place: number) => drawn.map(({ attributes }) => attributes[place]?.slant ?? NaN);
  return {
    right: digits(result).filter((digit) => digit === 1).length,
    digit: digits(result),
    slant: slants(result),
    slantOfC: slants(c),
    /** How often the mean of A, slanted sevens, is still a 7 itself. */
    rightMeans: digits(a).filter((digit) => digit === 7).length,
    digitOfA: digits(a),
  };
}

function groupsOf(samples: LatentSamples, count: number): Groups {
  const { attributes } = samples;
  const groups = groupNames.map((name) => {
    const options = { classified: samples, attributes, count, minConfidence };
    return [name, findExamples({ ...options, kind: recipes.slant[name] })];
  });
  return Object.fromEntries(groups) as Groups;
}
