import { css } from 'lit';

/** Digits with what is read in them. */
export const readDigitStyles = css`
  .read-digits {
    display: grid;
    grid-template-columns: repeat(5, minmax(0, 1fr));
    gap: 0.2rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .read-digits :is(button, li > span) {
    display: grid;
    inline-size: 100%;
    padding: 2px;
    border: 1px solid transparent;
    border-radius: var(--radius);
    background: none;
    color: inherit;
    font: inherit;
    font-size: 0.75rem;
    line-height: 1.4;
    text-align: center;
  }
  .read-digits button {
    cursor: pointer;
  }
  .read-digits button[aria-pressed='true'] {
    border-color: var(--color-accent);
    box-shadow: 0 0 0 1px var(--color-accent);
  }
  .read-digits .changed span {
    color: var(--color-error);
  }
  .read-digits s {
    color: var(--color-muted);
  }
  .read-digits li {
    min-inline-size: 0;
  }
  @container (min-width: 22rem) {
    .read-digits {
      grid-template-columns: repeat(10, minmax(0, 1fr));
    }
  }
`;

export const simganStyles = [
  readDigitStyles,
  css`
    .simgan {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: 0.9rem;
      min-inline-size: 0;
    }
    .simgan figcaption {
      padding-block-end: 0.3rem;
      font-size: 0.8125rem;
      font-weight: 700;
    }
    .simgan figcaption .hint {
      font-weight: 400;
    }
    .origin {
      justify-self: start;
      font-size: 0.8125rem;
    }
    .squares {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 12rem));
      gap: 0.9rem;
    }
    .framed {
      position: relative;
    }
    .framed svg {
      position: absolute;
      inset: 0;
      overflow: hidden;
    }
    .framed rect {
      fill: none;
      stroke: var(--color-generator);
      stroke-width: 0.6;
    }
    .alarm {
      margin: 0 1rem 0.75rem;
      padding: 0.6rem 0.9rem;
      border-inline-start: 4px solid var(--color-error);
      border-radius: var(--radius);
      background: var(--color-error-surface);
      font-size: 0.875rem;
    }
    .bench {
      row-gap: 1.25rem;
    }
    .plot-area {
      min-block-size: 8rem;
    }
    @container (min-width: 34rem) {
      .charts {
        grid-template-columns: repeat(2, minmax(0, 1fr));
      }
    }
  `,
];
