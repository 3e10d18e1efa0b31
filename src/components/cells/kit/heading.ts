import { html, nothing, type TemplateResult } from 'lit';
import { type Phase, phaseLabels } from './phase';

const labels = { ...phaseLabels, ready: '操作できます' } as const;

/**
 * A cell's title, which names it for screen readers too, and where its run stands.
 *
 * @param phase `ready` where a worker waits for questions, `null` where nothing is ever run
 */
export function heading(title: string, phase: Phase | 'ready' | null): TemplateResult {
  return html`<header>
    <h3 id="title">${title}</h3>
    ${phase ? html`<span class="phase" data-phase=${phase}>${labels[phase]}</span>` : nothing}
  </header>`;
}
