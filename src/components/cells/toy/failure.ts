import type { ToyFailureEvent } from '@lib/runtime/toy/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../shared/buttons';

/** What ended a run of small GANs, and the way on; nothing while all is well. */
export function toyFailure(
  reason: Pick<ToyFailureEvent, 'kind' | 'message'> | null,
  onReset: () => void,
): TemplateResult {
  const body = reason
    ? html`<section class="failure" aria-label="学習の失敗">
        <h4>${reason.kind === 'diverged' ? '学習が発散しました' : '学習が止まりました'}</h4>
        <p>${reason.message}</p>
        <div class="toolbar">
          ${commandButton({ label: 'はじめからやり直す', icon: 'reset', onPress: onReset })}
        </div>
      </section>`
    : nothing;
  return html`<div role="alert">${body}</div>`;
}
