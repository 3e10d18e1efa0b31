/** `<line-gan>`: the GAN on the line beside the best discriminator, as figure 1 of Goodfellow et al. 2014. */
import { html } from 'lit';
import { commandButton } from '../kit/buttons';
import type { CellView } from '../kit/declaration';
import { defineCell } from '../kit/define-cell';
import { shownValue } from '../kit/form';
import { formatMeasure } from '../kit/format';
import { speedChoice } from '../kit/speed';
import { paceStat } from '../kit/status';
import { laneOf, lineControls, settingNames } from './controls';
import { narrate } from './narration';
import { moment } from './pictures';
import { gapOf, type LineState, lineView, snapshotOf, type Own, type LineTypes } from './snapshot';
import { lineStyles } from './styles';

export default defineCell<LineTypes>({
  element: 'line-gan',
  title: '1次元のGAN：4本の曲線と矢印',
  purpose: 'このセルでは、ページを開いたブラウザの中で1次元のGANを学習させられます',
  family: 'toy-gan',
  controls: lineControls,
  fixed: ['seed'],
  settings: {
    names: settingNames,
    digest: ({ draft }) =>
      `${shownValue(lineControls.data, draft['data'] ?? '')}、k = ${draft['discriminatorSteps']}、シード${draft['seed']}`,
    hint: 'シードのほかは学習の途中でも次の更新から反映されます。',
  },
  speeds: speedChoice('gentle'),
  plan: (values) => ({ lanes: [laneOf(values)], view: lineView, watches: { comparison: null } }),
  curves: {},
  charts: () => [],
  tools: parts,
  picture: ({ state }) => {
    const snapshot = snapshotOf(state);
    return moment({
      snapshot,
      origin: state.isPreview
        ? `シード1で生成器を${state.step}回更新したところ（あらかじめ計算した一例）`
        : null,
      narration: state.own.snapshot
        ? state.own.narration
        : narrate({ cause: state.cause, before: null, after: snapshot }),
    });
  },
  layout: ({ picture }) => picture,
  stats: (state) => {
    const snapshot = snapshotOf(state);
    return [
      ['Dの更新', `${snapshot.discriminatorUpdates}回`],
      ['Gの更新', `${state.step}回`],
      ['D(x)とD*(x)の差', known(gapOf(snapshot))],
      ['p_dataとp_gのJS', known(snapshot.divergence)],
      ['JSの下限', known(snapshot.floor)],
      paceStat(state, '更新/秒'),
    ];
  },
  summary: (state) => {
    const snapshot = snapshotOf(state);
    const { accuracy } = snapshot;
    const right = Number.isNaN(accuracy)
      ? ''
      : `識別器の正解率${(100 * accuracy).toFixed(0)}パーセント。`;
    const gap = `D(x)とD*(x)との差の平均${formatMeasure(gapOf(snapshot))}。`;
    return `生成器の更新${state.step}回、識別器の更新${snapshot.discriminatorUpdates}回。${right}${gap}${state.own.narration}`;
  },
  styles: lineStyles,
  own: {
    initial: { narration: '', snapshot: null },
    reduce(own, action, state) {
      if (action.type === 'opened') return { narration: '', snapshot: null };
      if (action.type !== 'event' || action.event.type !== 'frame') return own;
      // Without a picture, the newest one is still of the update before.
      return action.event.pictures ? afterFrame(own, state) : own;
    },
  },
  preview: { rounds: 60 },
});

/** One network at a time. */
function parts({ state, commands }: CellView<LineTypes>) {
  const isEnabled = ['idle', 'paused', 'stepping'].includes(state.phase);
  const part = (label: string, name: string) =>
    commandButton({
      label,
      isEnabled,
      onPress: () => {
        commands.takeTurn(name);
      },
    });
  return html`<div class="toolbar" role="group" aria-label="片方だけ更新">
    ${part('Dだけ更新', 'discriminator')} ${part('Gだけ更新', 'generator')}
  </div>`;
}

function afterFrame(own: Own, state: LineState): Own {
  const before = state.cause === 'open' ? null : own.snapshot;
  const after = snapshotOf(state);
  // The frame that a pause ends with shows nothing new, and takes nothing back of what was said.
  const isNew =
    before?.step !== after.step || before.discriminatorUpdates !== after.discriminatorUpdates;
  const narration = isNew ? narrate({ cause: state.cause, before, after }) : own.narration;
  return { snapshot: after, narration };
}

function known(value: number): string | null {
  return Number.isNaN(value) ? null : formatMeasure(value);
}
