import { css } from 'lit';

export const comparisonStyles = css`
  .form {
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 17rem), 1fr));
  }
  .stale,
  .measured {
    padding: 0 1rem 0.75rem;
    font-size: 0.8125rem;
  }
  .stale {
    color: var(--color-error);
  }
  .bench .origin {
    justify-self: start;
    font-size: 0.8125rem;
  }
  .lanes {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 15rem));
    gap: 0.75rem;
    justify-content: center;
  }
  .lane {
    display: grid;
    grid-template-rows: 1fr auto auto;
    min-inline-size: 0;
  }
  .lane figcaption b {
    display: block;
    line-height: 1.4;
  }
  .lane figcaption {
    padding-block-end: 0.35rem;
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }
  .lane image-grid {
    --image-grid-ratio: 1;
  }
  .lane .verdict {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 0.75rem;
    padding-block-start: 0.35rem;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .verdict strong {
    color: var(--color-error);
  }
  .plot-area {
    min-block-size: 9rem;
  }
  .measured {
    padding-block-start: 0.75rem;
    color: var(--color-muted);
  }
  .scroll {
    padding: 0.75rem 1rem;
  }
  .scroll table {
    inline-size: 100%;
    min-inline-size: 14rem;
  }
  .scroll table + table {
    margin-block-start: 1rem;
  }
  .activations td {
    inline-size: 45%;
  }
  .activations .layer {
    white-space: nowrap;
  }
  .course {
    --image-grid-ratio: 3;
    --image-grid-fit: fill;
  }
  @container (min-width: 40rem) {
    .charts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
    .lanes {
      gap: 2rem;
    }
  }
`;
