/** Ready-made settings of the laboratory, and remedies against mode collapse. */
import { defaultSettings, formatSetting } from '@lib/controls';
import { type Draft, planeControls, type PlaneSettingName, settingNames } from './controls';

type Values = Readonly<Partial<Draft>>;

export const setupNames = ['learning', 'collapse'] as const;
export type SetupName = (typeof setupNames)[number];
export const setupLabels = {
  learning: 'よく学ぶ設定',
  collapse: 'モード崩壊する設定',
} as const satisfies Record<SetupName, string>;

/** What differs from the defaults; a small G that is much quicker than its D. */
const setups: Readonly<Record<SetupName, Values>> = {
  learning: {},
  collapse: {
    activation: 'leaky-relu',
    generatorWidth: '16',
    discriminatorWidth: '16',
    generatorLearningRate: '0.005',
    discriminatorLearningRate: '0.0002',
    batchSize: '64',
    initialSpread: '0.1',
  },
};

export const remedyNames = [
  'none',
  'discriminatorSteps',
  'deviation',
  'unrolled',
  'leastSquares',
  'wasserstein',
] as const;
export type RemedyName = (typeof remedyNames)[number];
export const remedyLabels = {
  none: 'なし',
  discriminatorSteps: 'Dを5回ずつ更新',
  deviation: 'バッチのばらつきを見るD',
  unrolled: '5回の先読み',
  leastSquares: '最小二乗',
  wasserstein: 'WGAN-GP（k = 5）',
} as const satisfies Record<RemedyName, string>;

/** Remedies change only what a run can change in place. */
const none = {
  loss: 'non-saturating',
  discriminatorSteps: '1',
  minibatch: 'none',
  unrolledSteps: '0',
} as const satisfies Values;
const remedies: Readonly<Record<RemedyName, Values>> = {
  none,
  discriminatorSteps: { ...none, discriminatorSteps: '5' },
  deviation: { ...none, minibatch: 'deviation' },
  unrolled: { ...none, unrolledSteps: '5', unrolledLearningRate: '0.3' },
  leastSquares: { ...none, loss: 'least-squares' },
  wasserstein: { ...none, loss: 'wasserstein', discriminatorSteps: '5' },
};

/** What a choice of setup puts into the form: all but the data and the seed. */
export function setupValues(name: SetupName): Values {
  return { ...defaultValues, ...setups[name] };
}

export function remedyValues(name: RemedyName): Values {
  return remedies[name];
}

/** The setup that the form holds, remedies aside. */
export function setupOf(draft: Draft): SetupName | 'custom' {
  return (
    setupNames.find((name) =>
      holds(draft, { ...setupValues(name), ...remedies[remedyOf(draft)] }),
    ) ?? 'custom'
  );
}

export function remedyOf(draft: Draft): RemedyName {
  return remedyNames.find((name) => holds(draft, remedies[name])) ?? 'none';
}

function holds(draft: Draft, values: Values): boolean {
  return Object.entries(values).every(([name, value]) => draft[name as PlaneSettingName] === value);
}

const defaults = defaultSettings(planeControls);
const defaultValues: Values = Object.fromEntries(
  settingNames
    .filter((name) => name !== 'data' && name !== 'seed')
    .map((name) => {
      const value = defaults[name];
      return [name, typeof value === 'number' ? formatSetting(value) : value];
    }),
);
