import { html, type TemplateResult } from 'lit';
import { dcganControls } from '../dcgan/controls';
import { shownProblems, waitingForReset } from '../dcgan/derived';
import { controlField } from '../shared/control-field';
import { panel } from '../shared/panel';
import type { MlpCommands } from './commands';
import { type Dropout, mlpControls, type TrainedName, trainedNames } from './settings';
import { isDropoutWaiting, type MlpState } from './state';

const dropoutLabels: Readonly<Record<Dropout, string>> = { on: 'あり', off: 'なし' };

/** What the networks are trained by, folded up behind a line that says what it holds. */
export function settingsForm(state: MlpState, commands: MlpCommands): TemplateResult {
  const problems = shownProblems(state.run);
  const waiting = waitingForReset(state.run);
  const isWaiting = waiting.length > 0 || isDropoutWaiting(state);
  const field = (name: TrainedName) =>
    controlField({
      name,
      control: dcganControls[name],
      value: state.run.draft[name],
      problem: problems.get(name) ?? null,
      note: waiting.some((other) => other === name)
        ? afterReset(String(state.run.session?.settings[name]))
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
      ...(isWaiting ? [{ text: 'リセット待ち', isError: false }] : []),
    ],
    body: html`<div class="fields">${trainedNames.map(field)} ${dropoutField(state, commands)}</div>
      <p class="hint">学習率は、学習の途中でも次のステップから反映されます。</p>`,
  });
}

function dropoutField(state: MlpState, commands: MlpCommands): TemplateResult {
  const { dropout, usedDropout } = state;
  return controlField({
    name: 'dropout',
    control: mlpControls.dropout,
    value: dropout,
    problem: null,
    note: isDropoutWaiting(state) && usedDropout ? afterReset(dropoutLabels[usedDropout]) : null,
    onEdit: (value) => {
      commands.chooseDropout(value === 'off' ? 'off' : 'on');
    },
    onCommit: () => undefined,
  });
}

function afterReset(inUse: string): string {
  return `リセットすると反映されます（いまの学習は${inUse}）。`;
}

function digest({ run: { draft }, dropout }: MlpState): string {
  const { discriminatorLearningRate, generatorLearningRate, batchSize, seed } = draft;
  return (
    `学習率 識別器${discriminatorLearningRate}・生成器${generatorLearningRate}、` +
    `バッチ${batchSize}枚、ドロップアウト${dropoutLabels[dropout]}、シード${seed}`
  );
}
