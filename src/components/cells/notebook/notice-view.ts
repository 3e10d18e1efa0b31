import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import type { CellNotice } from './cell-state';
import { withCode } from './failure-view';

/** What a cell has to say; both regions stay while they are empty, as in the kit's `notice.ts`. */
export function noticeView(notice: CellNotice | null, onDismiss: () => void): TemplateResult {
  const shown = notice && message(notice, onDismiss);
  return html`
    <div role="status">${notice?.tone === 'info' ? shown : nothing}</div>
    <div role="alert">${notice?.tone === 'error' ? shown : nothing}</div>
  `;
}

function message({ tone, text, actions = [] }: CellNotice, onDismiss: () => void): TemplateResult {
  return html`<div class="notice ${tone}">
    <p>${withCode(text)}</p>
    <div class="toolbar">
      ${actions.map(({ label, act }) => commandButton({ label, onPress: act }))}
      ${commandButton({ label: '閉じる', onPress: onDismiss })}
    </div>
  </div>`;
}
