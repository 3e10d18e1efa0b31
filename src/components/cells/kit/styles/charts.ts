import { css } from 'lit';

/** Charts side by side, and what stands in one before there is a curve. */
export const charts = css`
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
  .sketch [data-lit] {
    stroke-width: 3.75;
  }
  .plot-area {
    position: relative;
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
`;
