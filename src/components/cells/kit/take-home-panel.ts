import { html, nothing, type TemplateResult } from 'lit';
import type { CellTypes } from './cell-state';
import type { CellView } from './declaration';
import { panel } from './panel';
import { takeHomeForm } from './take-home-form';
import { weightButtons } from './weight-buttons';

/** The run under way as files: scripts for other frameworks, numbers, and weights to load back. */
export function takeHomePanel<T extends CellTypes>(view: CellView<T>): TemplateResult {
  const { declaration } = view;
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
        ${choices(view)}
      </section>
      ${hasButtons ? weights(view) : nothing}
    </div>`,
  });
}

function weights<T extends CellTypes>({ state, commands }: CellView<T>): TemplateResult {
  return html`<section>
    <h4>ネットワークの重み</h4>
    <p class="hint">
      すべての重みを1つのzipに保存します。このセルに読み込むと、その重みから学習を続けられます（Adamの状態ははじめからになります）。safetensorsのファイルも読み込めます。PyTorchやKerasで続けて学習したものでもかまいません。
    </p>
    ${weightButtons(state, commands)}
  </section>`;
}

function choices<T extends CellTypes>({ state, commands, declaration }: CellView<T>) {
  const { takeHome, session, used, failure } = state;
  const titles = used ? (declaration.laneTitles?.(used) ?? []) : [];
  const count = session?.parameters.length ?? 0;
  return takeHomeForm({
    takeHome,
    lanes: {
      label: 'どのGANか',
      titles: Array.from({ length: count }, (_, i) => titles[i] ?? `${i + 1}つ目`),
    },
    isEnabled: session !== null && !failure,
    onChoose: commands.chooseTakeHome,
    onMake: commands.makeTakeHome,
    onSave: commands.saveTakeHome,
  });
}
