import { html, type TemplateResult } from 'lit';
import { controlField } from '../shared/control-field';
import { panel } from '../shared/panel';
import type { Commands } from './commands';
import { type DcganSettingName, dcganControls, settingNames } from './controls';
import { shownProblems, waitingForReset } from './derived';
import type { DcganState } from './state';

/** The form of the declared controls, folded up behind a line that says what it holds. */
export function settingsForm(state: DcganState, commands: Commands): TemplateResult {
  const problems = shownProblems(state);
  const waiting = waitingForReset(state);
  const field = (name: DcganSettingName) =>
    controlField({
      name,
      control: dcganControls[name],
      value: state.draft[name],
      problem: problems.get(name) ?? null,
      note: waiting.includes(name)
        ? `リセットすると反映されます（いまの学習は${inUse(state, name)}）。`
        : null,
      onEdit: (value) => {
        commands.edit(name, value);
      },
      onCommit: commands.commit,
    });
  return panel({
    id: 'settings',
    title: '設定',
    digest: digest(state),
    marks: [
      ...(problems.size > 0 ? [{ text: '要修正', isError: true }] : []),
      ...(waiting.length > 0 ? [{ text: 'リセット待ち', isError: false }] : []),
    ],
    body: html`<div class="fields">${settingNames.map(field)}</div>
      <p class="hint">
        学習率、β1、損失、エポック数は、学習の途中でも次のステップから反映されます。矢印キーの上下でも値を動かせます。
      </p>`,
  });
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
