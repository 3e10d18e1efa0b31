import { html, type TemplateResult } from 'lit';
import { type Phase, phaseLabels } from './phase';

/** A cell's title, which names it for screen readers too, and where its run stands. */
export function heading(title: string, phase: Phase): TemplateResult {
  return html`<header>
    <h3 id="title">${title}</h3>
    <span class="phase" data-phase=${phase}>${phaseLabels[phase]}</span>
  </header>`;
}
