import { css } from 'lit';

/** The parts of a cell that are folded up until they are wanted. */
export const panels = css`
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
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.5rem;
    padding: 0.2rem 1rem 1rem;
  }
  .panel-body section {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 0.5rem;
  }
  .panel-body h4 {
    font-size: 0.875rem;
  }
  .take-home {
    font-size: 0.875rem;
  }
  .panel-body.take-home {
    grid-template-columns: minmax(0, 1fr);
  }
  .take-home .field {
    justify-items: start;
  }
  .made {
    display: grid;
    gap: 0.4rem;
    overflow-wrap: anywhere;
  }
  .made ul {
    margin: 0;
    padding-inline-start: 1.4em;
  }
  .scroll {
    overflow-x: auto;
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
