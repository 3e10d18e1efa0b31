/** The small pix2pix on a task whose answer the input determines: outlines of digits to the digits. */
import { splitImages } from '../data/low-resolution';
import { OutlineBatches, outlinePairs } from '../data/outlines';
import { toBytes } from '../data/image-grid';
import type { MnistDataset } from '../data/mnist';
import type { FamilyData, Watch } from './family';
import { meanAbsoluteError } from './pix2pix';
import { picturesOf, pix2pixFamily } from './pix2pix-family';

/** What G makes of outlines of digits that it has not learned from. */
export interface OutlineFigures {
  /** Mean absolute error against the digits. */
  readonly l1: number;
}

const watchedDigits = 32;
/** Digits that the reader may have drawn. */
const sampleCount = 8;

export const family = pix2pixFamily({
  name: 'outlines',
  data: 'digits',
  channels: 1,
  widths: [16, 32, 32, 32, 32],
  source: (random, { digits }) => new OutlineBatches(splitImages(digits).training, random),
  encode: (input) => Float32Array.from(input),
  samples: ({ digits }) => {
    const { heldOut } = splitImages(digits);
    const { inputs, targets } = outlinePairs(heldOut, firstOf(heldOut, sampleCount));
    return { inputs: Uint8Array.from(inputs), truths: toBytes(targets) };
  },
  needs: [],
  watches: { figures: figuresWatch },
});

function figuresWatch({ digits }: FamilyData): Watch<readonly (OutlineFigures | null)[]> {
  const { heldOut } = splitImages(digits);
  const chosen = firstOf(heldOut, watchedDigits);
  const { inputs, targets } = outlinePairs(heldOut, chosen);
  return {
    pacing: { interval: 2000, share: 0.15 },
    isShownAtRest: true,
    look: (lanes) =>
      lanes.map((lane) => {
        if (!lane) return null;
        const pictures = picturesOf(lane, { inputs, count: chosen.length, seed: 1 });
        return { l1: meanAbsoluteError(pictures, targets) };
      }),
  };
}

/** The places of the first few. */
function firstOf({ count }: MnistDataset, wanted: number): number[] {
  return Array.from({ length: Math.min(wanted, count) }, (_, i) => i);
}
