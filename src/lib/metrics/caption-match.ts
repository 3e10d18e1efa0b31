/** How well generated birds fit what their captions state. */
import { type BirdAttributes, type Slot, slots } from '../data/bird-words';

/** A caption's claim about a bird. */
export interface Claim {
  readonly said: BirdAttributes;
  readonly states: readonly Slot[];
}

export type SlotShares = Readonly<Record<Slot, number>>;

/** Of the captions that state a slot, the share whose picture shows what they say, in [0, 1]. */
export function slotAccuracies(
  claims: readonly Claim[],
  seen: readonly BirdAttributes[],
): SlotShares {
  return perSlot((slot) => {
    const stated = claims.flatMap(({ said, states }, i) =>
      states.includes(slot) ? [said[slot] === seen[i]?.[slot]] : [],
    );
    return share(stated);
  });
}

/** What Stage-II changed: wrong to right among Stage-I's wrong ones, and right to wrong among the right. */
export interface Repairs {
  readonly mended: SlotShares;
  readonly broken: SlotShares;
}

export function repairs(
  claims: readonly Claim[],
  before: readonly BirdAttributes[],
  after: readonly BirdAttributes[],
): Repairs {
  const of = (wasRight: boolean) =>
    perSlot((slot) => {
      const changed = claims.flatMap(({ said, states }, i) => {
        if (!states.includes(slot)) return [];
        const [first, second] = [before, after].map((seen) => seen[i]?.[slot] === said[slot]);
        return first === wasRight ? [second !== wasRight] : [];
      });
      return share(changed);
    });
  return { mended: of(false), broken: of(true) };
}

/**
 * In the test with two captions, the share of pictures that show what the second one says, of the slots that
 * it states and in which the two birds differ.
 *
 * @param first the birds of the first captions
 */
export function followingSecond(
  first: readonly BirdAttributes[],
  second: readonly Claim[],
  seen: readonly BirdAttributes[],
): SlotShares {
  return perSlot((slot) => {
    const differing = second.flatMap(({ said, states }, i) =>
      !states.includes(slot) || said[slot] === first[i]?.[slot]
        ? []
        : [said[slot] === seen[i]?.[slot]],
    );
    return share(differing);
  });
}

function perSlot(of: (slot: Slot) => number): SlotShares {
  return Object.fromEntries(slots.map((slot) => [slot, of(slot)])) as Record<Slot, number>;
}

/** NaN of none. */
const share = (found: readonly boolean[]) => found.filter(Boolean).length / found.length;
