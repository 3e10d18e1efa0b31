import { largestPadding } from '@lib/convolution-arithmetic';
import { html, nothing, type TemplateResult } from 'lit';
import { menuField } from '../shared/menu-field';
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
  const menuFor = (name: MenuName) =>
    menuField({
      name,
      control: arithmeticControls[name],
      value: settings[name],
      onChoose: (value) => {
        dispatch({ type: 'change', settings: { [name]: value } });
      },
    });
  return html`<div class="form">
    ${menuFor('operation')} ${menuFor('image')}
    ${operation === 'max-pooling' ? nothing : menuFor('kernel')} ${sliderFor('inputSize')}
    ${sliderFor('kernelSize')} ${sliderFor('stride')}
    ${sliderFor('padding', largestPadding(kernelSize))}
    ${operation === 'transposed' ? sliderFor('outputPadding', stride - 1) : nothing}
    ${isRandom ? sliderFor('seed') : nothing}
  </div>`;
}

type MenuName = 'operation' | 'image' | 'kernel';
type NumberName = Exclude<SettingName, MenuName>;
