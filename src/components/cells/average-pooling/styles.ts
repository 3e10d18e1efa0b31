import { css } from 'lit';

export const poolingStyles = css`
  .cell > h4 {
    padding: 0.9rem 1rem 0.5rem;
    border-block-start: 1px solid var(--color-border);
    font-size: 0.9375rem;
  }
  .controls {
    align-items: end;
  }
  .counting {
    display: grid;
    gap: 0.7rem;
    padding: 0 1rem 1rem;
    font-size: 0.875rem;
  }
  .endings {
    display: grid;
    gap: 0.7rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .endings li {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0.15rem 1rem;
    font-variant-numeric: tabular-nums;
  }
  .ending-bar,
  .endings .hint {
    grid-column: 1 / -1;
  }
  .ending-bar,
  .class-bar {
    block-size: 0.7rem;
    border-radius: 3px;
    background: var(--color-border);
  }
  .ending-bar i,
  .class-bar i {
    display: block;
    block-size: 100%;
    border-radius: 3px;
    background: var(--color-discriminator);
  }
  .endings li:last-child i {
    background: var(--color-generator);
  }
  .classes {
    display: grid;
    gap: 0.1rem;
    align-content: start;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .classes legend {
    padding: 0 0 0.3rem;
    font-weight: 700;
  }
  .classes .button {
    justify-self: start;
  }
  .class-row {
    display: grid;
    grid-template-columns: auto 1em minmax(3rem, 1fr) 3.6em 4.6em;
    align-items: center;
    gap: 0.6rem;
    min-block-size: 1.75rem;
    cursor: pointer;
  }
  .class-row input {
    margin: 0;
    accent-color: var(--color-accent);
  }
  .class-row:has(:checked) .class-name {
    font-weight: 700;
  }
  .class-share,
  .class-logit {
    text-align: end;
  }
  .class-logit {
    color: var(--color-muted);
  }
  .sum {
    display: grid;
    gap: 0.6rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .sum h4 {
    font-size: 0.875rem;
  }
  .terms {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(6rem, 1fr));
    gap: 0.75rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .terms li {
    display: grid;
    font-size: 0.8125rem;
    line-height: 1.45;
  }
  .terms .signed-map {
    max-inline-size: 7rem;
    margin-block-end: 0.25rem;
  }
  .equation {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.7em;
  }
  @container (max-width: 16rem) {
    .class-row {
      display: flex;
      flex-wrap: wrap;
    }
    .class-bar {
      flex: 1 0 50%;
    }
  }
  @container (min-width: 46rem) {
    .stage {
      grid-template-columns: minmax(0, 1.5fr) minmax(0, 1fr);
    }
    .sum {
      grid-column: 1 / -1;
    }
  }
`;
