import { css } from 'lit';
import { readDigitStyles } from '../simgan/styles';

export const lambdaStyles = [
  readDigitStyles,
  css`
    .stage {
      grid-template-columns: minmax(0, 1fr);
    }
    .digits {
      display: grid;
      gap: 0.9rem;
      min-inline-size: 0;
    }
    .ends {
      display: flex;
      grid-column: 1 / -1;
      justify-content: space-between;
    }
    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: 0.8125rem;
      font-variant-numeric: tabular-nums;
    }
    caption {
      padding-block-end: 0.4rem;
      font-weight: 700;
      text-align: start;
    }
    .figures .hint {
      padding-block-start: 0.5rem;
    }
    :is(th, td) {
      padding: 0.2rem 0.35rem;
      border-block-end: 1px solid var(--color-border);
      text-align: start;
      white-space: nowrap;
    }
    small {
      display: block;
      color: var(--color-muted);
      font-weight: 400;
    }
    [aria-current] :is(th, td) {
      background: color-mix(in srgb, var(--color-accent) 12%, transparent);
    }
    .bar {
      display: block;
      min-inline-size: 2.5rem;
      block-size: 0.4rem;
      border-radius: 3px;
      background: var(--color-border);
    }
    .bar i {
      display: block;
      block-size: 100%;
      border-radius: 3px;
      background: var(--color-generator);
    }
    @container (min-width: 46rem) {
      .stage {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }
    }
  `,
];
