import { css } from 'lit';

export const srganStyles = css`
  .bench {
    row-gap: 1.25rem;
  }
  .gallery-head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.6rem 1rem;
  }
  .question {
    flex: 1 1 18rem;
    font-size: 0.9375rem;
  }
  .enlargements {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 0.75rem;
  }
  .enlargements figure,
  .alike figure {
    display: grid;
    grid-template-rows: auto auto 1fr;
    align-content: start;
    gap: 0.3rem;
    min-inline-size: 0;
  }
  .enlargements figcaption,
  .alike figcaption {
    font-size: 0.75rem;
    line-height: 1.35;
  }
  .enlargements figcaption {
    min-block-size: 2.7em;
  }
  .enlargements b {
    display: block;
  }
  .enlargements .button {
    inline-size: 100%;
    padding-inline: 0.3rem;
  }
  .enlargements [data-chosen] image-grid {
    outline: 3px solid var(--color-accent);
    outline-offset: 2px;
  }
  .figure-number {
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .mixer {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
  }
  .mixed {
    display: grid;
    align-content: start;
    gap: 0.4rem;
  }
  .mixed image-grid {
    inline-size: min(100%, 9rem);
  }
  .plane figcaption,
  .alike h4 {
    font-size: 0.875rem;
    font-weight: 700;
  }
  .plane svg {
    display: block;
    inline-size: 100%;
    max-inline-size: 34rem;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .plane .axis {
    fill: var(--color-muted);
  }
  .plane .label {
    fill: var(--color-ink);
    paint-order: stroke;
    stroke: var(--color-paper);
    stroke-width: 3px;
  }
  .plane .originals {
    stroke: var(--color-real);
    stroke-width: 1.5;
    stroke-dasharray: 6 4;
  }
  .plane .trail {
    fill: none;
    stroke: var(--color-accent);
    stroke-width: 2;
  }
  .plane .plain {
    fill: var(--color-muted);
  }
  .plane .srresnet {
    fill: var(--color-discriminator);
  }
  .plane .srgan {
    fill: var(--color-generator);
  }
  .plane .mixture {
    fill: none;
    stroke: var(--color-accent);
    stroke-width: 3;
  }
  .alike {
    display: grid;
    gap: 0.4rem;
  }
  .alike-row {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 9rem));
    align-items: start;
    gap: 0.75rem;
  }
  .alike .many {
    grid-column: 1 / -1;
    max-inline-size: 24rem;
  }
  .training {
    padding: 1rem;
    background: var(--color-surface);
    border-block-end: 1px solid var(--color-border);
  }
  .plot-area {
    min-block-size: 9rem;
  }
  @container (min-width: 34rem) {
    .enlargements {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
    .alike-row {
      grid-template-columns: minmax(0, 3fr) minmax(0, 1fr) minmax(0, 1fr);
    }
    .alike .many {
      grid-column: auto;
      max-inline-size: none;
    }
  }
  @container (min-width: 40rem) {
    .charts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .mixer {
      grid-template-columns: minmax(10rem, 1fr) minmax(0, 2fr);
    }
  }
`;
