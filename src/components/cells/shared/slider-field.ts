import { formatSetting, type IntegerControl, type NumberControl } from '@lib/controls';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

export interface SliderField {
  /** Unique within the cell. */
  readonly name: string;
  readonly control: NumberControl | IntegerControl;
  readonly value: number;
  /** A smaller end than the control's, where other settings allow no more. */
  readonly most?: number;
  /** A value to mark on the scale. */
  readonly mark?: number;
  /** While it moves. */
  readonly onMove: (value: number) => void;
  /** When it has been let go. */
  readonly onSettle?: () => void;
}

/** A declared number as a slider, with its value beside the name. */
export function sliderField(field: SliderField): TemplateResult {
  const { name, control, value, most = Infinity, mark, onMove, onSettle } = field;
  const max = Math.min(control.max, most);
  return html`<div class="field slider">
    <label for=${name}>${control.label}</label>
    <output for=${name} aria-live="off">${formatSetting(value).replace('-', '−')}</output>
    <input
      id=${name}
      type="range"
      min=${control.min}
      max=${max}
      step=${control.step}
      list=${mark === undefined ? nothing : `${name}-marks`}
      ?disabled=${max === control.min}
      .value=${live(formatSetting(value))}
      @input=${(event: Event) => {
        onMove((event.currentTarget as HTMLInputElement).valueAsNumber);
      }}
      @change=${onSettle ?? nothing}
    />
    ${
      mark === undefined
        ? nothing
        : html`<datalist id="${name}-marks"><option value=${mark}></option></datalist>`
    }
  </div>`;
}
