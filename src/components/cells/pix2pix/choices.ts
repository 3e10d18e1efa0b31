/** What the cell is about: the task, and the field of D on a slider. */
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { menuField } from '../kit/menu-field';
import { pix2pixControls, hasShipped } from './settings';
import type { Pix2pixCellView } from './types';

const { task, field } = pix2pixControls;

export function choices({ state, commands }: Pix2pixCellView): TemplateResult {
  const { draft } = state;
  const value = draft['field'] ?? field.default;
  const at = field.options.findIndex((option) => option.value === value);
  const label = field.options[at]?.label ?? '';
  return html`<div class="form">
    ${menuField({
      name: 'task',
      control: task,
      value: draft['task'] ?? task.default,
      onChoose: (chosen) => {
        // The answer to an outline can be predicted, and bears the paper's λ.
        commands.become({ task: chosen, lambda: chosen === 'outlines' ? '100' : '1' });
      },
    })}
    <div class="field slider">
      <label for="field">${field.label}</label>
      <output for="field" aria-live="off">${label}</output>
      <input
        id="field"
        type="range"
        min="0"
        max=${field.options.length - 1}
        step="1"
        .value=${live(String(at))}
        aria-valuetext=${label}
        @change=${(event: Event) => {
          const place = (event.currentTarget as HTMLInputElement).valueAsNumber;
          commands.become({ field: field.options[place]?.value ?? field.default });
        }}
      />
      ${
        draft['start'] === 'shipped' && !hasShipped(draft)
          ? html`<p class="help">
              この設定の学習ずみはありません。L1＋cGANははじめから学習します。「実行」を押してください。
            </p>`
          : nothing
      }
    </div>
  </div>`;
}
