import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';

/** The marks by which Lit would find its places again: a cell's program draws anew. */
const marks = /<!--\/?lit-[^>]*-->/g;

/** A cell before its program runs, as HTML with a declarative shadow root. */
export function renderStill(cell: TemplateResult): string {
  return collectResultSync(render(cell)).replaceAll(marks, '');
}
