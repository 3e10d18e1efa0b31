/** Cells that train two DCGANs side by side, which differ in one thing: each is a plan. */
import type { ActivationsReading } from '@lib/session/parts/activations-watch';
import type { QualityReading } from '@lib/session/parts/quality-watch';
import { html, nothing } from 'lit';
import { laneCurves, pairCurves } from '../kit/chart-lines';
import type { Draft } from '../kit/cell-state';
import { defineCell } from '../kit/define-cell';
import { formatCount } from '../kit/format';
import { shownValue } from '../kit/form';
import { paceStat } from '../kit/status';
import type { Stat } from '../kit/stats';
import { withActivations } from './activation-course';
import { activationsView } from './activations-view';
import { lanesPicture } from './pictures';
import { qualityView } from './quality-view';
import { comparisonStyles } from './styles';
import type { ComparisonPlan, Own, ComparisonTypes, ComparisonState } from './plan';

/** Images a row and a column that a lane shows. */
const side = 4;
/** Measurements that the table shows. */
const mostRows = 6;
const noneYet: Own = { readings: [], activations: null };

/** A cell from its plan. */
export function defineComparison(plan: ComparisonPlan) {
  const { measuresQuality, showsActivations, headStartOf, lanesOf, controls } = plan;
  return defineCell<ComparisonTypes>({
    element: plan.element,
    title: plan.title,
    purpose: 'このセルでは、ページを開いたブラウザの中で2つのDCGANを並べて学習させられます',
    family: 'dcgan-mnist',
    controls,
    fixed: 'all',
    leading: plan.leading,
    settings: {
      names: plan.further,
      digest: ({ draft }) => digestOf(plan, draft),
      hint: '設定を変えると、2つのGANははじめからやり直します。',
    },
    plan: (values) => ({
      lanes: lanesOf(values).map(({ settings }) => ({ ...settings, measuresGenerator: true })),
      view: { kind: 'grid', side },
      headStart: headStartOf?.(values) ?? 0,
      watches: {
        ...(measuresQuality ? { quality: { alarm: false } } : {}),
        ...(showsActivations ? { activations: null } : {}),
      },
    }),
    laneTitles: (values) => lanesOf(values).map(({ title }) => title),
    curves: { ...laneCurves(laneMeasures, 2), ...pairCurves },
    charts: () => plan.charts,
    picture: (view) => lanesPicture(plan, view.state),
    layout: ({ picture, charts }) =>
      html`<div class="bench">
        ${picture}
        <div class="charts">${charts}</div>
      </div>`,
    below: ({ state }) =>
      html`${measuresQuality ? qualityView(plan, state) : nothing}${
        showsActivations ? activationsView(plan, state) : nothing
      }`,
    stats: (state) => statsOf(plan, state),
    summary: ({ lanes, step }) => {
      const numbers = lanes.flatMap(({ metrics }) => metrics ?? []);
      return numbers.length === 2 && step > 0 ? plan.summaryOf(numbers, step) : '';
    },
    styles: comparisonStyles,
    own: {
      initial: noneYet,
      reduce(own, action) {
        if (action.type === 'opened') return noneYet;
        if (action.type !== 'event' || action.event.type !== 'watch') return own;
        const { name, step, value } = action.event;
        if (name === 'quality') {
          return { ...own, readings: [...own.readings, value as QualityReading].slice(-mostRows) };
        }
        const look = { step, lanes: value as ActivationsReading };
        return { ...own, activations: withActivations(own.activations, look) };
      },
    },
    preview: { rounds: plan.previewRounds },
  });
}

const laneMeasures = [
  'discriminatorLoss',
  'generatorLoss',
  'realScore',
  'fakeScore',
  'generatorScore',
  'generatorGradient',
];

function statsOf({ headStartOf }: ComparisonPlan, state: ComparisonState): readonly Stat[] {
  const { session } = state;
  const threads =
    session && session.backend.threads > 1 ? `（${session.backend.threads}スレッド）` : '';
  return [
    ...(headStartOf ? [['先行したDの更新', `${formatCount(state.headStart)}回`] as const] : []),
    ['ステップ', formatCount(state.step)],
    paceStat(state, 'ステップ/秒（2つで1）'),
    ['計算方法', session && `${session.backend.backend}${threads}`],
  ];
}

/** The further settings in a line. */
function digestOf({ further, controls }: ComparisonPlan, draft: Draft): string {
  return further
    .map((name) => {
      const control = controls[name];
      const value = draft[name] ?? '';
      if (!control) return '';
      const label = control.type === 'choice' ? '' : control.label;
      return `${label}${shownValue(control, value)}`;
    })
    .join('、');
}
