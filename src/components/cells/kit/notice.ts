import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from './buttons';

export interface Notice {
  readonly tone: 'info' | 'error';
  readonly text: string;
  /** Whether the same may go well another time. */
  readonly mayRetry?: boolean;
}

/**
 * What a cell has to say now. Both regions stay in the page while they are empty, since screen
 * readers announce only what changes in a region that they know.
 */
export function noticeArea(
  notice: Notice | null,
  onDismiss: () => void,
  onRetry?: () => void,
): TemplateResult {
  const shown = notice && message(notice, onDismiss, notice.mayRetry ? onRetry : undefined);
  return html`
    <div role="status">${notice?.tone === 'info' ? shown : nothing}</div>
    <div role="alert">${notice?.tone === 'error' ? shown : nothing}</div>
  `;
}

function message({ tone, text }: Notice, onDismiss: () => void, onRetry?: () => void) {
  return html`<div class="notice ${tone}">
    <p>${text}</p>
    ${onRetry ? commandButton({ label: 'もう一度試す', icon: 'reset', onPress: onRetry }) : nothing}
    ${commandButton({ label: '閉じる', onPress: onDismiss })}
  </div>`;
}
