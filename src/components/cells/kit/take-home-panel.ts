import { type FormatName, formatLabels, formatNames } from '@lib/export/formats';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from './buttons';
import type { CellTypes } from './cell-state';
import type { CellView } from './declaration';
import { formatBytes } from './format';
import { menuField } from './menu-field';
import { panel } from './panel';
import type { MadeFile } from './take-home-state';
import { weightButtons } from './weight-buttons';

/** The run under way as files: scripts for other frameworks, numbers, and weights to load back. */
export function takeHomePanel<T extends CellTypes>(view: CellView<T>): TemplateResult {
  const { state, commands, declaration } = view;
  const hasButtons = declaration.weights !== undefined && !declaration.weights.isElsewhere;
  return panel({
    id: 'take-home',
    title: '持ち帰る',
    digest: 'PyTorchやKerasのスクリプト、重み、曲線',
    body: html`<div class="panel-body take-home">
      <section>
        <p class="hint">
          いまの学習をファイルにします。スクリプトには、このセルと同じネットワークと重みとAdamの状態が付きます。Pythonで続きを学習できます。ファイルはどこにも送られません。
        </p>
        ${choices(view)}${state.takeHome.made ? made(state.takeHome.made, commands.saveTakeHome) : nothing}
      </section>
      ${hasButtons ? weights(view) : nothing}
    </div>`,
  });
}

function weights<T extends CellTypes>({ state, commands }: CellView<T>): TemplateResult {
  return html`<section>
    <h4>ネットワークの重み</h4>
    <p class="hint">
      すべての重みを1つのzipに保存します。このセルに読み込むと、その重みから学習を続けられます（Adamの状態ははじめからになります）。
    </p>
    ${weightButtons(state, commands)}
  </section>`;
}

function choices<T extends CellTypes>({ state, commands, declaration }: CellView<T>) {
  const { takeHome, session, used, failure } = state;
  const count = session?.parameters.length ?? 0;
  const titles = used ? (declaration.laneTitles?.(used) ?? []) : [];
  const lanes = Array.from({ length: count }, (_, i) => ({
    value: String(i),
    label: titles[i] ?? `${i + 1}つ目`,
  }));
  return html`${menuField({
      name: 'take-home-format',
      control: {
        label: '形式',
        options: formatNames.map((value) => ({ value, label: formatLabels[value] })),
      },
      value: takeHome.format,
      onChoose: (format) => {
        commands.chooseTakeHome({ format: format as FormatName });
      },
    })}
    ${
      count > 1
        ? menuField({
            name: 'take-home-lane',
            control: { label: 'どのGANか', options: lanes },
            value: String(takeHome.lane),
            onChoose: (lane) => {
              commands.chooseTakeHome({ lane: Number(lane) });
            },
          })
        : nothing
    }
    <div class="toolbar">
      ${commandButton({
        label: takeHome.isBusy ? 'ファイルを作っています' : 'ファイルを作る',
        isEnabled: session !== null && !failure && !takeHome.isBusy,
        onPress: commands.makeTakeHome,
      })}
    </div>`;
}

/** What was made, and what it does not hold, to be seen before it is saved. */
function made(file: MadeFile, onSave: () => void): TemplateResult {
  const { fileName, size, contents, toRewrite, remarks, step } = file;
  return html`<div class="made" role="status">
    <p>
      <strong translate="no">${fileName}</strong>（${formatBytes(size)}、ステップ${step}）${
        contents.length > 0
          ? html`<br />中身：<span translate="no">${contents.join('、')}</span>`
          : nothing
      }
    </p>
    ${
      toRewrite.length > 0
        ? html`<p class="problem">書き換えが必要な所：${toRewrite.length}</p>
            ${list(toRewrite)}`
        : nothing
    }
    ${
      remarks.length > 0
        ? html`<p>持ち帰れないもの</p>
            ${list(remarks)}`
        : nothing
    }
    <div class="toolbar">
      ${commandButton({ label: '保存', icon: 'save', isPrimary: true, onPress: onSave })}
    </div>
  </div>`;
}

const list = (sentences: readonly string[]) =>
  html`<ul>
    ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
  </ul>`;
