import { html, type TemplateResult } from 'lit';
import { waitingForReset } from '../dcgan/derived';
import { afterReset, formMarks, settingField } from '../dcgan/settings-form';
import { controlField } from '../shared/control-field';
import { panel } from '../shared/panel';
import type { MlpCommands } from './commands';
import { type Dropout, mlpControls, trainedNames } from './settings';
import { isDropoutWaiting, type MlpState } from './state';

const dropoutLabels: Readonly<Record<Dropout, string>> = { on: 'あり', off: 'なし' };

/** What the networks are trained by, folded up behind a line that says what it holds. */
export function settingsForm(state: MlpState, commands: MlpCommands): TemplateResult {
  const { run } = state;
  const isWaiting = waitingForReset(run).length > 0 || isDropoutWaiting(state);
  return panel({
    id: 'settings',
    title: '設定',
    digest: digest(state),
    marks: formMarks(run, isWaiting),
    body: html`<div class="fields">
        ${trainedNames.map((name) => settingField(name, run, commands))}
        ${dropoutField(state, commands)}
      </div>
      <p class="hint">学習率は学習の途中でも次のステップから反映されます。</p>`,
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

function digest({ run: { draft }, dropout }: MlpState): string {
  const { discriminatorLearningRate, generatorLearningRate, batchSize, seed } = draft;
  return (
    `学習率 識別器${discriminatorLearningRate}・生成器${generatorLearningRate}、` +
    `バッチ${batchSize}枚、ドロップアウト${dropoutLabels[dropout]}、シード${seed}`
  );
}
