/** Captions that do not fit a bird: what the discriminator has to learn to read by. */
import type { Random } from '../random';
import { drawAttributes, isHeldOut } from './birds';
import { type BirdAttributes, type Slot, slots, valueCount } from './bird-words';
import { type Caption, writeCaption } from './captions';

/** The slots that a caption of `said` states wrongly of a bird. */
export function wrongSlots(
  { states }: Pick<Caption, 'states'>,
  said: BirdAttributes,
  bird: BirdAttributes,
): Slot[] {
  return states.filter((slot) => said[slot] !== bird[slot]);
}

/**
 * A caption that states at least one thing wrongly of a bird. With few colours a random other caption
 * often fits; such a one would teach the discriminator that what fits is wrong.
 *
 * @param hardShare how often exactly one thing is wrong, in [0, 1]
 */
export function mismatchedCaption(
  bird: BirdAttributes,
  random: Random,
  { hardShare = 0.5 }: { hardShare?: number } = {},
): Caption {
  const isHard = random.uniform() < hardShare;
  for (;;) {
    const slot = slots[random.integer(slots.length)] ?? 'body';
    const said = isHard ? changed(bird, slot, random) : drawAttributes(random, { heldOut: false });
    // Combinations held out must not be learned as wrong ones.
    if (isHeldOut(said)) continue;
    const caption = writeCaption(said, random, isHard ? { demands: [slot] } : {});
    if (wrongSlots(caption, said, bird).length > 0) return caption;
  }
}

/** The same bird but for one slot. */
function changed(bird: BirdAttributes, slot: Slot, random: Random): BirdAttributes {
  const others = valueCount(slot) - 1;
  return { ...bird, [slot]: (bird[slot] + 1 + random.integer(others)) % (others + 1) };
}
