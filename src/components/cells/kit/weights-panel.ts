import { html, type TemplateResult } from 'lit';
import { commandButton, fileButton } from './buttons';
import type { CellState, CellTypes } from './cell-state';
import type { SharedCommands } from './declaration';
import { panel } from './panel';

type WeightCommands = Pick<SharedCommands, 'saveWeights' | 'loadWeights'>;

/** The networks' weights, out to the reader's disk and in again. */
export function weightsPanel<T extends CellTypes>(
  state: CellState<T>,
  commands: WeightCommands,
): TemplateResult {
  return panel({
    id: 'weights',
    title: '重み',
    digest: 'ファイルに保存、ファイルから読み込み',
    body: html`<div class="panel-body">
      <p class="hint">
        学習したネットワークの重みをすべて1つのzipに保存します。読み込むと、その重みから学習を続けられます（Adamの状態ははじめからになります）。ファイルはどこにも送られません。
      </p>
      ${weightButtons(state, commands)}
    </div>`,
  });
}

export function weightButtons<T extends CellTypes>(
  { session, failure }: CellState<T>,
  { saveWeights, loadWeights }: WeightCommands,
): TemplateResult {
  return html`<div class="toolbar">
    ${commandButton({
      label: '重みを保存',
      icon: 'save',
      isEnabled: session !== null && !failure,
      onPress: saveWeights,
    })}
    ${fileButton({
      label: '重みを読み込む',
      accept: '.zip,.json,.bin',
      isMultiple: true,
      onFiles: loadWeights,
    })}
  </div>`;
}
