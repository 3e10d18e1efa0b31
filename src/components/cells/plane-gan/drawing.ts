import type { Drawing } from '@lib/data/strokes';

/** What there is before the reader draws: two strokes, 人. */
export const sampleDrawing: Drawing = [
  [[0.02, 0.7], [-0.02, 0.3], [-0.2, -0.15], [-0.6, -0.6]], // prettier-ignore
  [[0, 0.1], [0.25, -0.25], [0.65, -0.6]], // prettier-ignore
];
