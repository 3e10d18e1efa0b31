import { css } from 'lit';

export const arithmeticStyles = css`
  .formula,
  .reading {
    padding: 0 1rem 0.9rem;
  }
  .formula {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35rem 0.3rem;
    font-size: min(1.125rem, 6cqi);
  }
  .formula math {
    math-style: normal;
  }
  .formula .size {
    font-weight: 700;
  }
  .grids {
    display: flex;
    flex-wrap: wrap;
    align-items: flex-start;
  }
  .results {
    display: grid;
    gap: 1rem;
    min-inline-size: 0;
  }
  figure {
    max-inline-size: 100%;
    container-type: normal;
  }
  .grid {
    --square: min(1.9rem, calc((100cqi - 2.2rem) / var(--side)));
    display: grid;
    grid-template-columns: repeat(var(--side), var(--square));
    grid-auto-rows: var(--square);
    inline-size: max-content;
  }
  [role='row'] {
    display: contents;
  }
  .square {
    --strength: var(--share);
    display: grid;
    place-items: center;
    overflow: hidden;
    border: 1px solid var(--color-border);
    background: color-mix(in srgb, var(--tone) var(--strength), var(--color-paper));
    font-size: min(0.6875rem, 0.6 * var(--square));
    font-variant-numeric: tabular-nums;
    line-height: 1;
    overflow-wrap: normal;
    white-space: nowrap;
  }
  .margin,
  .gap {
    border-style: dashed;
    background: transparent;
    color: var(--color-muted);
  }
  .gap {
    border-style: dotted;
  }
  .output {
    cursor: crosshair;
  }
  .square[data-lit],
  .square[aria-selected='true'] {
    box-shadow: inset 0 0 0 2px var(--color-accent);
    font-weight: 700;
  }
  .weight:not([data-lit]) {
    --strength: 8%;
    border-style: dotted;
    color: var(--color-muted);
  }
  .square[data-winner] {
    box-shadow: inset 0 0 0 4px var(--color-generator);
  }
  .switch {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: 2rem;
    font-size: 0.875rem;
  }
  .reading {
    display: grid;
    gap: 0.3rem;
    padding-block-start: 0.8rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .reading .sum {
    color: var(--color-muted);
    overflow-wrap: anywhere;
  }
  .reading .sum b {
    color: var(--color-ink);
  }
`;
