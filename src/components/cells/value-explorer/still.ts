import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import './value-explorer';

/**
 * The explorer before its program runs, as HTML with a declarative shadow root.
 *
 * @param equation the typeset equation for its slot, trusted HTML
 */
export function renderStill(equation: string): string {
  return collectResultSync(
    render(
      html`<value-explorer><div slot="equation">${unsafeHTML(equation)}</div></value-explorer>`,
    ),
  );
}
