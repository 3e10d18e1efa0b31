import type { ChartDeclaration } from '../kit/declaration';
import type { SrganQuality } from '@lib/models/srgan-shown';
import { laneCurve } from '../kit/chart-lines';
import type { SrganState } from './types';

const of = (name: 'srresnet' | 'srgan', measure: 'psnr' | 'greyShare') => (quality: SrganQuality) =>
  quality?.[name][measure] ?? NaN;

/** Of both generators, over the run. */
export const qualityCurves = {
  srresnetPsnr: of('srresnet', 'psnr'),
  srganPsnr: of('srgan', 'psnr'),
  srresnetGrey: of('srresnet', 'greyShare'),
  srganGrey: of('srgan', 'greyShare'),
};

const both = (measure: 'Psnr' | 'Grey') => [
  {
    name: `srresnet${measure}`,
    label: 'SRResNet',
    color: '--color-discriminator',
    isDashed: true,
  },
  { name: `srgan${measure}`, label: 'SRGAN', color: '--color-generator', isDashed: false },
];

export const charts = ({ info }: SrganState): readonly ChartDeclaration[] => [
  {
    title: 'PSNR（学習に使っていない画像、dB）',
    watch: 'quality',
    lines: both('Psnr'),
    format: (value) => value.toFixed(2),
  },
  {
    title: '灰色の画素の割合（横線は元の画像）',
    watch: 'quality',
    lines: both('Grey'),
    ...(info ? { guide: info.greyShare } : {}),
  },
  {
    title: '損失',
    lines: [
      {
        name: laneCurve('pixelLoss', 0),
        label: '画素の二乗誤差',
        color: '--color-real',
        isDashed: true,
      },
      {
        name: laneCurve('contentLoss', 0),
        label: '内容',
        color: '--color-discriminator',
        isDashed: false,
      },
      {
        name: laneCurve('adversarialLoss', 0),
        label: '敵対的（重みの前）',
        color: '--color-generator',
        isDashed: false,
      },
    ],
    isLogarithmic: true,
  },
  {
    title: '勾配の大きさの比（敵対的 ÷ 内容）',
    lines: [{ name: 'ratio', label: '0.1〜1が目安', color: '--color-ink', isDashed: false }],
    isLogarithmic: true,
    guide: 1,
  },
];
