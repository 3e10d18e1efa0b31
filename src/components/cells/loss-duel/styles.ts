import { css } from 'lit';

export const duelStyles = css`
  .ahead {
    padding: 0 1rem 0.75rem;
  }
  .ahead .help {
    grid-column: 1 / -1;
  }
  .arena {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.25rem;
    padding: 1rem;
    border-block: 1px solid var(--color-border);
    background: var(--color-surface);
  }
  .arena .origin {
    justify-self: start;
    white-space: normal;
  }
  .planes {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.6rem;
  }
  .plane figcaption b {
    display: block;
    line-height: 1.4;
  }
  .plane figcaption {
    padding-block-end: 0.35rem;
    font-size: 0.8125rem;
  }
  .plane .verdict {
    padding-block-start: 0.35rem;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .plane .verdict b {
    font-size: 0.9375rem;
  }
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .key i {
    display: inline-block;
    inline-size: 0.7em;
    block-size: 0.7em;
    margin-inline-end: 0.35em;
    border-radius: 50%;
    background: var(--color-fake);
  }
  .key .real {
    inline-size: 0.5em;
    block-size: 0.5em;
    background: var(--color-real);
  }
  .key .start {
    inline-size: 0.4em;
    block-size: 0.4em;
    background: var(--color-muted);
  }
  .charts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.25rem;
  }
  .charts figure {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .charts figcaption {
    padding-block-end: 0.3rem;
    font-size: 0.8125rem;
    font-weight: 700;
  }
  .charts .legend {
    font-weight: 400;
  }
  .plot-area {
    position: relative;
    min-block-size: 9rem;
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
  }
  .controls {
    align-items: center;
  }
  .sharing {
    padding: 0.75rem 1rem 1rem;
  }
  @container (min-width: 40rem) {
    .charts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
`;
