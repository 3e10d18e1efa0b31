/** The settings of StackGAN as its form and its links have them. */
import type { SettingsOf } from '@lib/controls';
import type { StackganSettings } from '@lib/models/stackgan-settings';
import { stackganDefaults } from '@lib/models/stackgan-settings';
import type { StackganInfo, StackganMatch } from '@lib/models/stackgan-shown';
import type { DrawnBirds } from '@lib/models/stackgan-draw';
import type { CellState } from '../kit/cell-state';
import { learningRateControl, seedControl } from '../kit/usual-controls';

export const stackganControls = {
  what: {
    type: 'choice',
    label: '学習するもの',
    help: '1段目の学習が済むと、1段目は固定されます。',
    options: [
      { value: 'one', label: '1段目だけ、はじめから' },
      { value: 'two', label: '2段目だけ、はじめから（1段目は学習ずみ）' },
      { value: 'both', label: '1段目、続けて2段目（はじめから）' },
      { value: 'onward', label: '学習ずみの2段目の続き' },
    ],
    default: 'one',
  },
  augmentation: {
    type: 'choice',
    label: '条件の拡張',
    help: 'なしにすると、ĉはいつもμで、KLの項も使いません。',
    options: [
      { value: 'on', label: 'あり' },
      { value: 'off', label: 'なし' },
    ],
    default: 'on',
  },
  klWeight: {
    type: 'number',
    label: 'KLの重み',
    help: '生成器の損失に足すKLダイバージェンスの重みです。次元の平均にかけます。',
    min: 0,
    max: 100,
    scale: 'log',
    step: 0,
    default: stackganDefaults.klWeight,
    unit: '',
  },
  hardShare: {
    type: 'number',
    label: '1か所だけ違う文の割合',
    help: '合わない説明文のうち、1か所だけ違うものの割合です。学習ずみの1段目は0.5、2段目は0で学習しました。',
    min: 0,
    max: 1,
    scale: 'linear',
    step: 0.1,
    default: stackganDefaults.hardShares[0],
    unit: '',
  },
  learningRate: {
    ...learningRateControl,
    help: 'それぞれの段の半分と4分の3で、半分になります。',
    default: stackganDefaults.learningRate,
  },
  seed: seedControl,
} as const;

type Values = SettingsOf<typeof stackganControls>;
export const settingNames = Object.keys(stackganControls) as readonly (keyof Values)[];

/** Onward training goes on without noise, as the shipped networks ended. */
const onwardRounds = 1000;

export function laneOf({ what, augmentation, hardShare, ...values }: Values): StackganSettings {
  const { stageOneRounds, stageTwoRounds } = stackganDefaults;
  const rounds = {
    one: { stageOneRounds, stageTwoRounds: 0, start: 'scratch' },
    two: { stageOneRounds: 0, stageTwoRounds, start: 'shipped stage one' },
    both: { stageOneRounds, stageTwoRounds, start: 'scratch' },
    onward: {
      stageOneRounds: 0,
      stageTwoRounds: onwardRounds,
      start: 'shipped',
      noise: [0, 0],
    },
  } as const;
  return {
    ...stackganDefaults,
    ...rounds[what],
    ...values,
    hardShares: [hardShare, hardShare],
    isAugmented: augmentation === 'on',
  };
}

export interface StackganTypes {
  readonly controls: typeof stackganControls;
  readonly picture: DrawnBirds;
  readonly info: StackganInfo;
  readonly own: null;
  readonly ownAction: never;
  readonly commands: object;
}

export type StackganState = CellState<StackganTypes>;
export type Match = StackganMatch;
