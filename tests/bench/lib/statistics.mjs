/** The middle value, or the mean of the two in the middle; null of none. */
export function median(values) {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.floor(half)] + sorted[Math.ceil(half) - 1]) / 2;
}

/**
 * How many times as long one contender's steps take as another's. Taken round by round, in which
 * both ran in turn, so that what else the machine does meanwhile touches both alike.
 *
 * @param a milliseconds of the steps of each round
 */
export function ratio(a, b) {
  const ratios = a.flatMap((steps, round) => {
    const [top, bottom] = [median(steps), median(b[round] ?? [])];
    return top === null || bottom === null ? [] : [top / bottom];
  });
  return median(ratios);
}
