/** How a film is played, apart from the element that does. */

export const playbackSpeeds = {
  slow: { label: 'ゆっくり（毎秒1枚）', perSecond: 1 },
  normal: { label: 'ふつう（毎秒5枚）', perSecond: 5 },
  fast: { label: '速い（毎秒15枚）', perSecond: 15 },
} as const satisfies Record<string, { readonly label: string; readonly perSecond: number }>;

export type PlaybackSpeed = keyof typeof playbackSpeeds;
export const playbackSpeedNames = Object.keys(playbackSpeeds) as readonly PlaybackSpeed[];

/**
 * Which frame is shown: the newest, or the last one up to a step, since a film that grows leaves
 * frames out between.
 *
 * @param steps of the frames, ascending
 * @param at a step, or `null` for the newest frame, whichever that is
 */
export function shownFrame(steps: readonly number[], at: number | null): number {
  const newest = Math.max(0, steps.length - 1);
  if (at === null) return newest;
  return Math.max(
    0,
    steps.findLastIndex((step) => step <= at),
  );
}

/** Whether a film is another one than before, rather than the same with more frames or fewer. */
export function isAnother(before: readonly number[], now: readonly number[]): boolean {
  return (now.at(-1) ?? 0) < (before.at(-1) ?? 0);
}
