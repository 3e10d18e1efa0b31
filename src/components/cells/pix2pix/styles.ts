import { css } from 'lit';

export const pix2pixStyles = css`
  .form:has(> .slider) {
    grid-template-columns: minmax(0, 24rem);
  }
  .guess {
    display: grid;
    gap: 0.5rem;
    font-size: 0.9375rem;
  }
  .guess [aria-pressed='true'] {
    border-color: var(--color-accent);
    box-shadow: inset 0 0 0 1px var(--color-accent);
  }
  .origin {
    justify-self: start;
    font-size: 0.8125rem;
  }
  .row {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.9rem 0.75rem;
  }
  .row figure {
    display: grid;
    align-content: start;
    gap: 0.4rem;
    min-inline-size: 0;
  }
  .row figcaption {
    font-size: 0.75rem;
    line-height: 1.35;
  }
  .row figcaption b {
    display: block;
    font-size: 0.8125rem;
  }
  .framed {
    position: relative;
  }
  .over {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }
  svg.over[tabindex] {
    cursor: crosshair;
    touch-action: none;
  }
  svg.over:focus-visible {
    outline: 3px solid var(--color-accent);
    outline-offset: 2px;
  }
  .square {
    fill: none;
    stroke: #f3a652;
    stroke-width: 2px;
    vector-effect: non-scaling-stroke;
  }
  .hidden {
    display: grid;
    place-content: center;
    aspect-ratio: 1;
    border: 1px dashed var(--color-muted);
    border-radius: var(--radius);
    color: var(--color-muted);
    font-size: 2rem;
    text-align: center;
  }
  .hidden.small {
    padding: 0.5rem;
    font-size: 0.8125rem;
  }
  .brushes {
    display: flex;
    flex-wrap: wrap;
    gap: 0.45rem;
  }
  .brush span {
    display: block;
    min-block-size: var(--target);
    padding: 0.15rem 0.55rem;
    border: 2px solid var(--color-border);
    border-inline-start-width: 0.6rem;
    border-radius: var(--radius);
    background: var(--color-paper);
    font-size: 0.8125rem;
  }
  .brush.class0 span {
    border-inline-start-color: #2f6fb0;
  }
  .brush.class1 span {
    border-inline-start-color: #d98324;
  }
  .brush.class2 span {
    border-inline-start-color: #3f8f5f;
  }
  .brush.class3 span {
    border-inline-start-color: #a8528f;
  }
  .brush input:checked + span {
    outline: 2px solid var(--color-accent);
  }
  .brush input:focus-visible + span {
    outline: 3px solid var(--color-accent);
    outline-offset: 2px;
  }
  .surgery {
    display: grid;
    gap: 0.75rem;
  }
  .surgery fieldset {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.3rem 0.9rem;
    margin: 0;
    padding: 0.4rem 0.75rem 0.6rem;
    border: 1px solid var(--color-border);
    border-radius: var(--radius);
    font-size: 0.8125rem;
  }
  .surgery legend {
    padding-inline: 0.3rem;
    font-weight: 700;
  }
  .box {
    display: inline-flex;
    align-items: center;
    gap: 0.35em;
    min-block-size: var(--target);
  }
  .wide {
    grid-column: 1 / -1;
  }
  .figures {
    border-collapse: collapse;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .figures th,
  .figures td {
    padding: 0.25rem 0.35rem;
    border-block-end: 1px solid var(--color-border);
    text-align: end;
  }
  .figures th:first-child {
    padding-inline-start: 0;
    white-space: nowrap;
    text-align: start;
  }
  .plot-area {
    min-block-size: 8rem;
  }
  @container (min-width: 40rem) {
    .figures th,
    .figures td {
      padding-inline: 0.75rem;
      white-space: nowrap;
    }
    .row {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
    .row.second .wide {
      grid-column: auto / span 3;
      align-self: center;
    }
    .row.second:has(> :nth-child(4)) .wide {
      grid-column: 1 / -1;
    }
    .row.second:has(> :nth-child(4)) .surgery {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .charts {
      grid-template-columns: repeat(auto-fit, minmax(11rem, 1fr));
    }
    .form:has(> .slider) {
      grid-template-columns: minmax(0, 24rem) minmax(0, 14rem);
    }
  }
`;
