import { css } from 'lit';

/** Where a widget shows what it is about, below its form. */
export const stage = css`
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.5rem;
    padding: 1rem;
    border-block: 1px solid var(--color-border);
    background: var(--color-surface);
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
