import { css } from 'lit';

export const explorerStyles = css`
  .explored-equation {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.4rem;
    padding: 0 1rem 0.5rem;
    font-size: min(1.21em, 7cqi);
  }
  /* As KaTeX sets the equations of the text, whose fonts the page has. */
  math {
    font-family: KaTeX_Main, math;
    line-height: 1.2;
  }
  math mi {
    font-family: KaTeX_Math, math;
    font-style: italic;
    text-transform: none;
  }
  math .upright {
    margin-inline-end: 0.17em;
    font-family: inherit;
    font-style: normal;
  }
  math .blackboard {
    font-family: KaTeX_AMS, math;
    font-style: normal;
  }
  .term {
    --term: var(--color-real);
    padding: 0.35rem 0.5rem;
    border: 1px solid transparent;
    border-block-end: 3px solid var(--term);
    border-radius: var(--radius);
    background: transparent;
    color: var(--color-ink);
    font: inherit;
    cursor: pointer;
  }
  .term[data-term='fake'] {
    --term: var(--color-fake);
  }
  .term[data-lit] {
    border-color: var(--term);
    background: color-mix(in srgb, var(--term) 15%, var(--color-paper));
  }
  .moves {
    display: grid;
    gap: 0.75rem 1.5rem;
    padding: 0.25rem 1rem 0.75rem;
  }
  .move {
    --term: var(--color-real);
    --color-accent: var(--term);
    padding: 0.4rem 0.6rem;
    border: 1px solid transparent;
    border-inline-start: 4px solid var(--term);
    border-radius: var(--radius);
    font-variant-numeric: tabular-nums;
  }
  .move[data-term='fake'] {
    --term: var(--color-fake);
  }
  .move[data-lit] {
    border-color: var(--term);
    background: color-mix(in srgb, var(--term) 12%, var(--color-paper));
  }
  .move p {
    font-size: 0.875rem;
  }
  .sum {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  .sum b {
    font-size: 1.125rem;
  }
  .sum span {
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .reading {
    display: grid;
    align-content: center;
    gap: 0.5rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .reading dl {
    display: grid;
    gap: 0.3rem;
  }
  .reading dl > div {
    display: flex;
    justify-content: space-between;
    max-inline-size: 14rem;
    padding-inline-start: 0.6em;
    border-inline-start: 4px solid var(--color-fake);
  }
  .reading [data-curve='non-saturating'] {
    border-inline-start: 4px dashed var(--color-generator);
  }
  figure > svg {
    display: block;
    inline-size: 100%;
    max-inline-size: 26rem;
    font-size: 11px;
  }
  svg text {
    fill: var(--color-muted);
  }
  .base {
    stroke: var(--color-muted);
    stroke-width: 0.75;
  }
  .curve .line {
    fill: none;
    stroke: var(--curve);
    stroke-width: 2;
  }
  .curve .grip {
    fill: none;
    stroke: transparent;
    stroke-width: 16;
  }
  .curve circle {
    fill: var(--curve);
    stroke: var(--color-paper);
    stroke-width: 1.5;
  }
  .curve .drop {
    stroke: var(--curve);
    stroke-dasharray: 2 3;
  }
  .curve .tangent {
    stroke: var(--color-ink);
    stroke-width: 1.5;
  }
  .curve text {
    fill: var(--curve);
    font-size: 12px;
    font-weight: 700;
  }
  .curve[data-lit] .line,
  svg[data-active='real'] .curve[data-term='real'] .line,
  svg[data-active='fake'] .curve[data-term='fake'] .line {
    stroke-width: 3.5;
  }
  svg[data-active='real'] .curve[data-term='fake'],
  svg[data-active='fake'] .curve[data-term='real'] {
    opacity: 0.45;
  }
  @container (min-width: 34rem) {
    .moves,
    .charts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .sum {
      grid-column: 1 / -1;
    }
  }
`;
