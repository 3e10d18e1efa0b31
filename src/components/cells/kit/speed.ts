/** How fast a cell trains, as the reader chooses it. */
import type { ChoiceControl } from '@lib/controls';
import type { Speed } from '@lib/session/protocol';
import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

/** From the slowest to the fastest; for the reader, and for the worker. */
export const speeds = {
  slow: { label: 'スロー（1更新ずつ）', speed: { kind: 'slow-motion', seconds: 1.5 } },
  gentle: { label: 'ゆっくり', speed: { kind: 'rounds-per-frame', rounds: 1 } },
  quick: { label: '速い', speed: { kind: 'rounds-per-frame', rounds: 5 } },
  full: { label: '全速', speed: { kind: 'full' } },
} as const satisfies Record<string, { readonly label: string; readonly speed: Speed }>;

export type SpeedName = keyof typeof speeds;
export const speedNames = Object.keys(speeds) as readonly SpeedName[];

/** For the controls of a cell whose links carry the speed; without another default, full speed. */
export const speedControl: ChoiceControl<SpeedName> = {
  type: 'choice',
  label: '速さ',
  help: '学習を見せる速さです。結果は変わりません。',
  options: speedNames.map((value) => ({ value, label: speeds[value].label })),
  default: 'full',
};

/** The speeds that a cell offers, with the control that validates a link's. */
export interface SpeedChoice {
  readonly names: readonly SpeedName[];
  readonly default: SpeedName;
  readonly control: ChoiceControl<SpeedName>;
}

/** @param names the speeds to choose from; all of them if left out */
export function speedChoice(
  initial: SpeedName = speedControl.default,
  names: readonly SpeedName[] = speedNames,
): SpeedChoice {
  const options = speedControl.options.filter(({ value }) => names.includes(value));
  return { names, default: initial, control: { ...speedControl, options, default: initial } };
}

export interface SpeedPicker {
  readonly chosen: SpeedName;
  /** The speeds to choose from; all of them if left out. */
  readonly names?: readonly SpeedName[];
  readonly onChoose: (speed: SpeedName) => void;
}

/** A small menu for a toolbar. A run under way may take the change up at once. */
export function speedPicker({ chosen, names = speedNames, onChoose }: SpeedPicker): TemplateResult {
  return html`<label class="speed">
    <span>${speedControl.label}</span>
    <select
      .value=${live(chosen)}
      @change=${(event: Event) => {
        onChoose((event.currentTarget as HTMLSelectElement).value as SpeedName);
      }}
    >
      ${names.map(
        (name) =>
          html`<option value=${name} ?selected=${name === chosen}>${speeds[name].label}</option>`,
      )}
    </select>
  </label>`;
}
