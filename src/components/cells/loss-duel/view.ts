import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { controlField } from '../shared/control-field';
import { formatCount, formatPace, formatSize } from '../shared/format';
import { heading } from '../shared/heading';
import { noticeArea } from '../shared/notice';
import { panel } from '../shared/panel';
import { speedPicker } from '../shared/speed';
import { statList } from '../shared/stats';
import { toolbar } from '../shared/toolbar';
import type { ToyCommands } from '../toy/commands';
import { toyFailure } from '../toy/failure';
import { duelControls, type DuelSettingName } from './controls';
import { arena } from './pictures';
import { type DuelState, headStartShare, problemsOf } from './state';

/** What a reader can ask of the cell. */
export interface DuelCommands extends ToyCommands {
  edit(name: DuelSettingName, value: string): void;
}

export interface DuelView {
  readonly state: DuelState;
  readonly commands: DuelCommands;
  /** Whether the commands can be given: not before the element is in a page with scripts. */
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
}

/** The whole cell as its state has it. */
export function duelView(view: DuelView): TemplateResult {
  const { state, commands, isInteractive } = view;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    ${heading('飽和する損失と、飽和しない損失の競争', state.phase)}
    <div class="ahead">${headStart(state, commands)}</div>
    <div class="controls">
      ${toolbar({
        phase: state.phase,
        canCancel: true,
        onRun: commands.run,
        onPause: commands.pause,
        onStep: commands.step,
        onReset: commands.reset,
      })}
      ${speedPicker({ chosen: state.speed, onChoose: commands.chooseSpeed })}
    </div>
    ${toyFailure(state.failure, commands.reset)} ${noticeArea(state.notice, commands.dismissNotice)}
    ${status(state)} ${arena(state)} ${settingsPanel(state, commands)}
    <div class="toolbar sharing">${view.shareButton}</div>
    <p class="visually-hidden" role="status">${view.announcement}</p>
  </fieldset>`;
}

function headStart({ draft }: DuelState, commands: DuelCommands): TemplateResult {
  const { label, help, min, max, step } = duelControls.headStart;
  return html`<div class="field slider">
    <label for="headStart">${label}</label>
    <output for="headStart" aria-live="off">${draft.headStart}回</output>
    <input
      id="headStart"
      type="range"
      min=${min}
      max=${max}
      step=${step}
      .value=${live(draft.headStart)}
      aria-valuetext="${draft.headStart}回"
      aria-describedby="headStart-help"
      @input=${(event: Event) => {
        commands.edit('headStart', (event.currentTarget as HTMLInputElement).value);
      }}
      @change=${commands.commit}
    />
    <p class="help" id="headStart-help">${help}動かすと2つのGANははじめからやり直します。</p>
  </div>`;
}

function status(state: DuelState): TemplateResult {
  const share = headStartShare(state);
  const { latest, phase, roundsPerSecond } = state;
  const isTimed = phase === 'running' && roundsPerSecond > 0;
  return html`<div class="status">
    ${
      phase === 'preparing'
        ? html`<progress aria-label="識別器の先行" value=${share ?? nothing} max="1"></progress>`
        : nothing
    }
    ${statList([
      ['Dの更新', `${formatCount(state.discriminatorUpdates)}回`],
      ['Gの更新', `${formatCount(state.step)}回`],
      ['勾配の比（実測）', latest && `${formatSize(latest.ratio)}倍`],
      ['理論 (1 − D)/D', latest && `${formatSize(latest.expectedRatio)}倍`],
      ['更新/秒', isTimed ? formatPace(roundsPerSecond) : null],
    ])}
  </div>`;
}

function settingsPanel(state: DuelState, commands: DuelCommands): TemplateResult {
  const problems = problemsOf(state);
  const field = (name: DuelSettingName) =>
    controlField({
      name,
      control: duelControls[name],
      value: state.draft[name],
      problem: problems.get(name) ?? null,
      note: null,
      onEdit: (value) => {
        commands.edit(name, value);
      },
      onCommit: commands.commit,
    });
  const { optimizer, data, seed } = state.draft;
  const label = (name: 'optimizer' | 'data', value: string) =>
    duelControls[name].options.find((option) => option.value === value)?.label ?? '';
  return panel({
    id: 'settings',
    title: '設定',
    digest: `${label('optimizer', optimizer)}、${label('data', data)}、シード${seed}`,
    marks: problems.size > 0 ? [{ text: '要修正', isError: true }] : [],
    body: html`<div class="fields">${(['optimizer', 'data', 'seed'] as const).map(field)}</div>
      <p class="hint">設定を変えると2つのGANははじめからやり直します。</p>`,
  });
}
