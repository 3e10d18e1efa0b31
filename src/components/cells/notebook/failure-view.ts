import { html, nothing, type TemplateResult } from 'lit';
import type { CodeFault } from '@lib/notebook/compile';
import type { CellFailure, ErrorPlace } from './failures';

/** Shows a place in a cell's code. */
export type GoTo = (place: ErrorPlace) => void;

/** What went wrong: what to do first, then the engine's own words, then where. */
export function failureView(failure: CellFailure, goTo: GoTo): TemplateResult {
  const { name, message, hint, frames } = failure;
  // Without an engine's name it is the site's own sentence.
  const told = name === '' ? message : hint;
  return html`${told ? html`<p class="hint">${withCode(told)}</p>` : nothing}
  ${name === '' ? nothing : html`<pre class="message" translate="no">${name}: ${message}</pre>`}
  ${frames.length > 0 ? trace(frames, goTo) : nothing}`;
}

/** Faults that the compiler has found while the reader types. */
export function faultList(cell: string, faults: readonly CodeFault[], goTo: GoTo): TemplateResult {
  return html`<ul class="faults">
    ${faults.map(
      ({ message, from }) =>
        html`<li>${placeButton({ cell, at: from }, goTo)} <span>${withCode(message)}</span></li>`,
    )}
  </ul>`;
}

/** The nearest place in the reader's code stands open; the library's functions above it are folded. */
function trace(frames: CellFailure['frames'], goTo: GoTo): TemplateResult {
  const first = frames.findIndex(({ place }) => place !== null);
  const within = first < 0 ? frames : frames.slice(0, first);
  const rest = first < 0 ? [] : frames.slice(first + 1).filter(({ place }) => place !== null);
  const nearest = frames[first]?.place;
  const names = [...new Set(within.map(({ name }) => name))].filter(Boolean);
  return html`<div class="trace">
    ${nearest ? placeButton(nearest, goTo) : nothing}
    ${rest.length > 0 ? html`<span>${rest.map(({ place }) => place && html` ← ${placeButton(place, goTo)}`)}</span>` : nothing}
    ${
      names.length > 0
        ? html`<details>
            <summary>ライブラリの中：${names[0]}</summary>
            <ol translate="no">
              ${names.map((name) => html`<li>${name}</li>`)}
            </ol>
          </details>`
        : nothing
    }
  </div>`;
}

function placeButton(place: ErrorPlace, goTo: GoTo): TemplateResult {
  return html`<button
    type="button"
    class="place"
    @click=${() => {
      goTo(place);
    }}
  >
    ${place.at.line}行目へ
  </button>`;
}

/** Names and code stand between backticks. */
export function withCode(text: string): TemplateResult {
  const parts = text.split('`');
  return html`${parts.map((part, i) =>
    i % 2 === 1 ? html`<code translate="no">${part}</code>` : part,
  )}`;
}
