import { html } from 'lit';
import { renderStill } from '../../shared/still';
import './example-film';

/** The shipped film before its program runs, as HTML with a declarative shadow root. */
export function renderExample(): string {
  return renderStill(html`<example-film></example-film>`);
}
