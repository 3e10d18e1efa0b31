import { concatenate } from '@lib/data/concatenate';
import { classCount } from '@lib/data/digit-classes';
import { splitShippedDigits } from '@lib/data/digit-split';
import { selectImages } from '@lib/data/split';
import { drawSyntheticDigits, handPen } from '@lib/data/synthetic-digits';
import { refine } from '@lib/metrics/refinement';
import { createRefiner } from '@lib/models/simgan-networks';
import { refinerFolder, shown, usualLambda } from '@lib/models/simgan-settings';
import { loadNetworks } from '@lib/nn/saved-networks';
import { Random } from '@lib/random';
import { activateWasm, loadShippedDigits } from './node-backend';
import { writePicture } from './pictures';
import { loadShippedWeights } from './shipped-model';

/** The page's figure: ten drawn digits as they are, refined, and thickened by hand; then the first real ones. */
export async function drawSimganResults(): Promise<void> {
  await activateWasm();
  const refiner = createRefiner(new Random(0));
  const saved = await loadShippedWeights(`${refinerFolder(usualLambda)}/refiner`);
  loadNetworks({ refiner }, { refiner: saved });
  const raw = drawSyntheticDigits(classCount, new Random(shown.seed));
  const hand = drawSyntheticDigits(classCount, new Random(shown.seed), handPen);
  const { heldOut } = splitShippedDigits(await loadShippedDigits());
  const places = Array.from({ length: classCount }, (_, digit) => heldOut.labels.indexOf(digit));
  const rows = [
    raw.images,
    await refine(refiner, raw.images),
    hand.images,
    selectImages(heldOut, places).images,
  ];
  await writePicture('src/components/figures/simgan-results.png', concatenate(rows));
}
