import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import './example-film';

/** The shipped film as it is before its program runs, as HTML with a declarative shadow root. */
export function renderExample(): string {
  return collectResultSync(render(html`<example-film></example-film>`));
}
