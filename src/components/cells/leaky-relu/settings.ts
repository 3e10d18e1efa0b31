/** The settings of the rectifiers' cell as its form declares them. */
import { defaultSettings, type SettingsOf } from '@lib/controls';
import { leakySlope } from '@lib/ops/leaky-slope';
import type { ContestSettings } from '@lib/runtime/contest/protocol';
import { speedControl } from '../shared/speed';

const linear = { scale: 'linear', help: '', unit: '' } as const;
const rates = ['0.01', '0.03', '0.1', '0.3', '1'] as const;

export const rectifierControls = {
  x: { ...linear, type: 'number', label: '入力 x', min: -3, max: 3, step: 0.1, default: -1.5 },
  alpha: {
    ...linear,
    type: 'number',
    label: 'Leaky ReLUの α',
    min: 0,
    max: 1,
    step: 0.05,
    default: leakySlope,
  },
  kind: {
    type: 'choice',
    label: '学習させるもの',
    help: '',
    options: [
      { value: 'plane', label: '小さな識別器（平面の点）' },
      { value: 'digits', label: 'DCGAN（MNISTの数字）' },
    ],
    default: 'plane',
  },
  depth: { ...linear, type: 'integer', label: '隠れ層の数', min: 1, max: 12, step: 1, default: 8 },
  width: { ...linear, type: 'integer', label: '層の幅', min: 4, max: 32, step: 1, default: 8 },
  learningRate: {
    type: 'choice',
    label: '学習率',
    help: '',
    options: rates.map((value) => ({ value, label: value })),
    default: '0.1',
  },
  seed: { ...linear, type: 'integer', label: 'シード', min: 1, max: 99, step: 1, default: 1 },
} as const;

/** What links carry besides. */
export const sharedControls = { ...rectifierControls, speed: speedControl } as const;

export type RectifierCellSettings = SettingsOf<typeof rectifierControls>;
export const defaults: RectifierCellSettings = defaultSettings(rectifierControls);

/** What the worker trains; α is a constant of its own in the DCGAN. */
export function contestOf(settings: RectifierCellSettings): ContestSettings {
  const { kind, depth, width, alpha, seed } = settings;
  return kind === 'digits'
    ? { kind, seed }
    : { kind, depth, width, alpha, seed, learningRate: Number(settings.learningRate) };
}
