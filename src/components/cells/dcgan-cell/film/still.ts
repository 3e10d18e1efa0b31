import { html } from 'lit';
import { renderStill } from '../../kit/still';
import { defineExampleFilm } from './example-film';

/** The shipped film before its program runs, as HTML with a declarative shadow root. */
export function renderExample(): string {
  defineExampleFilm();
  return renderStill(html`<example-film></example-film>`);
}
