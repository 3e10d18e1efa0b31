import { html, type TemplateResult } from 'lit';

/** A name and what stands behind it; `—` while it is unknown. */
export type Stat = readonly [name: string, value: string | null];

export function statList(stats: readonly Stat[]): TemplateResult {
  return html`<dl class="stats">
    ${stats.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd translate="no">${value ?? '—'}</dd>
        </div>`,
    )}
  </dl>`;
}
