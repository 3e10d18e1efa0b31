import { css } from 'lit';

export const lineStyles = css`
  .bench {
    row-gap: 0.6rem;
  }
  .bench > .origin {
    justify-self: start;
  }
  .narration {
    min-block-size: 3.2em;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  ul.legend {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .legend .swatch {
    inline-size: 1.75rem;
    block-size: 0.5rem;
  }
  .legend .arrow {
    color: var(--color-generator);
    font-weight: 700;
  }
  .picture {
    display: block;
    inline-size: 100%;
    font-size: 11px;
  }
  .picture text {
    fill: var(--color-muted);
  }
  .axes rect {
    fill: var(--color-paper);
    stroke: var(--color-border);
  }
  .axes line {
    stroke: var(--color-muted);
  }
  .axes .half {
    stroke: var(--color-border);
  }
  .line {
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linejoin: round;
  }
  .real {
    color: var(--color-real);
  }
  .fake {
    color: var(--color-fake);
  }
  .line.fake {
    stroke-dasharray: 7 3;
  }
  .answers {
    color: var(--color-discriminator);
    stroke-width: 2.5;
  }
  .best {
    color: var(--color-ink);
    stroke-width: 1.5;
    stroke-dasharray: 1.5 3;
    stroke-linecap: round;
  }
  .area {
    fill: currentColor;
    opacity: 0.14;
  }
  .controls {
    align-items: center;
  }
  .arrows line {
    stroke: var(--color-generator);
    opacity: 0.75;
  }
  .arrows path {
    fill: var(--color-generator);
  }
  .accuracy {
    display: grid;
    gap: 0.2rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .accuracy .bar {
    position: relative;
    block-size: 0.9rem;
    border: 1px solid var(--color-border);
    border-radius: 3px;
    background: var(--color-paper);
  }
  .accuracy .bar i {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    background: var(--color-discriminator);
  }
  .accuracy .bar b {
    position: absolute;
    inset-block: -4px;
    inset-inline-start: 50%;
    inline-size: 2px;
    background: var(--color-ink);
  }
  .accuracy small {
    color: var(--color-muted);
    text-align: center;
  }
  @container (min-width: 34rem) {
    .picture {
      font-size: 8px;
    }
  }
`;
