import { css } from 'lit';

/** Where a cell shows what it is about, below its form: a widget's stage, and the bench of one that trains. */
export const stage = css`
  .stage,
  .bench {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.25rem;
    padding: 1rem;
    border-block: 1px solid var(--color-border);
    background: var(--color-surface);
  }
  .stage {
    column-gap: 1.5rem;
  }
  .stage figure {
    min-inline-size: 0;
  }
  .stage figcaption {
    padding-block-end: 0.3rem;
    font-size: 0.8125rem;
    font-weight: 700;
  }
`;
