import { css } from 'lit';

export const srganStyles = css`
  .super-resolution {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.25rem;
    padding: 1rem;
    border-block: 1px solid var(--color-border);
    background: var(--color-surface);
  }
  .origin {
    justify-self: start;
    font-size: 0.8125rem;
  }
  .origin.mark {
    white-space: normal;
  }
  .enlargements {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(3rem, 6.5rem));
    gap: 0.4rem;
    justify-content: center;
  }
  .enlargements figure {
    display: grid;
    grid-template-rows: 1fr auto;
    min-inline-size: 0;
  }
  .enlargements figcaption {
    padding-block-end: 0.3rem;
    font-size: 0.75rem;
    line-height: 1.35;
  }
  .enlargements b {
    display: block;
  }
  .plot-area {
    min-block-size: 9rem;
  }
  @container (min-width: 40rem) {
    .charts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .enlargements {
      gap: 0.9rem;
    }
  }
`;
