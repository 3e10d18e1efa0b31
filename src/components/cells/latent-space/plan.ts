/** Which z the chosen way of looking needs drawn. Arithmetic only; nothing here draws. */
import { findExamples } from '@lib/latent/find-examples';
import { attributeDirection } from '@lib/latent/directions';
import { interpolationPath, linear, planeThrough, spherical } from '@lib/latent/paths';
import { analogy, meanNoise, neighbours, type Noise } from '@lib/latent/vectors';
import type { LatentSamples } from '@lib/lookups/latent-space';
import { Random } from '@lib/random';
import {
  foundMembers,
  type GroupName,
  type Groups,
  type LatentSettings,
  type RecipeName,
  recipes,
  strengthNames,
} from './settings';

export interface Plan {
  readonly mode: LatentSettings['mode'];
  /** What is to be drawn, in the order of the pictures. */
  readonly noise: readonly Noise[];
}

/** Images of a way from A to B, and on a side of the slice. */
export const pathLength = 9;
/** Around the result of the arithmetic, itself among them. */
export const neighbourCount = 9;

const noiseLength = 100;
/** As far as the paper goes around a result. */
const spread = 0.25;

const needed: Readonly<Record<LatentSettings['mode'], readonly GroupName[]>> = {
  arithmetic: ['a', 'b', 'c'],
  interpolation: ['a', 'b'],
  slice: ['a', 'b', 'c'],
  sliders: ['a'],
};

/** The groups that still lack members, for the chosen way of looking. */
export function missingGroups(settings: LatentSettings, groups: Groups): GroupName[] {
  return needed[settings.mode].filter((name) => groups[name].length === 0);
}

/** Whether a way of looking uses a group. */
export function isNeeded(settings: LatentSettings, group: GroupName): boolean {
  return needed[settings.mode].includes(group);
}

/** The groups of a recipe. */
export function findGroups(name: RecipeName, samples: LatentSamples): Groups {
  const found = (group: GroupName) =>
    findExamples({
      kind: recipes[name][group],
      classified: samples,
      attributes: samples.attributes,
      count: foundMembers,
      minConfidence: 0.95,
    });
  return { a: found('a'), b: found('b'), c: found('c') };
}

/** @returns `null` while a group that is needed is empty */
export function planOf(
  settings: LatentSettings,
  groups: Groups,
  samples: LatentSamples,
): Plan | null {
  if (missingGroups(settings, groups).length > 0) return null;
  const mean = (name: GroupName) => meanNoise(groups[name].map((i) => noiseOf(samples, i)));
  const { mode } = settings;
  switch (mode) {
    case 'arithmetic': {
      const [from, minus, plus] = [mean('a'), mean('b'), mean('c')];
      const random = new Random(settings.seed).fork('neighbours');
      const results = neighbours(analogy({ from, minus, plus }), {
        count: neighbourCount,
        spread,
        uniform: () => random.uniform(),
      });
      return { mode, noise: [from, minus, plus, ...results] };
    }
    case 'interpolation': {
      const ends = { from: mean('a'), to: mean('b'), count: pathLength };
      const ways = [linear, spherical].flatMap((way) => interpolationPath(ends, way));
      return { mode, noise: ways };
    }
    case 'slice': {
      const corners = [mean('a'), mean('b'), mean('c')] as const;
      return { mode, noise: planeThrough({ corners, rows: pathLength, columns: pathLength }) };
    }
    case 'sliders': {
      const base = mean('a');
      return { mode, noise: [base, moved(base, settings, samples)] };
    }
  }
}

/** A z moved along the directions of the attributes. */
function moved(base: Noise, settings: LatentSettings, samples: LatentSamples): Noise {
  const noise = Array.from(samples.classes, (_, i) => noiseOf(samples, i));
  const { classes, attributes } = samples;
  const result = base.slice();
  for (const attribute of strengthNames) {
    const strength = settings[attribute];
    if (strength === 0) continue;
    const direction = attributeDirection({ noise, classes, attributes, attribute });
    direction.forEach((value, i) => (result[i] = (result[i] ?? 0) + strength * value));
  }
  return result;
}

function noiseOf({ noise }: LatentSamples, i: number): Noise {
  return noise.subarray(i * noiseLength, (i + 1) * noiseLength);
}
