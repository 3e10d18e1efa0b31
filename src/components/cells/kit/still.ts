import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import type { TemplateResult } from 'lit';

/** A cell before its program runs, as HTML with a declarative shadow root. */
export function renderStill(cell: TemplateResult): string {
  return collectResultSync(render(cell));
}
