/** `<srgan-cell>`: digits of 7×7 pixels brought back to 28×28, by the squared error alone and by SRGAN. */
import { html } from 'lit';
import { laneCurve, laneCurves } from '../kit/chart-lines';
import { defineCell } from '../kit/define-cell';
import { formatCount, formatMeasure } from '../kit/format';
import { speedChoice } from '../kit/speed';
import { paceStat } from '../kit/status';
import { enlargements } from './picture';
import {
  lanesOf,
  type Psnr,
  settingNames,
  srganControls,
  type SrganState,
  type SrganTypes,
} from './settings';
import { srganStyles } from './styles';

export default defineCell<SrganTypes>({
  element: 'srgan-cell',
  title: '7×7画素の数字を28×28画素に戻す',
  purpose: 'このセルでは、ページを開いたブラウザの中で小さなSRGANを学習させられます',
  family: 'srgan',
  controls: srganControls,
  fixed: ['adversarialWeight', 'batchSize', 'seed'],
  settings: {
    names: settingNames,
    digest: ({ draft }) =>
      `敵対的な損失の重み${draft['adversarialWeight']}、学習率${draft['learningRate']}、` +
      `バッチ${draft['batchSize']}枚、シード${draft['seed']}`,
    hint: '学習率は学習の途中でも次のステップから反映されます。',
  },
  speeds: speedChoice('full', ['slow', 'full']),
  hasBackends: true,
  plan: (values) => ({ lanes: lanesOf(values), view: { count: 4 }, watches: { psnr: null } }),
  curves: laneCurves(['contentLoss'], 2),
  watchCurves: {
    psnr: Object.fromEntries(
      [0, 1].map((lane) => [laneCurve('psnr', lane), (psnr: Psnr) => psnr[lane] ?? NaN]),
    ),
  },
  charts: () => [
    { title: '画素の二乗誤差（学習画像）', lines: lines('contentLoss') },
    { title: 'PSNR（学習に使っていない画像、dB）', watch: 'psnr', lines: lines('psnr') },
  ],
  picture: ({ state }) => enlargements(state),
  layout: ({ picture, charts }) =>
    html`<div class="super-resolution">
      ${picture}
      <div class="charts">${charts}</div>
    </div>`,
  stats: (state) => [
    ['ステップ', state.session ? formatCount(state.step) : null],
    paceStat(state),
    ['PSNR（二乗誤差だけ）', decibels(state, 0)],
    ['PSNR（SRGAN）', decibels(state, 1)],
  ],
  summary: (state) => {
    if (state.step === 0) return '';
    const [alone, both] = state.lanes.map(({ metrics }) => metrics?.['contentLoss'] ?? NaN);
    return (
      `ステップ${state.step}。画素の二乗誤差は、二乗誤差だけの生成器が${formatMeasure(alone ?? NaN)}、` +
      `SRGANが${formatMeasure(both ?? NaN)}。`
    );
  },
  styles: srganStyles,
  preview: { rounds: 150 },
});

function lines(measure: string) {
  return [
    {
      name: laneCurve(measure, 0),
      label: '二乗誤差だけ',
      color: '--color-discriminator',
      isDashed: false,
    },
    { name: laneCurve(measure, 1), label: 'SRGAN', color: '--color-generator', isDashed: true },
  ];
}

/** The newest; `null` before there is one. */
function decibels({ watched }: SrganState, lane: number): string | null {
  const value = (watched['psnr']?.value as Psnr | undefined)?.[lane];
  return value === undefined || value === null ? null : `${value.toFixed(2)} dB`;
}
