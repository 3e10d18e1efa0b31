import type { StraightNetwork } from '../nn/straight-network';
import { scoreImages } from './image-scores';

/** What a discriminator makes of many images of one kind. */
export interface ScoreSummary {
  readonly meanLogit: number;
  /** Mean of D(x). */
  readonly meanScore: number;
  /** Share of the images that D takes for real, D(x) > 1/2. */
  readonly takenForReal: number;
}

/** @param images `[count, height, width]` bytes, 0 black to 255 white */
export async function summariseScores(
  discriminator: StraightNetwork,
  images: Uint8Array,
): Promise<ScoreSummary> {
  const { logits, scores } = await scoreImages(discriminator, images);
  const mean = (values: Float32Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  return {
    meanLogit: mean(logits),
    meanScore: mean(scores),
    takenForReal: mean(logits.map((logit) => (logit > 0 ? 1 : 0))),
  };
}
