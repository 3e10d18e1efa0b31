import type { ChoiceControl } from '@lib/controls';
import { largestPadding } from '@lib/convolution-arithmetic';
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { sliderField } from '../shared/slider-field';
import { type ArithmeticSettings, arithmeticControls, type SettingName } from './settings';
import type { Action } from './state';

type Dispatch = (action: Action) => void;

/** Menus for what is chosen, sliders for sizes; what an operation does not use is left out. */
export function settingsForm(settings: ArithmeticSettings, dispatch: Dispatch): TemplateResult {
  const { operation, image, kernel, kernelSize, stride } = settings;
  const isRandom = image === 'random' || kernel === 'random';
  const sliderFor = (name: NumberName, most = Infinity) =>
    sliderField({
      name,
      control: arithmeticControls[name],
      value: settings[name],
      most,
      onMove: (value) => {
        dispatch({ type: 'change', settings: { [name]: value } });
      },
    });
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
