import type { ScorerName } from '@lib/lookups/scoring-protocol';
import { decodeDrawing } from '@components/cells/pads/drawing';
import { imageOf } from '@components/cells/pads/picture';
import { openScoring } from './library';
import type { Measurement, Values } from './measurement';

/** The drawings of the text's experiments. */
const four = '20.70.-40.-10.50.-10_24.30.24.-80';
const scribble = '-80.80.80.-80.80.80.-80.-80.0.80';
const steps = 10;
/** Real digits that the scribble is compared with. */
const digits = 200;

/** What the shipped discriminators make of a drawn digit, of it after steps that fool either, of a scribble. */
export const foolDiscriminator: Measurement = {
  name: 'fool-discriminator',
  what: 'The early and the late discriminator on the text’s drawings: D(x) before and after steps that fool either.',
  minutes: 0.2,
  backend: 'wasm',
  settings: { four, scribble, steps, digits },
  async run() {
    const scoring = openScoring();
    const accounts = await scoring.open(null);
    const scored = async (drawing: string, by?: ScorerName): Promise<Values> => {
      const image = imageOf(decodeDrawing(drawing) ?? []);
      if (!image) throw new Error(`"${drawing}" is no drawing`);
      const request = { image, steps: by ? Array.from({ length: steps }, () => by) : [] };
      const { scores } = await scoring.score(request);
      return { early: scores.early.score, late: scores.late.score };
    };
    const means = (name: ScorerName) =>
      Object.fromEntries(
        Object.entries(accounts[name].references).map(([kind, summary]) => [
          kind,
          summary.meanScore,
        ]),
      );
    const scribbled = await scored(scribble);
    let beaten = 0;
    for (let seed = 0; seed < digits; seed++) {
      const image = await scoring.picture({ kind: 'digit', seed });
      const { scores } = await scoring.score({ image, steps: [] });
      if (scores.late.score < Number(scribbled['late'])) beaten++;
    }
    return {
      four: await scored(four),
      lateFooled: await scored(four, 'late'),
      earlyFooled: await scored(four, 'early'),
      scribble: scribbled,
      /** Real digits that the late discriminator gives less than the scribble. */
      beaten,
      /** Mean D(x) on real digits and on images of either generator. */
      means: { early: means('early'), late: means('late') },
    };
  },
};
