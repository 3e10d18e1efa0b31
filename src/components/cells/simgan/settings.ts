/** The settings of the SimGAN as its form and its links have them. */
import type { SettingsOf } from '@lib/controls';
import type {
  SimganInfo,
  SimganPicture,
  SimganReading,
  SimganSettings,
} from '@lib/models/simgan-settings';
import type { CellState } from '../kit/cell-state';
import type { CellView } from '../kit/declaration';
import { learningRateControl, seedControl } from '../kit/usual-controls';

export const simganControls = {
  lambda: {
    type: 'number',
    label: '自己正則化の重みλ',
    help: '元の合成画像から離れることへの罰の強さです。0では罰がありません。',
    min: 0,
    max: 10,
    scale: 'linear',
    step: 0.1,
    default: 1,
    unit: '',
  },
  history: {
    type: 'choice',
    label: '履歴',
    help: '識別器に見せる偽物の半分を、過去に仕上げた画像から取るかどうかです。',
    options: [
      { value: 'on', label: '使う' },
      { value: 'off', label: '使わない' },
    ],
    default: 'on',
  },
  field: {
    type: 'choice',
    label: '識別器の視野',
    help: '識別器の答え1つが見る範囲の、1辺の画素数です。',
    options: [
      { value: '5', label: '5画素' },
      { value: '9', label: '9画素' },
      { value: '23', label: '23画素' },
    ],
    default: '9',
  },
  start: {
    type: 'choice',
    label: '出発点',
    help: '学習ずみのネットワークは、λ=1、視野9画素で学習させたものです。',
    options: [
      { value: 'scratch', label: 'はじめから' },
      { value: 'shipped', label: '学習ずみから' },
    ],
    default: 'scratch',
  },
  learningRate: { ...learningRateControl, default: 3e-4 },
  batchSize: {
    type: 'integer',
    label: 'バッチサイズ',
    help: '1回の更新で使う本物の画像と偽物の画像の枚数です。',
    min: 2,
    max: 64,
    scale: 'log',
    step: 0,
    default: 16,
    unit: '枚',
  },
  seed: {
    ...seedControl,
    help: '重みの初期値、合成する数字、バッチの順番を決めます。',
  },
} as const;

type Values = SettingsOf<typeof simganControls>;

export function settingsOf({ history, field, ...values }: Values): SimganSettings {
  return {
    ...values,
    hasHistory: history === 'on',
    field: Number(field) as SimganSettings['field'],
  };
}

export interface SimganTypes {
  readonly controls: typeof simganControls;
  readonly picture: SimganPicture;
  readonly info: SimganInfo;
  readonly own: {
    /** The digit whose squares are shown, by its place. */
    readonly chosen: number;
  };
  readonly ownAction: number;
  readonly commands: { chooseDigit(place: number): void };
}

export type SimganState = CellState<SimganTypes>;
export type SimganView = CellView<SimganTypes>;

/** What was seen of R, last. */
export function readingOf({ watched }: SimganState): SimganReading | null {
  return (watched['refinement']?.value as SimganReading | undefined) ?? null;
}
