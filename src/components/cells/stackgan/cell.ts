/** `<stackgan-cell>`: trains Stage-I, Stage-II, or both in turn, and measures whether they read. */
import { html } from 'lit';
import type { Slot } from '@lib/data/bird-words';
import { laneCurve, laneCurves } from '../kit/chart-lines';
import { defineCell } from '../kit/define-cell';
import { formatCount } from '../kit/format';
import { speedChoice } from '../kit/speed';
import { paceStat, timeStats } from '../kit/status';
import { readingAlarm } from './alarm';
import { birdRows } from './picture';
import {
  laneOf,
  type Match,
  settingNames,
  stackganControls,
  type StackganState,
  type StackganTypes,
} from './settings';
import { stackganStyles } from './styles';

const colours = ['body', 'head', 'wing'] as const satisfies readonly Slot[];
/** NaN before there is anything to take the mean of. */
const meanOf = (shares: Match['two']) =>
  shares ? colours.reduce((sum, slot) => sum + shares[slot], 0) / colours.length : NaN;

export default defineCell<StackganTypes>({
  element: 'stackgan-cell',
  title: 'StackGANを学習させる',
  purpose: 'このセルでは、ページを開いたブラウザの中で小さなStackGANを学習させられます',
  family: 'stackgan',
  controls: stackganControls,
  fixed: ['what', 'augmentation', 'seed'],
  leading: ['what'],
  settings: {
    names: settingNames.filter((name) => name !== 'what'),
    digest: ({ draft }) =>
      `条件の拡張${draft['augmentation'] === 'on' ? 'あり' : 'なし'}、KLの重み${draft['klWeight']}、` +
      `学習率${draft['learningRate']}、シード${draft['seed']}`,
    hint: '学習率とKLの重み、1か所だけ違う文の割合は、学習の途中でも次のステップから反映されます。',
  },
  speeds: speedChoice('full', ['slow', 'full']),
  hasEnd: true,
  hasBackends: true,
  weights: {
    networks: {
      generator1: '1段目の生成器',
      discriminator1: '1段目の識別器',
      generator2: '2段目の生成器',
      discriminator2: '2段目の識別器',
    },
    welcome: 'generator2Average',
  },
  plan: (values) => ({ lanes: [laneOf(values)], view: { count: 6 }, watches: { match: null } }),
  curves: laneCurves(['rightScore', 'wrongScore', 'fakeScore', 'kl'], 1),
  watchCurves: {
    match: {
      one: ({ one }: Match) => meanOf(one),
      two: ({ two }: Match) => meanOf(two),
      beak: ({ two }: Match) => two?.beak ?? NaN,
      following: ({ following }: Match) => meanOf(following),
    },
  },
  charts: () => [
    {
      title: '識別器の出力',
      range: [0, 1],
      lines: [
        line(laneCurve('rightScore', 0), '本物と合う文', '--color-real'),
        line(laneCurve('wrongScore', 0), '本物と合わない文', '--color-discriminator', true),
        line(laneCurve('fakeScore', 0), '生成した画像', '--color-generator'),
      ],
    },
    {
      title: '文のとおりに描いた割合（学習していない組み合わせ）',
      watch: 'match',
      range: [0, 1],
      lines: [
        line('one', '1段目の体・頭・翼', '--color-discriminator'),
        line('two', '2段目の体・頭・翼', '--color-generator'),
        line('beak', '2段目のくちばし', '--color-real', true),
        line('following', '2つの文でBに従う', '--color-accent', true),
      ],
    },
    { title: 'KLダイバージェンス', lines: [line(laneCurve('kl', 0), 'KL', '--color-generator')] },
  ],
  picture: ({ state }) => birdRows(state),
  layout: ({ picture, charts }) =>
    html`<div class="bench">
      ${picture}
      <div class="charts">${charts}</div>
    </div>`,
  alarms: ({ state }) => readingAlarm(state),
  stats: (state) => [
    ['ステップ', state.session ? formatCount(state.step) : null],
    paceStat(state),
    ...timeStats(state),
    ['1段目の体・頭・翼', percent(state, ({ one }) => meanOf(one))],
    ['2段目の体・頭・翼', percent(state, ({ two }) => meanOf(two))],
    ['μの分散', number(state, ({ variance }) => variance)],
  ],
  summary: (state) => {
    const one = percent(state, (match) => meanOf(match.one));
    const two = percent(state, (match) => meanOf(match.two));
    if (state.step === 0 || one === null) return '';
    return `ステップ${state.step}。文のとおりの体・頭・翼は、1段目が${one}${two ? `、2段目が${two}` : ''}。`;
  },
  styles: stackganStyles,
  preview: { rounds: 300, pauses: 6, view: { count: 6 } },
});

function line(name: string, label: string, color: string, isDashed = false) {
  return { name, label, color, isDashed };
}

function newest({ watched }: StackganState): Match | undefined {
  return watched['match']?.value as Match | undefined;
}

function percent(state: StackganState, of: (match: Match) => number): string | null {
  const match = newest(state);
  const share = match ? of(match) : NaN;
  return Number.isFinite(share) ? `${Math.round(100 * share)}%` : null;
}

function number(state: StackganState, of: (match: Match) => number): string | null {
  const match = newest(state);
  return match ? of(match).toFixed(2) : null;
}
