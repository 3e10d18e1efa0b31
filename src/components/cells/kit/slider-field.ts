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
  /** What is said after the value by screen readers. */
  readonly says?: string;
  /** While it moves. */
  readonly onMove: (value: number) => void;
  /** When it has been let go. */
  readonly onSettle?: () => void;
}

/** A declared number as a slider, with its value beside the name. */
export function sliderField(field: SliderField): TemplateResult {
  const { name, control, value, most = Infinity, mark, says, onMove, onSettle } = field;
  const max = Math.min(control.max, most);
  return html`<div class="field slider">
    <label for=${name}>${control.label}</label>
    <output for=${name} aria-live="off" translate="no"
      >${formatSetting(value).replace('-', '−')}${control.unit}</output
    >
    <input
      id=${name}
      type="range"
      min=${control.min}
      max=${max}
      step=${control.step}
      list=${mark === undefined ? nothing : `${name}-marks`}
      ?disabled=${max === control.min}
      .value=${live(formatSetting(value))}
      aria-valuetext=${says === undefined ? nothing : `${formatSetting(value)}${says}`}
      aria-describedby=${control.help ? `${name}-help` : nothing}
      @input=${(event: Event) => {
        // Steps add up, and 0.1 + 0.2 is not 0.3.
        onMove(Number((event.currentTarget as HTMLInputElement).valueAsNumber.toPrecision(12)));
      }}
      @change=${onSettle ?? nothing}
    />
    ${
      mark === undefined
        ? nothing
        : html`<datalist id="${name}-marks"><option value=${mark}></option></datalist>`
    }
    ${control.help ? html`<p class="help" id="${name}-help">${control.help}</p>` : nothing}
  </div>`;
}
