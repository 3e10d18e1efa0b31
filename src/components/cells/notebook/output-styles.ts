import { css } from 'lit';

/** What a run has shown, in the page's own type: the blocks that an example has, too. */
export const blockStyles = css`
  .outputs {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.9rem;
    padding: 0.9rem 1rem;
  }
  .block {
    min-inline-size: 0;
  }
  .line,
  .message,
  .tree .value {
    white-space: pre-wrap;
  }
  .line,
  .message,
  .tree {
    margin: 0;
    font-family: var(--font-mono);
    font-size: 0.8125rem;
    line-height: 1.6;
    overflow-wrap: anywhere;
  }
  .aside {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.1rem 0.75rem;
    padding-block-start: 0.3rem;
    color: var(--color-muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .block figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1.25rem;
    padding-block-end: 0.35rem;
    font-size: 0.8125rem;
    font-weight: 700;
  }
  .block.images figure {
    inline-size: fit-content;
    max-inline-size: 100%;
  }
  .block.images :is(image-grid, img) {
    inline-size: clamp(min(7rem, 100%), calc(2 * var(--image-width)), 100%);
    max-inline-size: 26rem;
  }
  .labelled {
    display: grid;
    grid-template-columns: repeat(var(--columns), minmax(0, 1fr));
    gap: 0.4rem;
    inline-size: min(100%, calc(var(--columns) * 4.75rem));
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    text-align: center;
  }
  .block.images .labelled image-grid,
  .block.images .strip img {
    inline-size: 100%;
    max-inline-size: none;
  }
  .block .plot-area {
    block-size: clamp(11rem, 38cqi, 15rem);
  }
`;

/** The rest of what a run may show. */
export const outputStyles = css`
  .outputs:empty {
    display: none;
  }
  .outputs[data-old] {
    color: var(--color-muted);
  }
  .outputs[data-old] :is(image-grid, line-chart, progress) {
    opacity: 0.6;
  }
  .faults {
    display: grid;
    gap: 0.2rem;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.8125rem;
  }
  .faults .place {
    margin-inline-end: 0.5em;
    color: var(--color-error);
  }
  .lines.long {
    max-block-size: 20rem;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  .line.warn {
    color: var(--color-generator);
  }
  .line.error,
  .message {
    color: var(--color-error);
  }
  .tree details > summary {
    display: block;
    padding: 0;
    cursor: pointer;
    list-style: none;
  }
  .tree summary::-webkit-details-marker {
    display: none;
  }
  .tree summary::before,
  .trace summary::before {
    content: '';
    display: inline-block;
    margin-inline-end: 0.5em;
    border: solid transparent;
    border-width: 0.28em 0 0.28em 0.42em;
    border-inline-start-color: var(--color-muted);
  }
  .tree [open] > summary::before,
  .trace [open] > summary::before {
    rotate: 90deg;
  }
  .tree summary:hover {
    background: var(--color-surface);
  }
  .tree .entries {
    margin-inline-start: 0.2em;
    padding-inline-start: 0.9em;
    border-inline-start: 1px solid var(--color-border);
  }
  .tree .leaf {
    padding-inline-start: 0.92em;
  }
  .tree .key {
    color: var(--color-discriminator);
  }
  .tree .value:is([data-type='number'], [data-type='boolean'], [data-type='bigint']) {
    color: var(--color-real);
  }
  .tree dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25em;
    margin: 0;
  }
  .tree dl > div {
    display: flex;
    gap: 0.5em;
  }
  .tree dt {
    color: var(--color-muted);
    font-family: var(--font-text);
  }
  .tree .numbers {
    color: var(--color-muted);
  }
  .block.error,
  .failure {
    display: grid;
    gap: 0.35rem;
    margin: 0;
    padding: 0.7rem 0.9rem;
    border-inline-start: 4px solid var(--color-error);
    border-radius: var(--radius);
    background: var(--color-error-surface);
    font-size: 0.875rem;
  }
  .failure .hint,
  .block.error .hint {
    color: var(--color-ink);
    font-size: 0.875rem;
  }
  .trace {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.25rem 1rem;
    font-size: 0.8125rem;
  }
  .trace ol {
    margin: 0;
    padding-inline-start: 1.5em;
    font-family: var(--font-mono);
    font-size: 0.75rem;
  }
  .trace summary {
    display: block;
    padding: 0;
    color: var(--color-muted);
    cursor: pointer;
    list-style: none;
  }
  .place {
    min-block-size: var(--target);
    padding: 0;
    border: 0;
    background: none;
    color: var(--color-accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.22em;
    cursor: pointer;
  }
  .machine {
    padding: 0 1rem 0.5rem;
    color: var(--color-muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
`;
