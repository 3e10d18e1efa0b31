import { css } from 'lit';

/** The form of the declared controls. */
export const fields = css`
  .field {
    display: grid;
    align-content: start;
    gap: 0.2rem;
    min-inline-size: 0;
  }
  .field label {
    font-size: 0.875rem;
    font-weight: 700;
  }
  .entry {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    gap: 0.25rem;
  }
  .entry input {
    flex: 1 0 min(5rem, 100%);
    min-inline-size: 0;
  }
  .entry input,
  select {
    min-block-size: 2.25rem;
    inline-size: 100%;
    padding: 0.2rem 0.6rem;
    border: 1px solid color-mix(in srgb, var(--color-ink) 30%, var(--color-border));
    border-radius: var(--radius);
    background: var(--color-paper);
    color: var(--color-ink);
    font: inherit;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .nudges {
    display: flex;
    gap: 0.25rem;
  }
  .nudge {
    min-inline-size: 2.25rem;
    padding: 0;
  }
  .unit {
    align-self: center;
    padding-inline: 0.1rem 0.25rem;
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .field[data-invalid] input {
    border-color: var(--color-error);
    box-shadow: inset 0 0 0 1px var(--color-error);
  }
  .help,
  .hint,
  .problem,
  .note {
    font-size: 0.8125rem;
    line-height: 1.55;
  }
  .help,
  .hint {
    color: var(--color-muted);
  }
  .problem {
    color: var(--color-error);
    font-weight: 700;
  }
  .note {
    color: var(--color-accent);
  }
`;
