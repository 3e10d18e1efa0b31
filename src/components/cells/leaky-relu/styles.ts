import { css } from 'lit';

export const rectifierStyles = css`
  .controls,
  .foot,
  .stale,
  h4 {
    padding: 0 1rem 0.9rem;
  }
  h4 {
    padding-block: 0.9rem 0.6rem;
    border-block-start: 1px solid var(--color-border);
    font-size: 0.9375rem;
  }
  .controls {
    align-items: center;
  }
  .stale {
    color: var(--color-accent);
    font-size: 0.875rem;
  }
  .step {
    font-variant-numeric: tabular-nums;
  }
  .explorer,
  .training {
    padding: 1rem;
    border-block: 1px solid var(--color-border);
    background: var(--color-surface);
  }
  .explorer {
    border-block-end: 0;
  }
  .curves,
  .training {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.25rem;
  }
  figure {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  figcaption {
    padding-block-end: 0.3rem;
    font-size: 0.8125rem;
    font-weight: 700;
  }
  figcaption .legend {
    font-weight: 400;
  }
  .training > .mark {
    grid-column: 1 / -1;
  }
  .sketch {
    display: block;
    inline-size: 100%;
    max-inline-size: 22rem;
  }
  .plot-area {
    position: relative;
    flex: 1;
    min-block-size: 10rem;
  }
  .placeholder {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    border: 1px dashed var(--color-border);
    border-radius: var(--radius);
    color: var(--color-muted);
    font-size: 0.8125rem;
    text-align: center;
  }
  .curves svg {
    display: block;
    inline-size: 100%;
    max-inline-size: 26rem;
    font-size: 11px;
    cursor: ew-resize;
    touch-action: pan-y;
  }
  .here {
    stroke: var(--color-ink);
    stroke-dasharray: 2 3;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block-end: 0.4rem;
    color: var(--color-muted);
    text-align: start;
  }
  th,
  td {
    padding: 0.25rem 0.6rem 0.25rem 0;
    border-block-start: 1px solid var(--color-border);
    text-align: start;
    vertical-align: top;
  }
  th .line-sample {
    margin-inline-end: 0.4em;
  }
  .values {
    margin-block-start: 0.75rem;
  }
  .values td,
  .values thead th {
    white-space: nowrap;
  }
  .scroll {
    padding: 0.9rem 1rem;
  }
  .marks {
    display: block;
    letter-spacing: 0.1em;
  }
  .foot {
    min-block-size: 3.7rem;
    padding-block-start: 0.5rem;
  }
  @container (max-width: 16rem) {
    .values :is(td, thead th) {
      white-space: normal;
    }
  }
  @container (min-width: 34rem) {
    .curves {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .training {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
`;
