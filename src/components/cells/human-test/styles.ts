import { css } from 'lit';

export const humanStyles = css`
  .stage {
    row-gap: 0.9rem;
  }
  .stage .form {
    grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr));
    padding: 0;
  }
  .stage .toolbar {
    align-items: center;
  }
  .curve svg {
    display: block;
    inline-size: 100%;
    max-inline-size: 34rem;
    font-size: 12px;
  }
  .curve figcaption {
    padding-block-end: 0.4rem;
    font-weight: 400;
  }
  .curve text {
    fill: var(--color-ink);
  }
  .grid {
    stroke: var(--color-border);
    stroke-width: 1;
    fill: none;
  }
  .published {
    stroke: var(--color-ink);
    stroke-width: 2;
    fill: none;
  }
  .scroll {
    overflow-x: auto;
  }
  table {
    border-collapse: collapse;
    font-size: 0.8125rem;
  }
  caption {
    padding-block-end: 0.3rem;
    text-align: start;
  }
  :is(th, td) {
    padding: 0.25rem 0.45rem;
    border: 1px solid var(--color-border);
    text-align: start;
    white-space: nowrap;
  }
  small {
    color: var(--color-muted);
  }
  .key {
    inline-size: 1.6rem;
    block-size: 0.5rem;
    margin-inline-end: 0.4rem;
  }
  @container (max-width: 26rem) {
    .curve svg {
      font-size: 15px;
    }
  }
`;
