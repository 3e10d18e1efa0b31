import { css } from 'lit';

const frame = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    padding: 0.8rem 1rem 0.6rem;
  }
  h3 {
    font-size: 1.0625rem;
    line-height: 1.4;
  }
  .phase {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .phase::before {
    content: '';
    inline-size: 0.6em;
    block-size: 0.6em;
    border-radius: 50%;
    background: currentColor;
  }
  .phase[data-phase='running'] {
    color: var(--color-real);
  }
  .phase[data-phase='failed'] {
    color: var(--color-error);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
    padding: 0 1rem 0.9rem;
  }
  .status {
    display: grid;
    gap: 0.6rem;
    padding: 0 1rem 1rem;
  }
  .status[data-preparing] .stats {
    visibility: hidden;
  }
  .preparation {
    grid-row: 2;
    grid-column: 1;
  }
  .status .stats {
    grid-row: 2;
    grid-column: 1;
  }
`;

const results = css`
  .pictures-and-curves {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-areas: 'generated' 'real' 'losses' 'scores';
    gap: 1.1rem 1.25rem;
    padding: 1rem;
    border-block: 1px solid var(--color-border);
    background: var(--color-surface);
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
  .losses {
    grid-area: losses;
  }
  .scores {
    grid-area: scores;
  }
  figcaption {
    display: grid;
    grid-template-columns: 1fr auto;
    align-items: center;
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
    grid-column: 1 / -1;
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
  @container (min-width: 34rem) {
    .pictures-and-curves {
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
    .pictures-and-curves {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1.1fr) minmax(0, 1fr);
      grid-template-areas: 'generated real losses' 'generated real scores';
    }
    .plot-area {
      min-block-size: 8rem;
    }
  }
`;

const panels = css`
  .panel + .panel {
    border-block-start: 1px solid var(--color-border);
  }
  summary {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.1rem 0.75rem;
    padding: 0.6rem 1rem;
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary:hover {
    background: var(--color-surface);
  }
  .panel-title {
    font-size: 0.875rem;
    font-weight: 700;
  }
  .panel-title::before {
    content: '';
    display: inline-block;
    margin-inline-end: 0.6em;
    border: solid transparent;
    border-width: 0.3em 0 0.3em 0.45em;
    border-inline-start-color: currentColor;
  }
  [open] > summary .panel-title::before {
    rotate: 90deg;
  }
  .panel-digest {
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .fields {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.25rem;
    padding: 0.4rem 1rem 0.6rem;
  }
  .fields + .hint {
    padding: 0 1rem 1rem;
  }
  .panel-body {
    display: grid;
    gap: 1rem 1.5rem;
    padding: 0.2rem 1rem 1rem;
  }
  .panel-body section {
    display: grid;
    align-content: start;
    gap: 0.5rem;
  }
  .panel-body h4 {
    font-size: 0.875rem;
  }
  table {
    border-collapse: collapse;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding-block-end: 0.25rem;
    color: var(--color-muted);
    text-align: start;
  }
  th,
  td {
    padding: 0.3rem 0.75rem 0.3rem 0;
    border-block-start: 1px solid var(--color-border);
    font-weight: inherit;
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--color-muted);
    border: 0;
  }
  [data-used] th {
    font-weight: 700;
  }
  th .mark {
    margin-inline-start: 0.5em;
  }
  td.number {
    white-space: nowrap;
  }
  @container (min-width: 34rem) {
    .fields {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .panel-body {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1.6fr);
    }
    .panel-body.columns {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (min-width: 52rem) {
    .fields {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
`;

export const dcganStyles = [frame, results, panels];
