/** Ready-made settings of the laboratory, and remedies against mode collapse. */
import { defaultSettings } from '@lib/controls';
import type { Preset } from '../kit/presets';
import { sharedValues, type SharedValues } from '../kit/share-link';
import { planeControls } from './controls';

/** Remedies change only what a run can change in place. */
const noRemedy = {
  loss: 'non-saturating',
  discriminatorSteps: '1',
  minibatch: 'none',
  unrolledSteps: '0',
};

export const remedies: Readonly<Record<string, Preset>> = {
  none: { label: 'なし', values: noRemedy },
  discriminatorSteps: { label: 'Dを5回ずつ更新', values: { ...noRemedy, discriminatorSteps: '5' } },
  deviation: { label: 'バッチのばらつきを見るD', values: { ...noRemedy, minibatch: 'deviation' } },
  unrolled: {
    label: '5回の先読み',
    values: { ...noRemedy, unrolledSteps: '5', unrolledLearningRate: '0.3' },
  },
  leastSquares: { label: '最小二乗', values: { ...noRemedy, loss: 'least-squares' } },
  wasserstein: {
    label: 'WGAN-GP（k = 5）',
    values: { ...noRemedy, loss: 'wasserstein', discriminatorSteps: '5' },
  },
};

/** The remedy that the form holds. */
export function remedyOf(draft: SharedValues): string {
  const holds = ([, { values }]: (typeof entries)[number]) =>
    Object.entries(values).every(([name, value]) => draft[name] === value);
  const entries = Object.entries(remedies);
  return entries.find(holds)?.[0] ?? 'none';
}

/** All but what the reader chooses beside a setup: the data, the remedy and the seed. */
const learning = Object.fromEntries(
  Object.entries(sharedValues(defaultSettings(planeControls))).filter(
    ([name]) => name !== 'data' && name !== 'seed' && !Object.hasOwn(noRemedy, name),
  ),
);

export const setups: Readonly<Record<string, Preset>> = {
  learning: { label: 'よく学ぶ設定', values: learning },
  // What differs from the defaults: a small G that is much quicker than its D.
  collapse: {
    label: 'モード崩壊する設定',
    values: {
      ...learning,
      activation: 'leaky-relu',
      generatorWidth: '16',
      discriminatorWidth: '16',
      generatorLearningRate: '0.005',
      discriminatorLearningRate: '0.0002',
      batchSize: '64',
      initialSpread: '0.1',
    },
  },
};
