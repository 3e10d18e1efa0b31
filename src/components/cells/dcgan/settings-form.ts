import { html, type TemplateResult } from 'lit';
import { controlField } from '../shared/control-field';
import { panel } from '../shared/panel';
import type { Commands } from './commands';
import { type DcganSettingName, dcganControls, settingNames } from './controls';
import { shownProblems, waitingForReset } from './derived';
import type { DcganState } from './state';

/** The form of the declared controls, folded up behind a line that says what it holds. */
export function settingsForm(state: DcganState, commands: Commands): TemplateResult {
  return panel({
    id: 'settings',
    title: '設定',
    digest: digest(state),
    marks: formMarks(state),
    body: html`<div class="fields">
        ${settingNames.map((name) => settingField(name, state, commands))}
      </div>
      <p class="hint">
        学習率、β1、損失、エポック数は、学習の途中でも次のステップから反映されます。矢印キーの上下でも値を動かせます。
      </p>`,
  });
}

/** One setting, with what is wrong with it or has to wait. */
export function settingField(
  name: DcganSettingName,
  state: DcganState,
  commands: Pick<Commands, 'edit' | 'commit'>,
): TemplateResult {
  return controlField({
    name,
    control: dcganControls[name],
    value: state.draft[name],
    problem: shownProblems(state).get(name) ?? null,
    note: waitingForReset(state).includes(name) ? afterReset(inUse(state, name)) : null,
    onEdit: (value) => {
      commands.edit(name, value);
    },
    onCommit: commands.commit,
  });
}

/** What the reader should not overlook in a form that is folded up. */
export function formMarks(state: DcganState, isWaiting = waitingForReset(state).length > 0) {
  return [
    ...(shownProblems(state).size > 0 ? [{ text: '要修正', isError: true }] : []),
    ...(isWaiting ? [{ text: 'リセット待ち', isError: false }] : []),
  ];
}

/** Said of a setting that only new networks can have. */
export function afterReset(inUse: string): string {
  return `リセットすると反映されます（いまの学習は${inUse}）。`;
}

function inUse({ session }: DcganState, name: DcganSettingName): string {
  const { unit } = { unit: '', ...dcganControls[name] };
  return session ? `${session.settings[name]}${unit}` : '';
}

function digest({ draft }: DcganState): string {
  const loss = draft.generatorLoss === 'saturating' ? '元の損失' : '飽和しない損失';
  const { discriminatorLearningRate, generatorLearningRate, batchSize, epochs } = draft;
  return (
    `${loss}、学習率 識別器${discriminatorLearningRate}・生成器${generatorLearningRate}、` +
    `バッチ${batchSize}枚、${epochs}エポック`
  );
}
