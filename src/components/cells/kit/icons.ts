/** The cells' pictograms, drawn in the text's colour; the text beside them says what they mean. */
import { svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';

const shapes = {
  run: svg`<path d="M4 2.5v11l9-5.5z" />`,
  pause: svg`<path d="M3.5 2.5h3v11h-3zM9.5 2.5h3v11h-3z" />`,
  stop: svg`<path d="M3.5 3.5h9v9h-9z" />`,
  edit: svg`<path d="m11.4 1.9 2.7 2.7-8.3 8.3-3.4.7.7-3.4zM10 4.9l-5.5 5.5-.3 1.4 1.4-.3L11.1 6z" />`,
  more: svg`<path d="M2 6.7h2.6v2.6H2zm4.7 0h2.6v2.6H6.7zm4.7 0H14v2.6h-2.6z" />`,
  copy: svg`<path d="M5.5 1.5h8v10h-8zM7 3v7h5V3zM2.5 4.5h2V6H4v7h5v-.5h1.5v2h-8z" />`,
  step: svg`<path d="M3 2.5v11l7-5.5zM11 2.5h2v11h-2z" />`,
  reset: svg`<path d="M8 3a5 5 0 1 1-4.6 3l1.4.6A3.5 3.5 0 1 0 8 4.5V7L4 3.7 8 .5z" />`,
  cancel: svg`<path d="m3.6 2.4 4.4 4.3 4.4-4.3 1.3 1.3L9.3 8l4.4 4.3-1.3 1.3L8 9.3l-4.4 4.3-1.3-1.3L6.7 8 2.3 3.7z" />`,
  save: svg`<path d="M7.2 1.5h1.6v6.6l2.4-2.4 1.1 1.2L8 11.2 3.7 6.9l1.1-1.2 2.4 2.4zM2.5 12.5h11V14h-11z" />`,
  open: svg`<path d="M7.2 11.2h1.6V4.6L11.2 7l1.1-1.2L8 1.5 3.7 5.8 4.8 7l2.4-2.4zM2.5 12.5h11V14h-11z" />`,
  share: svg`<path d="M6.8 9.9 5.7 11a1.7 1.7 0 0 1-2.4-2.4l2.4-2.4a1.7 1.7 0 0 1 2.4 0l1-1a3.1 3.1 0 0 0-4.4 0L2.3 7.6A3.1 3.1 0 0 0 6.7 12l1.1-1.1zM9.2 6.1 10.3 5a1.7 1.7 0 0 1 2.4 2.4l-2.4 2.4a1.7 1.7 0 0 1-2.4 0l-1 1a3.1 3.1 0 0 0 4.4 0l2.4-2.4A3.1 3.1 0 0 0 9.3 4L8.2 5.1z" />`,
} as const satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof shapes;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">${shapes[name]}</svg>`;
}
