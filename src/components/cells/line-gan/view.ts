import { html, type TemplateResult } from 'lit';
import { commandButton } from '../shared/buttons';
import { controlField } from '../shared/control-field';
import { formatPace } from '../shared/format';
import { heading } from '../shared/heading';
import { noticeArea } from '../shared/notice';
import { panel } from '../shared/panel';
import { speedPicker } from '../shared/speed';
import { toolbar } from '../shared/toolbar';
import type { ToyCommands } from '../toy/commands';
import { toyFailure } from '../toy/failure';
import { lineControls } from './controls';
import { opening } from './opening';
import { moment, numbers } from './pictures';
import { type LineSettingName, type LineState, problemsOf, seedWaits, settingNames } from './state';

/** What a reader can ask of the cell. */
export interface LineCommands extends ToyCommands {
  stepDiscriminator(): void;
  stepGenerator(): void;
  edit(name: LineSettingName, value: string): void;
}

export interface LineView {
  readonly state: LineState;
  readonly commands: LineCommands;
  /** Whether the commands can be given: not before the element is in a page with scripts. */
  readonly isInteractive: boolean;
  /** For screen readers, thinned out. */
  readonly announcement: string;
  readonly shareButton: TemplateResult;
}

const origin = `シード${opening.seed}で生成器を${opening.snapshot.metrics.step}回更新したところ（あらかじめ計算した一例）`;

/** The whole cell as its state has it. */
export function lineView(view: LineView): TemplateResult {
  const { state, commands, isInteractive } = view;
  const { snapshot, isOpening, narration, roundsPerSecond } = state;
  const pace =
    state.phase === 'running' && roundsPerSecond > 0 ? formatPace(roundsPerSecond) : null;
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    ${heading('1次元のGAN：4本の曲線と矢印', state.phase)}
    <div class="controls">${commandRow(state, commands)}${updateRow(state, commands)}</div>
    ${toyFailure(state.failure, commands.reset)} ${noticeArea(state.notice, commands.dismissNotice)}
    ${numbers(snapshot, pace)} ${moment({ snapshot, origin: isOpening ? origin : null, narration })}
    ${settingsPanel(state, commands)}
    <div class="toolbar sharing">${view.shareButton}</div>
    <p class="visually-hidden" role="status">${view.announcement}</p>
  </fieldset>`;
}

function commandRow({ phase }: LineState, commands: LineCommands): TemplateResult {
  return toolbar({
    phase,
    canCancel: false,
    onRun: commands.run,
    onPause: commands.pause,
    onStep: commands.step,
    onReset: commands.reset,
  });
}

/** One network at a time, and how fast both in turn. */
function updateRow({ phase, speed }: LineState, commands: LineCommands): TemplateResult {
  const isEnabled = phase === 'idle' || phase === 'paused' || phase === 'stepping';
  return html`<div class="toolbar" role="group" aria-label="片方だけ更新、速さ">
    ${commandButton({ label: 'Dだけ更新', isEnabled, onPress: commands.stepDiscriminator })}
    ${commandButton({ label: 'Gだけ更新', isEnabled, onPress: commands.stepGenerator })}
    ${speedPicker({ chosen: speed, onChoose: commands.chooseSpeed })}
  </div>`;
}

function settingsPanel(state: LineState, commands: LineCommands): TemplateResult {
  const { draft, seed } = state;
  const problems = problemsOf(state);
  const isWaiting = seedWaits(state);
  const field = (name: LineSettingName) =>
    controlField({
      name,
      control: lineControls[name],
      value: draft[name],
      problem: problems.get(name) ?? null,
      note:
        name === 'seed' && isWaiting
          ? `リセットすると反映されます（いまの学習は${seed ?? ''}）。`
          : null,
      onEdit: (value) => {
        commands.edit(name, value);
      },
      onCommit: commands.commit,
    });
  return panel({
    id: 'settings',
    title: '設定',
    digest: `${dataLabel(draft.data)}、k = ${draft.discriminatorSteps}、シード${draft.seed}`,
    marks: [
      ...(problems.size > 0 ? [{ text: '要修正', isError: true }] : []),
      ...(isWaiting ? [{ text: 'リセット待ち', isError: false }] : []),
    ],
    body: html`<div class="fields">${settingNames.map(field)}</div>
      <p class="hint">シードのほかは学習の途中でも次の更新から反映されます。</p>`,
  });
}

function dataLabel(value: string): string {
  return lineControls.data.options.find((option) => option.value === value)?.label ?? '';
}
