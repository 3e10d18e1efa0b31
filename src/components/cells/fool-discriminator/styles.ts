import { css } from 'lit';

export const foolStyles = css`
  .another {
    align-content: end;
    justify-items: start;
  }
  .score {
    display: flex;
    flex-wrap: wrap;
    gap: 0.15rem 0.75rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .score-bar {
    position: relative;
    flex-basis: 100%;
    block-size: 0.7rem;
    border-radius: 3px;
    background: var(--color-border);
  }
  .score-bar i {
    display: block;
    block-size: 100%;
    border-radius: 3px;
    background: var(--color-discriminator);
  }
  /* One half, where D cannot decide. */
  .score-bar::after {
    content: '';
    position: absolute;
    inset-block: -2px;
    inset-inline-start: 50%;
    border-inline-start: 2px solid var(--color-ink);
  }
  .signed-legend {
    padding-block: 0.6rem 0.2rem;
  }
  .course {
    max-inline-size: 32rem;
  }
  .course > svg {
    display: block;
    inline-size: 100%;
  }
  .course > svg path {
    fill: none;
    stroke-width: 2.5;
  }
  .course > svg text {
    font-size: 12px;
  }
  .course .legend span {
    display: inline-flex;
    align-items: center;
    gap: 0.4em;
  }
  .references table {
    inline-size: 100%;
    max-inline-size: 42rem;
  }
  .references td.number {
    white-space: normal;
  }
`;
