/** What the cell of global average pooling consists of, in its form and in links. */
import type { SettingsOf } from '@lib/controls';

const size = { type: 'integer', scale: 'linear', step: 1, help: '', unit: '' } as const;

const headControls = {
  rows: { ...size, label: '特徴マップの高さ', min: 1, max: 64, default: 6 },
  columns: { ...size, label: '特徴マップの幅', min: 1, max: 64, default: 6 },
  channels: { ...size, label: '特徴マップの枚数', min: 1, max: 4096, default: 256 },
  hidden1: { ...size, label: '隠れ層1（0でなし）', min: 0, max: 16384, default: 4096 },
  hidden2: { ...size, label: '隠れ層2（0でなし）', min: 0, max: 16384, default: 4096 },
  classes: { ...size, label: 'クラスの数', min: 1, max: 20000, default: 1000 },
} as const;

export const poolingControls = {
  ...headControls,
  digit: {
    type: 'choice',
    label: '地図にするクラス',
    help: '',
    options: [
      { value: 'best', label: 'いちばん確からしいもの' },
      ...Array.from({ length: 10 }, (_, i) => ({ value: String(i), label: String(i) })),
    ],
    default: 'best',
  },
  seed: { ...size, label: 'MNISTの数字（シード）', min: 0, max: 9999, default: 7 },
} as const;

export type HeadSettings = SettingsOf<typeof headControls>;
export const headNames = Object.keys(headControls);
