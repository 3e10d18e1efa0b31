import { imageOf } from '@components/cells/digit-pad/picture';
import { stepsFromShare } from '@components/cells/fool-discriminator/settings';
import { decodeDrawing } from '@components/cells/shared/drawing';
import type { JudgeName } from '@lib/runtime/judging/protocol';
import { openJudges } from './library';
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
    const session = openJudges();
    const accounts = await session.open(null);
    const judged = async (drawing: string, letters = ''): Promise<Values> => {
      const image = imageOf(decodeDrawing(drawing) ?? []);
      if (!image) throw new Error(`"${drawing}" is no drawing`);
      const request = { image, steps: stepsFromShare({ steps: letters }).steps };
      const { verdicts } = await session.judge(request);
      return { early: verdicts.early.score, late: verdicts.late.score };
    };
    const means = (name: JudgeName) =>
      Object.fromEntries(
        Object.entries(accounts[name].references).map(([kind, summary]) => [
          kind,
          summary.meanScore,
        ]),
      );
    const scribbled = await judged(scribble);
    let beaten = 0;
    for (let seed = 0; seed < digits; seed++) {
      const image = await session.picture({ kind: 'digit', seed });
      const { verdicts } = await session.judge({ image, steps: [] });
      if (verdicts.late.score < Number(scribbled['late'])) beaten++;
    }
    return {
      four: await judged(four),
      lateFooled: await judged(four, 'l'.repeat(steps)),
      earlyFooled: await judged(four, 'e'.repeat(steps)),
      scribble: scribbled,
      /** Real digits that the late discriminator gives less than the scribble. */
      beaten,
      /** Mean D(x) on real digits and on images of either generator. */
      means: { early: means('early'), late: means('late') },
    };
  },
};
