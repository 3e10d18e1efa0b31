import { css } from 'lit';

export const lapganStyles = css`
  .origin {
    font-size: 0.8125rem;
  }
  .bench .form {
    margin-block: 0.6rem;
    padding: 0;
  }
  .levels {
    display: grid;
    gap: 0.75rem;
    margin-block-end: 0.5rem;
  }
  .level {
    display: grid;
    gap: 0.4rem;
    padding: 0.6rem;
    border: 1px solid var(--color-border);
    border-radius: var(--radius);
    background: var(--color-paper);
  }
  .sum {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto minmax(0, 1fr) auto minmax(0, 1fr);
    gap: 0.3rem;
    align-items: center;
    max-inline-size: 26rem;
  }
  .level:first-child .sum {
    grid-template-columns: minmax(0, 1fr) minmax(0, 2fr);
  }
  .sum figure {
    min-inline-size: 0;
  }
  .sum :is(image-grid, .signed-map) {
    display: block;
    inline-size: 100%;
    aspect-ratio: 1;
  }
  .sum figcaption {
    font-size: 0.75rem;
    line-height: 1.35;
    text-align: center;
  }
  .sign {
    font-weight: 700;
  }
  .verdict {
    grid-column: 1 / -1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.2rem 0.6rem;
    font-size: 0.8125rem;
  }
  .level:first-child .verdict {
    grid-column: auto;
    padding-inline-start: 0.6rem;
  }
  .verdict meter {
    inline-size: 5rem;
  }
  .samples {
    margin-block-start: 0.75rem;
  }
  .samples figcaption {
    padding-block-end: 0.3rem;
    font-size: 0.8125rem;
  }
  .plot-area {
    min-block-size: 9rem;
  }
  @container (min-width: 40rem) {
    .level {
      grid-template-columns: 9rem minmax(0, 1fr);
      align-items: center;
    }
    .charts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
