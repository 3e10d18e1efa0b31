import { css } from 'lit';
import { tableStyles } from './table-styles';

/** What a cell opens with, which no program of its own has drawn. */
export const exampleStyles = [
  tableStyles,
  css`
    .example .from strong {
      margin-inline-end: 0.75em;
      color: var(--color-ink);
    }
    .example .outputs {
      display: flex;
      flex-wrap: wrap;
    }
    .example .block {
      flex: 0 0 100%;
    }
    .example .block.curve {
      flex: 1 1 16rem;
      max-inline-size: 22rem;
    }
    .example .block .plot-area {
      block-size: auto;
    }
    .example .caption-title {
      flex-basis: 100%;
    }
    .example :is(img, svg) {
      display: block;
    }
    .example img {
      block-size: auto;
      border-radius: var(--radius);
      background: #000;
      image-rendering: pixelated;
    }
    .block.images figure.strip {
      inline-size: min(100%, calc(var(--columns) * 4.75rem));
    }
    .strip .labelled {
      gap: 0;
      inline-size: 100%;
    }
    th.text,
    th.number {
      color: var(--color-muted);
      font-weight: 400;
    }
  `,
];
