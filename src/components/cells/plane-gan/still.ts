import { render } from '@lit-labs/ssr';
import { collectResultSync } from '@lit-labs/ssr/lib/render-result.js';
import { html } from 'lit';
import './plane-gan';

/** The cell before its program runs, as HTML with a declarative shadow root. */
export function renderStill(): string {
  return collectResultSync(render(html`<plane-gan></plane-gan>`));
}
