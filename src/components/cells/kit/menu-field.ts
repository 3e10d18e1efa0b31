import type { ChoiceControl } from '@lib/controls';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface MenuField {
  /** Unique within the cell. */
  readonly name: string;
  readonly control: Pick<ChoiceControl, 'label' | 'options'>;
  readonly value: string;
  /** What else the reader should know about it now. */
  readonly note?: string | null;
  readonly onChoose: (value: string) => void;
}

/** Characters of an option that fit into a column of a compact form. */
const fitting = 9;

/** A declared choice as a menu; one of long options takes the room that they need. */
export function menuField({ name, control, value, note, onChoose }: MenuField): TemplateResult {
  const isLong = control.options.some(({ label }) => label.length > fitting);
  return html`<div class="field ${isLong ? 'long' : ''}">
    <label for=${name}>${control.label}</label>
    <select
      id=${name}
      .value=${live(value)}
      @change=${(event: Event) => {
        onChoose((event.currentTarget as HTMLSelectElement).value);
      }}
    >
      ${control.options.map(
        (option) =>
          html`<option value=${option.value} ?selected=${option.value === value}>
            ${option.label}
          </option>`,
      )}
    </select>
    ${note ? html`<p class="note" role="status">${note}</p>` : nothing}
  </div>`;
}
