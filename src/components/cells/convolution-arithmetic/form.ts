import type { ChoiceControl, IntegerControl } from '@lib/controls';
import { largestPadding } from '@lib/convolution-arithmetic';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { type ArithmeticSettings, arithmeticControls, type SettingName } from './settings';
import type { Action } from './state';

type Dispatch = (action: Action) => void;

/** Menus for what is chosen, sliders for sizes; what an operation does not use is left out. */
export function settingsForm(settings: ArithmeticSettings, dispatch: Dispatch): TemplateResult {
  const { operation, image, kernel, kernelSize, stride } = settings;
  const isRandom = image === 'random' || kernel === 'random';
  const sliderFor = (name: NumberName, most?: number) => slider(name, settings, dispatch, most);
  return html`<div class="form">
    ${menu('operation', settings, dispatch)} ${menu('image', settings, dispatch)}
    ${operation === 'max-pooling' ? nothing : menu('kernel', settings, dispatch)}
    ${sliderFor('inputSize')} ${sliderFor('kernelSize')} ${sliderFor('stride')}
    ${sliderFor('padding', largestPadding(kernelSize))}
    ${operation === 'transposed' ? sliderFor('outputPadding', stride - 1) : nothing}
    ${isRandom ? sliderFor('seed') : nothing}
  </div>`;
}

type MenuName = 'operation' | 'image' | 'kernel';
type NumberName = Exclude<SettingName, MenuName>;

function menu(name: MenuName, settings: ArithmeticSettings, dispatch: Dispatch): TemplateResult {
  const { label, options }: ChoiceControl = arithmeticControls[name];
  return html`<div class="field">
    <label for=${name}>${label}</label>
    <select
      id=${name}
      .value=${live(settings[name])}
      @change=${(event: Event) => {
        const { value } = event.currentTarget as HTMLSelectElement;
        dispatch({ type: 'change', settings: { [name]: value } });
      }}
    >
      ${options.map(
        (option) =>
          html`<option value=${option.value} ?selected=${option.value === settings[name]}>
            ${option.label}
          </option>`,
      )}
    </select>
  </div>`;
}

function slider(
  name: NumberName,
  settings: ArithmeticSettings,
  dispatch: Dispatch,
  most = Infinity,
): TemplateResult {
  const { label, min, max }: IntegerControl = arithmeticControls[name];
  const end = Math.min(max, most);
  return html`<div class="field slider">
    <label for=${name}>${label}</label
    ><output for=${name} aria-live="off">${settings[name]}</output>
    <input
      id=${name}
      type="range"
      min=${min}
      max=${end}
      ?disabled=${end === min}
      .value=${live(String(settings[name]))}
      @input=${(event: Event) => {
        const { valueAsNumber } = event.currentTarget as HTMLInputElement;
        dispatch({ type: 'change', settings: { [name]: valueAsNumber } });
      }}
    />
  </div>`;
}
