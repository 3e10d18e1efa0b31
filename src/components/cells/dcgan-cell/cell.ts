/** `<dcgan-cell>`: a DCGAN that the reader trains on MNIST, measures, films, saves, and shares the settings of. */
import type { ImageTiles } from '@lib/data/image-grid';
import { fixedDcganSettings } from '@lib/models/dcgan-settings';
import type { DataSource } from '@lib/session/protocol';
import type { BestSamples, SampleInspection } from '@lib/session/parts/samples';
import { html } from 'lit';
import '../../charts/image-grid';
import { laneCurves } from '../kit/chart-lines';
import type { CellHandle } from '../kit/declaration';
import { defineCell } from '../kit/define-cell';
import { download } from '../kit/download';
import { formatCount, formatDuration, formatMeasure } from '../kit/format';
import { generatorStore, nothingKept } from '../kit/kept-generator';
import { paceStat, timeStats } from '../kit/status';
import type { Stat } from '../kit/stats';
import { filesPanel } from './files-panel';
import { trainingCharts } from './charts';
import { dcganControls, laneOf, presets, settingNames } from './controls';
import { noFilms, withRun, withSamples } from './film/films';
import { filmPanel } from './film/film-panel';
import { GeneratorKeeper } from './keeper';
import { smallOffer } from './offer';
import { pictures } from './pictures';
import { collapseAlarm, qualityPanel } from './quality-panel';
import { dcganStyles } from './styles';
import { type DcganState, type DcganTypes, type Own, readingOf } from './types';

/** Rows and columns of the sample grid. */
const side = 8;

export default defineCell<DcganTypes>({
  element: 'dcgan-cell',
  title: 'DCGANに手書き数字を描かせる',
  purpose: 'このセルでは、ページを開いたブラウザの中でDCGANを学習させられます',
  family: 'dcgan-mnist',
  controls: dcganControls,
  fixed: fixedDcganSettings,
  leading: ['drawnWeights'],
  settings: {
    names: settingNames,
    digest: ({ draft }) => {
      const loss = draft['generatorLoss'] === 'saturating' ? '元の損失' : '飽和しない損失';
      const size = draft['networkSize'] === 'small' ? '小さいネットワーク、' : '';
      return (
        `${size}${loss}、学習率 識別器${draft['discriminatorLearningRate']}・生成器${draft['generatorLearningRate']}、` +
        `バッチ${draft['batchSize']}枚、${draft['epochs']}エポック`
      );
    },
    hint: '学習率、β1、損失、エポック数は、学習の途中でも次のステップから反映されます。矢印キーの上下でも値を動かせます。',
  },
  presets,
  hasEnd: true,
  hasBackends: true,
  weights: {
    networks: { generator: '生成器', discriminator: '識別器' },
    welcome: 'generatorAverage',
    isElsewhere: true,
  },
  plan: (values) => ({
    lanes: [laneOf(values)],
    view: { kind: 'grid', side },
    watches: { quality: { alarm: true }, own: null },
  }),
  curves: laneCurves(['discriminatorLoss', 'generatorLoss', 'realScore', 'fakeScore'], 1),
  charts: () => trainingCharts,
  picture: pictures,
  layout: ({ picture, charts }) => html`<div class="bench">${picture}${charts}</div>`,
  health: (state) => {
    const { healthyStep = null, collapse = null } = readingOf(state) ?? {};
    return { healthyStep, isCollapsed: collapse !== null };
  },
  alarms: (view) => html`${smallOffer(view)}${collapseAlarm(view)}`,
  stats: (state) => [...progressStats(state), paceStat(state), ...timeStats(state)],
  summary: trainingSummary,
  panels: (view) => [
    qualityPanel(view),
    filmPanel(view.state.own.films, view.commands.openFilm),
    filesPanel(view),
  ],
  styles: dcganStyles,
  own: {
    initial: {
      inspected: null,
      best: null,
      isBusy: false,
      films: noFilms,
      kept: nothingKept,
      hasDeclined: false,
    },
    reduce(own, action, { used }) {
      if (action.type === 'own') return { ...own, ...action.action };
      if (action.type === 'opened' && used) {
        const films = withRun(own.films, { settings: used, fromStep: action.fromStep });
        return { ...own, inspected: null, best: null, films };
      }
      if (action.type !== 'event' || action.event.type !== 'frame') return own;
      const { step, pictures: drawn } = action.event;
      const tiles = drawn?.[0] as ImageTiles | undefined;
      return tiles ? { ...own, films: withSamples(own.films, { step, tiles }) } : own;
    },
  },
  extend: extension,
  preview: null,
});

