/** The settings of the SRGAN as its form and its links have them. */
import type { SettingsOf } from '@lib/controls';
import type { SrganInfo, SrganSettings } from '@lib/models/srgan';
import type { CellState } from '../kit/cell-state';

export const srganControls = {
  adversarialWeight: {
    type: 'number',
    label: '敵対的な損失の重み',
    help: 'SRGANの損失で、画素の二乗誤差に足す敵対的な損失の重みです。論文の値は0.001です。',
    min: 1e-4,
    max: 1,
    scale: 'log',
    step: 0,
    default: 0.01,
    unit: '',
  },
  learningRate: {
    type: 'number',
    label: '学習率',
    help: 'Adamが1回に重みを動かすおよその幅です。',
    min: 1e-5,
    max: 1e-2,
    scale: 'log',
    step: 0,
    default: 5e-4,
    unit: '',
  },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1ステップで使う学習画像の枚数です。',
    min: 2,
    max: 64,
    scale: 'log',
    step: 0,
    default: 16,
    unit: '枚',
  },
  seed: {
    type: 'integer',
    label: 'シード',
    help: '乱数の出発点です。2つの生成器は同じ重みから始まり、同じ学習画像を見ます。',
    min: 0,
    max: 2 ** 32 - 1,
    scale: 'linear',
    step: 1,
    default: 1,
    unit: '',
  },
} as const;

type Values = SettingsOf<typeof srganControls>;
export const settingNames = Object.keys(srganControls) as readonly (keyof Values)[];

/** The squared error alone, and the same with D. */
export function lanesOf(values: Values): readonly SrganSettings[] {
  return [{ ...values, adversarialWeight: 0 }, values];
}

export interface SrganTypes {
  readonly controls: typeof srganControls;
  readonly picture: Uint8Array;
  readonly info: SrganInfo;
  readonly own: null;
  readonly ownAction: never;
  readonly commands: object;
}

export type SrganState = CellState<SrganTypes>;
/** Of both lanes, in dB; `null` for one that diverged. */
export type Psnr = readonly (number | null)[];
