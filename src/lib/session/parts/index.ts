/** What any session may watch and be asked, besides what its family adds. */
import type { Family, FamilyData, Lane, Watch } from '../../models/family';
import type { StraightNetwork } from '../../nn/straight-network';
import { activationsWatch } from './activations-watch';
import { QualityWatch, type QualityOptions } from './quality-watch';
import { bestSamples, inspectSample, nearestWatch, type NearestOptions } from './samples';

/** What the parts need of the worker. */
export interface PartsEnvironment {
  /** The classifier that digits are measured with. @throws in Japanese if it cannot be had */
  loadClassifier(): Promise<StraightNetwork>;
}

type Ask = (lane: Lane, argument: unknown, data: FamilyData) => unknown;

/** What can be asked of every session whose first lane has a generator and a discriminator of digits. */
export const builtInAsks: Readonly<Record<string, Ask>> = {
  inspect: (lane, index, data) => inspectSample(lane, Number(index), data),
  best: (lane) => bestSamples(lane),
};

type BuiltIn = (data: FamilyData, options: unknown, environment: PartsEnvironment) => Watch;

const builtInWatches: Readonly<Record<string, BuiltIn>> = {
  quality: (data, options, environment) =>
    new QualityWatch({ data, ...environment, ...(options as QualityOptions) }),
  nearest: (data, options) => nearestWatch(data, options as NearestOptions),
  activations: (data) => activationsWatch(data),
};

/**
 * The watches that a cell asks for, by name.
 *
 * @throws if neither the family nor every session has one of that name
 */
export function createWatches(
  wanted: Readonly<Record<string, unknown>>,
  family: Family<unknown>,
  data: FamilyData,
  environment: PartsEnvironment,
): Record<string, Watch> {
  const entries = Object.entries(wanted).map(([name, options]) => {
    const own = family.watches?.[name];
    const builtIn = builtInWatches[name];
    if (own) return [name, own(data, options)] as const;
    if (builtIn) return [name, builtIn(data, options, environment)] as const;
    throw new Error(`there is no watch "${name}"`);
  });
  return Object.fromEntries(entries);
}
