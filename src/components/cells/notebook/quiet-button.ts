/** A button below an output that looks like a link, so that it does not outshine what it saves. */
import { css, html, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';

export function quietButton(label: string, onPress: () => void): TemplateResult {
  return html`<span class="quiet">${commandButton({ label, onPress })}</span>`;
}

/** Of the elements that show one; behind `kit/styles/commands`. */
export const quietButtonStyles = css`
  .quiet .button {
    min-block-size: 1.75rem;
    padding: 0;
    border: 0;
    background: none;
    color: var(--color-muted);
    font-size: 0.75rem;
    text-decoration: underline;
    text-decoration-thickness: 1px;
    text-underline-offset: 0.25em;
  }
  .quiet .button:hover {
    color: var(--color-ink);
  }
`;
