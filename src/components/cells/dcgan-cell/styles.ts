import { css } from 'lit';

/** Pictures and curves: one below the other, in two rows, or all in one. */
export const dcganStyles = css`
  .bench {
    grid-template-areas: 'generated' 'real' 'losses' 'scores';
    row-gap: 1.1rem;
  }
  figure {
    position: relative;
    min-inline-size: 0;
    display: flex;
    flex-direction: column;
  }
  .generated {
    grid-area: generated;
  }
  .real {
    grid-area: real;
    --image-grid-ratio: 8 / 2;
  }
  .own {
    grid-area: real;
  }
  .losses {
    grid-area: losses;
  }
  .scores {
    grid-area: scores;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.1rem 0.75rem;
    padding-block-end: 0.45rem;
  }
  .caption-title {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-block-size: 1.9rem;
    font-size: 0.875rem;
    font-weight: 700;
  }
  .caption-detail,
  figcaption .legend {
    flex-basis: 100%;
    min-block-size: 1.3rem;
    line-height: 1.3rem;
  }
  .caption-detail {
    color: var(--color-muted);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  figcaption .button {
    min-block-size: 1.9rem;
    padding-inline: 0.6rem;
    font-size: 0.8125rem;
  }
  .plot-area {
    position: relative;
    flex: 1;
    min-block-size: 11rem;
  }
  .placeholder {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    color: var(--color-muted);
    font-size: 0.8125rem;
    border: 1px dashed var(--color-border);
    border-radius: var(--radius);
  }
  .alarm:empty {
    display: none;
  }
  .quality .stats {
    grid-template-columns: repeat(auto-fit, minmax(min(7rem, 100%), 1fr));
    justify-content: stretch;
  }
  .quality figcaption {
    display: grid;
    padding-block: 0.3rem 0;
    font-size: 0.8125rem;
  }
  .histogram {
    inline-size: 100%;
    max-inline-size: 26rem;
  }
  .histogram :is(th, td) {
    padding: 0.1rem 0.5rem 0.1rem 0;
    border: 0;
    vertical-align: middle;
  }
  .bar-cell {
    position: relative;
    inline-size: 70%;
  }
  .bar {
    block-size: 0.8rem;
    background: var(--color-fake);
  }
  .real-mark {
    position: absolute;
    inset-block: 0;
    inline-size: 0;
    border-inline-start: 3px solid var(--color-real);
  }
  .histogram .real-number {
    color: var(--color-muted);
  }
  .sample-number input {
    inline-size: 5em;
    min-block-size: 2.25rem;
    padding: 0.2rem 0.6rem;
    border: 1px solid color-mix(in srgb, var(--color-ink) 30%, var(--color-border));
    border-radius: var(--radius);
    background: var(--color-paper);
    color: var(--color-ink);
    font: inherit;
    font-size: 0.875rem;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 8rem));
    gap: 0.75rem;
  }
  @container (min-width: 34rem) {
    .bench {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      grid-template-areas: 'generated real' 'losses scores';
    }
    .plot-area {
      min-block-size: 9.5rem;
    }
    .real {
      --image-grid-ratio: auto;
    }
  }
  @container (min-width: 52rem) {
    .bench {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1.1fr) minmax(0, 1fr);
      grid-template-areas: 'generated real losses' 'generated real scores';
    }
    .plot-area {
      min-block-size: 8rem;
    }
  }
`;
