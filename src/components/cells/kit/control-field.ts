import { type ChoiceControl, type Control, formatSetting, stepped } from '@lib/controls';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

type NumericControl = Exclude<Control, ChoiceControl>;

export interface ControlField {
  /** Unique within the cell. */
  readonly name: string;
  readonly control: Control;
  /** What the reader typed, valid or not. */
  readonly value: string;
  /** What is wrong with it, or `null`. */
  readonly problem: string | null;
  /** What else the reader should know about it now, or `null`. */
  readonly note: string | null;
  /** On every keystroke. */
  readonly onEdit: (value: string) => void;
  /** When the reader is done with the value. */
  readonly onCommit: () => void;
}

/** A form field for a declared control: label, entry, what it does, what is wrong. */
export function controlField(field: ControlField): TemplateResult {
  const { name, control, problem, note } = field;
  const id = `field-${name}`;
  return html`<div class="field" data-invalid=${problem ? '' : nothing}>
    <label for=${id}>${control.label}</label>
    ${control.type === 'choice' ? choice(field, control, id) : numeric(field, control, id)}
    <p class="help" id="${id}-help">${control.help}</p>
    <p class="problem" id="${id}-problem" aria-live="polite">${problem ?? ''}</p>
    <p class="note" id="${id}-note" aria-live="polite">${note ?? ''}</p>
  </div>`;
}

function choice(field: ControlField, control: ChoiceControl, id: string): TemplateResult {
  const chosen = (event: Event) => {
    field.onEdit((event.currentTarget as HTMLSelectElement).value);
    field.onCommit();
  };
  return html`<select
    id=${id}
    .value=${live(field.value)}
    aria-describedby="${id}-help"
    @change=${chosen}
  >
    ${control.options.map(
      ({ value, label }) =>
        html`<option value=${value} ?selected=${value === field.value}>${label}</option>`,
    )}
  </select>`;
}

function numeric(field: ControlField, control: NumericControl, id: string): TemplateResult {
  const { value, problem } = field;
  const number = value.trim() === '' ? NaN : Number(value.normalize('NFKC'));
  const walk = (direction: 1 | -1) => {
    const from = Number.isFinite(number) ? number : control.default;
    field.onEdit(formatSetting(stepped(control, from, direction)));
    field.onCommit();
  };
  return html`<div class="entry">
    <input
      id=${id}
      type="text"
      role="spinbutton"
      inputmode=${control.type === 'integer' ? 'numeric' : 'decimal'}
      autocomplete="off"
      spellcheck="false"
      .value=${live(value)}
      aria-valuenow=${Number.isFinite(number) ? formatSetting(number) : nothing}
      aria-valuetext=${value || nothing}
      aria-valuemin=${formatSetting(control.min)}
      aria-valuemax=${formatSetting(control.max)}
      aria-invalid=${problem ? 'true' : 'false'}
      aria-describedby="${id}-help ${id}-problem ${id}-note"
      @input=${(event: Event) => {
        field.onEdit((event.currentTarget as HTMLInputElement).value);
      }}
      @change=${field.onCommit}
      @keydown=${onArrows(walk, field.onCommit)}
    />
    ${control.unit ? html`<span class="unit" aria-hidden="true">${control.unit}</span>` : nothing}
    <span class="nudges"
      >${nudge('−', () => {
        walk(-1);
      })}${nudge('+', () => {
        walk(1);
      })}</span
    >
  </div>`;
}

function onArrows(walk: (direction: 1 | -1) => void, onCommit: () => void) {
  return (event: KeyboardEvent) => {
    if (event.isComposing || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey)
      return;
    if (event.key === 'Enter') onCommit();
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    walk(event.key === 'ArrowUp' ? 1 : -1);
  };
}

/** What the arrow keys do, for fingers and pointers; of no use to others. */
function nudge(sign: string, onPress: () => void): TemplateResult {
  return html`<button
    type="button"
    class="nudge"
    tabindex="-1"
    aria-hidden="true"
    @click=${onPress}
  >
    ${sign}
  </button>`;
}
