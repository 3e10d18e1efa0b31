import { describeExpected, type IntegerControl } from '@lib/controls';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface IntegerField {
  /** Unique within the cell. */
  readonly name: string;
  readonly control: IntegerControl;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** With a message for the reader, in Japanese; the value stays as it was. */
  readonly onProblem: (message: string) => void;
}

/** A declared whole number as a native field. */
export function integerField({ name, control, value, onChange, onProblem }: IntegerField) {
  const { label, min, max, step } = control;
  const changed = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const { valueAsNumber } = input;
    if (Number.isInteger(valueAsNumber) && valueAsNumber >= min && valueAsNumber <= max) {
      onChange(valueAsNumber);
      return;
    }
    const received = input.value === '' ? 'なし' : `「${input.value.slice(0, 20)}」`;
    onProblem(`${label}には${describeExpected(control)}を入れてください（入力：${received}）。`);
  };
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <div class="entry">
      <input
        id=${name}
        type="number"
        min=${min}
        max=${max}
        step=${step}
        .value=${live(String(value))}
        @change=${changed}
      />
    </div>
  </div>` satisfies TemplateResult;
}
