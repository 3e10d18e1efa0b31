import type { ChoiceControl } from '@lib/controls';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface MenuField {
  /** Unique within the cell. */
  readonly name: string;
  readonly control: Pick<ChoiceControl, 'label' | 'options'>;
  readonly value: string;
  readonly onChoose: (value: string) => void;
}

/** A declared choice as a menu. */
export function menuField({ name, control, value, onChoose }: MenuField): TemplateResult {
  return html`<div class="field">
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
  </div>`;
}
