import { html, nothing, type TemplateResult } from 'lit';
import { checkedAs } from './checked';
import type { SharedValues } from './share-link';

/** A ready-made set of values. */
export interface Preset {
  readonly label: string;
  /** Typed as in the form; what is left out stays as it is. */
  readonly values: SharedValues;
}

/** What the presets are drawn from: any cell's view. */
interface PresetView {
  readonly state: { readonly draft: SharedValues };
  readonly commands: { choosePreset(name: string): void };
}

/** The presets as radio buttons; a form changed by hand is shown as one more. */
export function presetPicker(
  presets: Readonly<Record<string, Preset>>,
  { state, commands }: PresetView,
): TemplateResult {
  const chosen = chosenPreset(presets, state.draft);
  return html`<div class="presets" role="radiogroup" aria-label="設定の組">
    ${Object.entries(presets).map(([name, { label }]) =>
      radio({
        name,
        label,
        isChosen: name === chosen,
        onChoose: () => {
          commands.choosePreset(name);
        },
      }),
    )}
    ${radio({ name: 'custom', label: 'カスタム', isChosen: chosen === null, onChoose: null })}
  </div>`;
}

/** The preset whose values a form holds; `null` for none. */
export function chosenPreset(
  presets: Readonly<Record<string, Preset>>,
  draft: SharedValues,
): string | null {
  const holds = ([, { values }]: readonly [string, Preset]) =>
    Object.entries(values).every(([name, value]) => meansSame(value, draft[name] ?? ''));
  return Object.entries(presets).find(holds)?.[0] ?? null;
}

/** Whether two entries mean the same: 2e-4 is 0.0002. */
function meansSame(a: string, b: string): boolean {
  return a === b || (a.trim() !== '' && b.trim() !== '' && Number(a) === Number(b));
}

interface PresetRadio {
  readonly name: string;
  readonly label: string;
  readonly isChosen: boolean;
  /** `null` for what is chosen by changing the form, not by itself. */
  readonly onChoose: (() => void) | null;
}

function radio({ name, label, isChosen, onChoose }: PresetRadio): TemplateResult {
  return html`<label class="preset">
    <input
      class="visually-hidden"
      type="radio"
      name="preset"
      value=${name}
      ?checked=${isChosen}
      ?disabled=${onChoose === null && !isChosen}
      ${checkedAs(isChosen)}
      @change=${onChoose ?? nothing}
    />
    <span>${label}</span>
  </label>`;
}
