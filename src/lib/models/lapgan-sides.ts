/** The levels of {@link ./lapgan.ts}. Does not import tfjs, so that a page can ask for them. */

/** Heights and widths of the pyramid's levels, the coarsest first. */
export const sides = [7, 14, 28] as const;
export type Side = (typeof sides)[number];