function progressStats({ session, step, used }: DcganState): readonly Stat[] {
  if (!session || !used) {
    return [
      ['ステップ', null],
      ['エポック', null],
      ['バッチ', null],
    ];
  }
  const { stepsPerEpoch } = session.family;
  const epoch = step === 0 ? 0 : Math.floor((step - 1) / stepsPerEpoch) + 1;
  const batch = step === 0 ? 0 : ((step - 1) % stepsPerEpoch) + 1;
  return [
    ['ステップ', `${formatCount(step)} / ${formatCount(session.totalRounds ?? 0)}`],
    ['エポック', `${epoch} / ${used.epochs}`],
    ['バッチ', `${batch} / ${formatCount(stepsPerEpoch)}`],
  ];
}

function trainingSummary({ phase, step, lanes, remainingMs }: DcganState): string {
  const metrics = lanes[0]?.metrics;
  if (!metrics || step === 0) return '';
  const of = (name: string) => formatMeasure(metrics[name] ?? NaN);
  const numbers = [
    `ステップ${step}`,
    `識別器の損失${of('discriminatorLoss')}`,
    `生成器の損失${of('generatorLoss')}`,
    `D(x)の平均${of('realScore')}`,
    `D(G(z))の平均${of('fakeScore')}`,
  ].join('、');
  const rest = remainingMs ? `残り約${formatDuration(remainingMs)}。` : '';
  return `${numbers}。${phase === 'running' ? rest : ''}`;
}

function extension(controller: CellHandle<DcganTypes>) {
  const own = (action: Partial<Own>) => {
    controller.dispatch({ type: 'own', action });
  };
  const keeper = new GeneratorKeeper({
    store: generatorStore,
    getState: () => controller.state,
    networks: () => controller.networks(),
    onChange: (kept) => {
      own({ kept });
    },
  });
  /** Look into the networks as they are, one thing at a time. */
  const look = async (job: () => Promise<Partial<Own>>) => {
    if (!controller.hasNetworks || controller.state.own.isBusy) return;
    own({ isBusy: true });
    const seen = await controller.guarded(job);
    own({ ...seen, isBusy: false });
  };
  const useFiles = (files: readonly File[]) =>
    void controller.guarded(() => takeImages(controller, files));
  return {
    commands: {
      useFiles,
      useShippedImages: () => void controller.useData({ kind: 'shipped' }),
      saveImage: () => void controller.guarded(() => saveImage(controller)),
      measureQuality: () =>
        void look(async () => {
          await controller.ask('quality');
          return {};
        }),
      inspectSample: (index: number) =>
        void look(async () => ({
          inspected: await controller.ask<SampleInspection>('inspect', index),
        })),
      bestSamples: () =>
        void look(async () => ({ best: await controller.ask<BestSamples>('best') })),
      openFilm: () => void controller.guarded(() => import('./film/training-film')),
      forgetGenerator: () => void keeper.forget(),
      declineSmall: () => {
        own({ hasDeclined: true });
      },
    },
    onAction: (_action: unknown, before: DcganState) => {
      keeper.follow(before);
    },
    kept: () => keeper.look(),
    hidden: () => {
      keeper.hidden();
    },
    takeFiles: (files: readonly File[]) =>
      void controller.guarded(async () => {
        const { areWeights } = await import('@lib/storage/dropped-files');
        if (await areWeights(files)) controller.shared.loadWeights(files);
        else await takeImages(controller, files);
      }),
    dropHint: 'MNISTのファイル、または保存した重み',
  };
}

async function takeImages(controller: CellHandle<DcganTypes>, files: readonly File[]) {
  const source: DataSource = { kind: 'files', files };
  if (controller.state.failure) {
    await controller.useData(source);
    controller.inform('次に学習を始めるときに、選んだファイルの画像を使います。');
    return;
  }
  if (!(await controller.useData(source))) return;
  const { session, step } = controller.state;
  const continued = 'ネットワークは引き継いでいます。はじめから学習するにはリセットしてください。';
  controller.inform(
    `ファイルの画像${session?.family.imageCount ?? ''}枚に切り替えました。${step > 0 ? continued : ''}`,
  );
}

async function saveImage({ state }: CellHandle<DcganTypes>) {
  const tiles = state.lanes[0]?.picture;
  if (!tiles) return;
  const { tilesToPng } = await import('../../charts/image-grid');
  download(await tilesToPng(tiles), `dcgan-step${state.pictureStep}.png`);
}
