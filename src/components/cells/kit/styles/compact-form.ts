import { css } from 'lit';

/** A form of sliders and menus without explanations, as many side by side as there is room for. */
export const compactForm = css`
  .form {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr));
    gap: 0.6rem 1.25rem;
    padding: 0 1rem 0.9rem;
  }
  .form .long {
    grid-column: 1 / -1;
    max-inline-size: 24rem;
  }
  .slider {
    grid-template-columns: 1fr auto;
    font-variant-numeric: tabular-nums;
  }
  .form .help {
    grid-column: 1 / -1;
  }
  /* The gap before it. */
  .form .field p:empty {
    margin-block-start: -0.2rem;
  }
  .slider input {
    grid-column: 1 / -1;
    inline-size: 100%;
    min-block-size: 1.75rem;
    margin: 0;
    accent-color: var(--color-accent);
  }
`;
