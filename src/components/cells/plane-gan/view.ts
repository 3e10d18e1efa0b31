import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../shared/buttons';
import { controlField } from '../shared/control-field';
import { formatCount, formatMeasure, formatPace } from '../shared/format';
import { heading } from '../shared/heading';
import { noticeArea } from '../shared/notice';
import { panel } from '../shared/panel';
import { presetPicker } from '../shared/presets';
import { speedPicker } from '../shared/speed';
import { statList } from '../shared/stats';
import { toolbar } from '../shared/toolbar';
import { toyFailure } from '../toy/failure';
import type { PlaneCommands } from './commands';
import { planeControls, type PlaneSettingName, settingNames } from './controls';
import { bench } from './pictures';
import { remedyLabels, remedyNames, type RemedyName, remedyOf, setupLabels, setupNames, setupOf } from './setups'; // prettier-ignore
import { isWaiting, type PlaneState, problemsOf } from './state';

export interface PlaneView {
  readonly state: PlaneState;
  readonly commands: PlaneCommands;
  /** Whether the commands can be given: not before the element is in a page with scripts. */
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
}

/** The whole cell as its state has it. */
export function planeView(view: PlaneView): TemplateResult {
  const { state, commands, isInteractive } = view;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    ${heading('2次元の実験室', state.phase)}
    <div class="controls">
      ${toolbar({
        phase: state.phase,
        canCancel: false,
        onRun: commands.run,
        onPause: commands.pause,
        onStep: commands.step,
        onReset: commands.reset,
      })}
      ${speedPicker({ chosen: state.speed, onChoose: commands.chooseSpeed })}
      ${presetPicker({
        names: setupNames,
        labels: setupLabels,
        chosen: setupOf(state.draft),
        onChoose: commands.chooseSetup,
      })}
    </div>
    ${choices(state, commands)} ${toyFailure(state.failure, commands.reset)}
    ${noticeArea(state.notice, commands.dismissNotice)} ${numbers(state)} ${bench(state, commands)}
    ${settingsPanel(state, commands)}
    <div class="toolbar sharing">${view.shareButton}</div>
    <p class="visually-hidden" role="status">${view.announcement}</p>
  </fieldset>`;
}

/** The data, and the remedies: what is changed most often. */
function choices(state: PlaneState, commands: PlaneCommands): TemplateResult {
  const { draft, drawing } = state;
  return html`<div class="choices">
    ${field(state, commands, 'data')}
    <div class="field">
      <label for="remedy">モード崩壊への対策</label>
      <select
        id="remedy"
        aria-describedby="remedy-help"
        @change=${(event: Event) => {
          commands.chooseRemedy((event.currentTarget as HTMLSelectElement).value as RemedyName);
        }}
      >
        ${remedyNames.map(
          (name) =>
            html`<option value=${name} .selected=${name === remedyOf(draft)}>
              ${remedyLabels[name]}
            </option>`,
        )}
      </select>
      <p class="help" id="remedy-help">学習の途中でも、そのまま切り替えられます。</p>
    </div>
    ${
      draft.data === 'drawn'
        ? html`<div class="toolbar" role="group" aria-label="描いたデータ">
            ${commandButton({
              label: '1本消す',
              isEnabled: drawing.length > 0,
              onPress: () => {
                commands.draw({ drawing: drawing.slice(0, -1), isDone: true });
              },
            })}
            ${commandButton({
              label: '全部消す',
              isEnabled: drawing.length > 0,
              onPress: () => {
                commands.draw({ drawing: [], isDone: true });
              },
            })}
          </div>`
        : nothing
    }
  </div>`;
}

function numbers({ moment, phase, roundsPerSecond }: PlaneState): TemplateResult {
  const { metrics, comparison, floor, modeCount } = moment;
  const coverage = comparison?.coverage;
  const divergence = (name: 'kl' | 'js') =>
    comparison &&
    `${formatMeasure(comparison[name])}${floor ? `（下限${formatMeasure(floor[name])}）` : ''}`;
  return html`<div class="status">
    ${statList([
      ['Gの更新', `${formatCount(metrics.step)}回`],
      ['見つけた山', coverage ? `${coverage.covered} / ${modeCount}` : null],
      ['Dの正解率', share(metrics.accuracy)],
      ['JS', divergence('js')],
      ['KL', divergence('kl')],
      ['更新/秒', phase === 'running' && roundsPerSecond > 0 ? formatPace(roundsPerSecond) : null],
    ])}
  </div>`;
}

function share(value: number): string | null {
  return Number.isNaN(value) ? null : `${(100 * value).toFixed(0)}%`;
}

function settingsPanel(state: PlaneState, commands: PlaneCommands): TemplateResult {
  const isBroken = problemsOf(state).size > 0;
  const waits = settingNames.some((name) => waitsForReset(state, name));
  return panel({
    id: 'settings',
    title: '設定',
    digest: `k = ${state.draft.discriminatorSteps}、シード${state.draft.seed}ほか`,
    marks: [
      ...(isBroken ? [{ text: '要修正', isError: true }] : []),
      ...(waits ? [{ text: 'リセット待ち', isError: false }] : []),
    ],
    body: html`<div class="fields">
        ${settingNames.filter((name) => name !== 'data').map((name) => field(state, commands, name))}
      </div>
      <p class="hint">
        ノイズとネットワークの形とはじめの広がりとシードは、リセットすると反映されます。ほかは学習の途中でも次の更新から反映されます。
      </p>`,
  });
}

function field(state: PlaneState, commands: PlaneCommands, name: PlaneSettingName): TemplateResult {
  return controlField({
    name,
    control: planeControls[name],
    value: state.draft[name],
    problem: problemsOf(state).get(name) ?? null,
    note: waitsForReset(state, name) ? 'リセットすると反映されます。' : null,
    onEdit: (value) => {
      commands.edit(name, value);
    },
    onCommit: commands.commit,
  });
}

/** Settings that a run under way cannot take up. */
const fixed: readonly PlaneSettingName[] = ['noiseDimension', 'noiseDistribution', 'activation', 'generatorLayers', 'generatorWidth', 'discriminatorLayers', 'discriminatorWidth', 'initialSpread', 'seed']; // prettier-ignore

function waitsForReset(state: PlaneState, name: PlaneSettingName): boolean {
  return fixed.includes(name) && isWaiting(state, name);
}
