import { css } from 'lit';

/** What every cell's shadow root needs: the page's style sheets end at its border. */
export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host {
    display: block;
    container-type: inline-size;
    color: var(--color-ink);
    font-family: var(--font-text);
    font-size: 0.9375rem;
    line-height: 1.6;
    overflow-wrap: anywhere;
  }
  h3,
  h4,
  p,
  figure,
  dl,
  dd {
    margin: 0;
  }
  :focus-visible,
  .file-button:focus-within,
  .preset input:focus-visible + span {
    outline: 2px solid var(--color-accent);
    outline-offset: 2px;
  }
  code {
    font-family: var(--font-mono);
    font-size: 0.9em;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .cell {
    position: relative;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 1px solid var(--color-border);
    border-radius: calc(var(--radius) + 4px);
    background: var(--color-paper);
    /* Bars and marks are backgrounds: they stay in print, and under forced colours, which the theme follows. */
    print-color-adjust: exact;
    forced-color-adjust: none;
  }
  /* Drawings are small where the text is large, and their own text must not be. */
  @container (max-width: 16rem) {
    .cell svg[role='img'] {
      overflow: visible;
    }
    .cell svg[role='img'] text {
      font-size: 20px;
    }
  }
  @media (forced-colors: active) {
    :is(digit-pad, image-grid, .signed-map) {
      outline: 1px solid var(--color-ink);
    }
  }
  @media print {
    :is(figure, svg, table, li, .toolbar, image-grid, line-chart, toy-plane, digit-pad) {
      break-inside: avoid;
    }
  }
`;
