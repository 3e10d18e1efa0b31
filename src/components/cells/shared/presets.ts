import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';

export interface PresetPicker<Name extends string> {
  readonly names: readonly Name[];
  readonly labels: Readonly<Record<Name, string>>;
  /** The preset whose values the form holds. */
  readonly chosen: Name | 'custom';
  readonly onChoose: (name: Name) => void;
}

/** Ready-made sets of values as radio buttons; a form changed by hand is shown as one more. */
export function presetPicker<Name extends string>(options: PresetPicker<Name>): TemplateResult {
  const { names, labels, chosen, onChoose } = options;
  return html`<div class="presets" role="radiogroup" aria-label="設定の組">
    ${names.map((name) =>
      preset({
        name,
        label: labels[name],
        isChosen: name === chosen,
        isEnabled: true,
        onChoose: () => {
          onChoose(name);
        },
      }),
    )}
    ${preset({
      name: 'custom',
      label: 'カスタム',
      isChosen: chosen === 'custom',
      // Chosen by changing the form, not by itself.
      isEnabled: chosen === 'custom',
      onChoose: null,
    })}
  </div>`;
}

interface Preset {
  readonly name: string;
  readonly label: string;
  readonly isChosen: boolean;
  readonly isEnabled: boolean;
  readonly onChoose: (() => void) | null;
}

function preset({ name, label, isChosen, isEnabled, onChoose }: Preset): TemplateResult {
  return html`<label class="preset">
    <input
      class="visually-hidden"
      type="radio"
      name="preset"
      value=${name}
      ?checked=${isChosen}
      ?disabled=${!isEnabled}
      ${ref((input) => {
        // As a property, since the attribute no longer counts once the reader has chosen. Not bound
        // by Lit, whose server rendering would write it out even where it is false.
        if (input instanceof HTMLInputElement) input.checked = isChosen;
      })}
      @change=${onChoose ?? nothing}
    />
    <span>${label}</span>
  </label>`;
}
