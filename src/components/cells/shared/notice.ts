import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from './buttons';

export interface Notice {
  readonly tone: 'info' | 'error';
  readonly text: string;
}

/**
 * What a cell has to say now. Both regions stay in the page while they are empty, since screen
 * readers announce only what changes in a region that they know.
 */
export function noticeArea(notice: Notice | null, onDismiss: () => void): TemplateResult {
  return html`
    <div role="status">${notice?.tone === 'info' ? message(notice, onDismiss) : nothing}</div>
    <div role="alert">${notice?.tone === 'error' ? message(notice, onDismiss) : nothing}</div>
  `;
}

function message({ tone, text }: Notice, onDismiss: () => void): TemplateResult {
  return html`<div class="notice ${tone}">
    <p>${text}</p>
    ${commandButton({ label: '閉じる', onPress: onDismiss })}
  </div>`;
}
