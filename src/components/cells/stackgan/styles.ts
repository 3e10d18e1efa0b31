import { css } from 'lit';

export const stackganStyles = css`
  .plot-area {
    min-block-size: 9rem;
  }
  @container (min-width: 40rem) {
    .charts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
  .origin {
    justify-self: start;
    font-size: 0.8125rem;
  }
  .rows {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(8.5rem, 100%), 1fr));
    gap: 0.8rem;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.3rem;
    align-items: center;
  }
  .later {
    display: grid;
    place-items: center;
    aspect-ratio: 1;
    border: 1px dashed var(--color-border);
    border-radius: var(--radius);
    font-size: 0.6875rem;
    text-align: center;
  }
  .rows figcaption {
    padding: 0.25rem 0 0;
    font-size: 0.6875rem;
    line-height: 1.45;
  }
`;
