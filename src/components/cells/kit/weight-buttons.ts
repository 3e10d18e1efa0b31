import { html, type TemplateResult } from 'lit';
import { commandButton, fileButton } from './buttons';
import type { CellState, CellTypes } from './cell-state';
import type { SharedCommands } from './declaration';

type WeightCommands = Pick<SharedCommands, 'saveWeights' | 'loadWeights'>;

/** The networks' weights, out to the reader's disk and in again. */
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
      accept: '.zip,.json,.bin,.safetensors',
      isMultiple: true,
      onFiles: loadWeights,
    })}
  </div>`;
}
