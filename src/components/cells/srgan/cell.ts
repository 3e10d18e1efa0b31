/** `<srgan-cell>`: digits of 7×7 pixels brought back to 28×28, by SRResNet and by SRGAN. */
import { html } from 'lit';
import { laneCurves } from '../kit/chart-lines';
import { defineCell } from '../kit/define-cell';
import { formatCount } from '../kit/format';
import { LatestView } from '../kit/latest-view';
import { panel } from '../kit/panel';
import { paceStat, timeStats } from '../kit/status';
import { drawingFromShare, drawingToShare, imageOf } from '../pads/picture';
import { padFigure } from '../pads/pad-figure';
import { padStyles } from '../pads/styles';
import { gradientAlarm, recentRatio } from './alarm';
import { alikeDigits } from './alike';
import { charts, qualityCurves } from './charts';
import { decibels, gallery } from './gallery';
import { initialOwn, reduceOwn } from './own';
import { mixer } from './plane';
import { laneOf, presets, settingNames, srganControls } from './settings';
import { srganStyles } from './styles';
import { gradientRatio, qualityOf, type SrganState, type SrganTypes } from './types';

export default defineCell<SrganTypes>({
  element: 'srgan-cell',
  title: '7×7画素の数字を28×28画素に戻す',
  purpose: 'このセルでは、小さなSRGANを試したり学習させたりできます',
  family: 'srgan',
  controls: srganControls,
  fixed: ['start', 'pretraining', 'contentLayer', 'batchSize', 'seed'],
  settings: {
    names: settingNames,
    digest: ({ draft }) =>
      `敵対的な損失の重み${draft['adversarialWeight']}、シード${draft['seed']}ほか`,
    hint: '重みと学習率とGANの学習の長さは、学習の途中でも次のステップから反映されます。ほかはリセットすると反映されます。',
  },
  presets,
  hasEnd: true,
  hasBackends: true,
  weights: { networks: { srresnet: 'SRResNet', generator: '生成器', discriminator: '識別器' } },
  plan: (values, { own }) => ({
    lanes: [laneOf(values)],
    view: {
      digit: (own.isDrawn ? imageOf(own.drawing) : null) ?? values.digit,
      mix: values.mix / 100,
    },
    watches: { quality: null },
  }),
  curves: {
    ...laneCurves(['pixelLoss', 'contentLoss', 'adversarialLoss'], 1),
    ratio: ([metrics]) => gradientRatio(metrics),
  },
  watchCurves: { quality: qualityCurves },
  charts,
  picture: (view) =>
    html`<div class="bench">${gallery(view)} ${mixer(view)} ${alikeDigits(view.state)}</div>`,
  layout: ({ picture, charts }) =>
    html`${picture}
      <div class="training"><div class="charts">${charts}</div></div>`,
  alarms: ({ state }) => gradientAlarm(state),
  stats: (state) => [
    ['ステップ', stepOf(state)],
    ['PSNR（SRResNet）', decibels(qualityOf(state)?.srresnet.psnr)],
    ['PSNR（SRGAN）', decibels(qualityOf(state)?.srgan.psnr)],
    ['勾配の比', ratioOf(state)],
    paceStat(state),
    ...timeStats(state),
  ],
  summary: (state) => {
    const quality = qualityOf(state);
    if (!quality) return '';
    return (
      `ステップ${state.step}。PSNRはSRResNetが${quality.srresnet.psnr.toFixed(1)} dB、SRGANが${quality.srgan.psnr.toFixed(1)} dB。` +
      `灰色の画素はSRResNetが${Math.round(100 * quality.srresnet.greyShare)}パーセント、SRGANが${Math.round(100 * quality.srgan.greyShare)}パーセント。`
    );
  },
  panels: ({ state, commands }) => [
    panel({
      id: 'own-digit',
      title: '自分で描いた数字で試す',
      digest: state.own.isDrawn ? '描いた数字を使っています' : '描くとすぐに縮めて戻します',
      body: html`<div class="panel-body">
        <div class="pads">${padFigure(state.own.drawing, commands.draw)}</div>
      </div>`,
    }),
  ],
  styles: [padStyles, srganStyles],
  own: {
    initial: initialOwn,
    reduce: reduceOwn,
    share: ({ own }) => drawingToShare(own.isDrawn ? own.drawing : null),
    refusesShared: (values) => drawingFromShare(values).message,
  },
  extend: (controller) => {
    const view = new LatestView(controller);
    const { digit } = srganControls;
    const edit = (name: string, value: number) => {
      controller.shared.edit(name, String(value));
      view.show();
    };
    return {
      commands: {
        draw(drawing) {
          controller.dispatch({ type: 'own', action: { drawing, isDrawn: drawing.length > 0 } });
          view.show();
        },
        nextDigit: () => {
          const next = Number(controller.state.draft['digit']) + 1;
          edit('digit', next > digit.max ? digit.min : next);
        },
        guess: (guess) => {
          controller.dispatch({ type: 'own', action: { guess } });
        },
        mix: (percent) => {
          edit('mix', percent);
        },
      },
      onAction: (action) => {
        view.told(action);
      },
    };
  },
  preview: { rounds: 0 },
});

function stepOf({ session, step, used }: SrganState): string | null {
  if (!session || !used) return null;
  const isAlone = used.start === 'scratch' && step < used.pretraining;
  return `${formatCount(step)} / ${formatCount(session.totalRounds ?? 0)}（${isAlone ? 'SRResNet' : 'GAN'}）`;
}

function ratioOf(state: SrganState): string | null {
  const ratio = recentRatio(state);
  return Number.isFinite(ratio) ? ratio.toFixed(2) : null;
}
