import { defaultSettings } from '@lib/controls';
import mlp from '@components/cells/mlp-gan/cell';
import { mlpControls, type MlpSettings } from '@components/cells/mlp-gan/settings';
import { sharedValues } from '@components/cells/kit/share-link';
import { cellPlan } from '../lib/cell-plan';
import { openDigits } from './library';
import { bySeed, mean, type Measurement, type Values } from './measurement';

const seeds = [1, 2, 3];
/** Steps after which a run is looked at. */
const looks = [400, 800, 1600];
/** Samples that are compared with the training images, as many as the cell shows. */
const compared = 12;

const experiments: Readonly<
  Record<string, { readonly changes: Partial<MlpSettings>; readonly seeds: readonly number[] }>
> = {
  base: { changes: {}, seeds },
  withoutDropout: { changes: { dropout: 'off' }, seeds },
  weak: { changes: { discriminatorLearningRate: 0.0001 }, seeds },
};

/** The perceptrons of 2014: how soon they draw digits, with and without dropout, and with a weak D. */
export const mlpGan: Measurement = {
  name: 'mlp-gan',
  what: 'The GAN of perceptrons on MNIST: what it draws after some steps, and how far that is from the training images.',
  minutes: 8,
  backend: 'wasm',
  settings: { ...defaultSettings(mlpControls), seeds, looks },
  async run() {
    const digits = await openDigits();
    const values: Record<string, Values> = {};
    for (const [name, { changes, seeds }] of Object.entries(experiments)) {
      const runs: Record<string, Record<string, number>[]> = {};
      for (const seed of seeds) {
        console.log(`${name}, seed ${seed}`);
        const gan = digits.open(laneOf({ ...changes, seed }));
        /** Of training, so far. */
        let seconds = 0;
        const lookAt = async (label: string, numbers: Readonly<Record<string, number>>) => {
          const { realScore = NaN, fakeScore = NaN } = numbers;
          const found = {
            ...(await digits.look(gan)),
            nearest: mean(await gan.nearest(compared)),
          };
          (runs[label] ??= []).push({ ...found, realScore, fakeScore, seconds });
        };
        await lookAt('untrained', { realScore: 0.5, fakeScore: 0.5 });
        for (const look of looks) {
          const began = performance.now();
          const numbers = await gan.train(look - gan.step);
          seconds += Math.round((performance.now() - began) / 1000);
          await lookAt(`after${look}`, numbers);
        }
        gan.dispose();
      }
      values[name] = Object.fromEntries(
        Object.entries(runs).map(([label, results]) => [label, bySeed(results)]),
      );
    }
    return values;
  },
};

function laneOf(changes: Partial<MlpSettings>): unknown {
  return cellPlan(mlp, sharedValues(changes)).lanes[0];
}
