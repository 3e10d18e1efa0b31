import { findExamples } from '@lib/latent/find-examples';
import type { LatentSamples } from '@lib/runtime/latent/protocol';
import { planOf } from '@components/cells/latent-space/plan';
import {
  defaults,
  foundMembers,
  groupNames,
  type Groups,
  recipes,
  sampleCount,
} from '@components/cells/latent-space/settings';
import { openLatentSpace } from './library';
import { bySeed, type Measurement } from './measurement';

const seeds = [1, 2, 3, 4, 5, 6];
/** Least confidence of an example, as in the cell. */
const minConfidence = 0.95;
/** Places in what the plan draws. */
const [meanOfA, result] = [0, 3];

/** Whether "slanted 7 − upright 7 + upright 1" gives a 1, seed by seed. */
export const latentSpace: Measurement = {
  name: 'latent-space',
  what: 'Slanted 7 − upright 7 + upright 1 in the shipped generator’s space of z: the digits that come out, by seed.',
  minutes: 1,
  backend: 'wasm',
  settings: { recipe: 'slant', seeds, samples: sampleCount, members: foundMembers },
  async run() {
    const session = openLatentSpace();
    const results = [];
    for (const seed of seeds) {
      const source = { kind: 'shipped' } as const;
      const samples = await session.open({ source, seed, count: sampleCount });
      const plan = planOf({ ...defaults, mode: 'arithmetic', seed }, groupsOf(samples), samples);
      if (!plan) throw new Error(`seed ${seed}: the samples lack examples of a group`);
      const drawn = await session.draw(Float32Array.from(plan.noise.flatMap((z) => [...z])));
      results.push({
        digit: drawn.classes[result] ?? NaN,
        confidence: drawn.confidences[result] ?? NaN,
        /** Degrees. */
        slant: drawn.attributes[result]?.slant ?? NaN,
        /** Of the mean of A, which was slanted sevens. */
        digitOfA: drawn.classes[meanOfA] ?? NaN,
      });
    }
    return {
      tried: seeds.length,
      right: results.filter(({ digit }) => digit === 1).length,
      ...bySeed(results),
    };
  },
};

function groupsOf(samples: LatentSamples): Groups {
  const { attributes } = samples;
  const groups = groupNames.map((name) => {
    const options = { classified: samples, attributes, count: foundMembers, minConfidence };
    return [name, findExamples({ ...options, kind: recipes.slant[name] })];
  });
  return Object.fromEntries(groups) as Groups;
}
