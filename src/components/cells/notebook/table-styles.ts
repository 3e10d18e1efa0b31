import { css } from 'lit';

/** A table below a cell, of its program or without. */
export const tableStyles = css`
  .scroll {
    overflow-x: auto;
    scrollbar-width: thin;
  }
  table {
    border-collapse: collapse;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.5;
    overflow-wrap: normal;
  }
  th,
  td {
    padding: 0.25rem 1.25rem 0.25rem 0;
    border-block-end: 1px solid var(--color-border);
    text-align: start;
    vertical-align: baseline;
    white-space: nowrap;
  }
  td.text {
    max-inline-size: 24rem;
    white-space: normal;
  }
  :is(th, td).number {
    text-align: end;
  }
`;
