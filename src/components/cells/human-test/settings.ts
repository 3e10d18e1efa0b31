/** What the human test shows, as its form and its links have it. */
import type { SettingsOf } from '@lib/controls';
import type { HumanTestSource } from '@lib/data/human-test';

export const humanControls = {
  sources: {
    type: 'choice',
    label: '見せる画像',
    help: '',
    options: [
      { value: 'models', label: '本物・LAPGAN・DCGAN・2014年のGAN' },
      { value: 'hybrids', label: '本物・LAPGAN・細部だけ生成・粗い段だけ生成' },
    ],
    default: 'models',
  },
  exposures: {
    type: 'choice',
    label: '見せる時間',
    help: '',
    options: [
      { value: 'three', label: '50・200・1,000ミリ秒' },
      { value: 'six', label: '50から2,000ミリ秒まで6通り' },
      { value: 'slow', label: '1,000・2,000ミリ秒' },
    ],
    default: 'three',
  },
  each: {
    type: 'choice',
    label: '組み合わせごとの回数',
    help: '',
    options: [
      { value: '3', label: '3回' },
      { value: '6', label: '6回' },
      { value: '12', label: '12回' },
    ],
    default: '6',
  },
} as const;

export type HumanValues = SettingsOf<typeof humanControls>;

const sourcesOf: Readonly<Record<HumanValues['sources'], readonly HumanTestSource[]>> = {
  models: ['real', 'lapgan', 'dcgan', 'perceptrons'],
  hybrids: ['real', 'lapgan', 'fine', 'coarse'],
};
/** Milliseconds. */
const exposuresOf: Readonly<Record<HumanValues['exposures'], readonly number[]>> = {
  three: [50, 200, 1000],
  six: [50, 100, 200, 400, 1000, 2000],
  slow: [1000, 2000],
};

export const titles: Readonly<Record<HumanTestSource, string>> = {
  real: '本物',
  lapgan: 'LAPGAN',
  dcgan: 'DCGAN',
  perceptrons: '2014年のGAN',
  fine: '細部だけ生成',
  coarse: '粗い段だけ生成',
};

/** What a run of the test is made of. */
export interface TestPlan {
  readonly sources: readonly HumanTestSource[];
  readonly exposures: readonly number[];
  /** Trials of each source at each exposure. */
  readonly each: number;
}

export function planOf({ sources, exposures, each }: HumanValues): TestPlan {
  return { sources: sourcesOf[sources], exposures: exposuresOf[exposures], each: Number(each) };
}
