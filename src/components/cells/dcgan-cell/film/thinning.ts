/** What a film keeps when a run is longer than it has room for. */

/** A picture of a film with the step that it was drawn after. */
interface Stepped {
  readonly step: number;
}

/** Steps from the start over which the film is kept about evenly; later ones ever more widely. */
const evenSteps = 100;

/** Where a step lies on the film: what a generator learns in a step becomes less and less. */
function position(step: number): number {
  return Math.log(step + evenSteps);
}

/**
 * At most `limit` of the frames: those go first that the film would miss least, being closest to their
 * neighbours on a scale that is even at the start and geometric later on. The first and the newest frame stay.
 *
 * @param frames by ascending step
 * @param limit at least 2
 */
export function thinned<Frame extends Stepped>(
  frames: readonly Frame[],
  limit: number,
): readonly Frame[] {
  if (frames.length <= limit) return frames;
  const kept = [...frames];
  while (kept.length > limit) kept.splice(leastMissed(kept), 1);
  return kept;
}

function leastMissed(frames: readonly Stepped[]): number {
  let least = 1;
  let leastSpan = Infinity;
  for (let i = 1; i < frames.length - 1; i++) {
    const span = spanAround(frames, i);
    if (span < leastSpan) [least, leastSpan] = [i, span];
  }
  return least;
}

/** The gap that would be left if a frame went. */
function spanAround(frames: readonly Stepped[], i: number): number {
  return position(frames[i + 1]?.step ?? Infinity) - position(frames[i - 1]?.step ?? 0);
}
