import { css } from 'lit';

/** Notices, failures, marks and the hint of a drop. */
export const messages = css`
  .notice,
  .failure {
    margin: 0 1rem 0.75rem;
    padding: 0.6rem 0.9rem;
    border-radius: var(--radius);
    background: var(--color-info-surface);
    border-inline-start: 4px solid var(--color-accent);
    font-size: 0.875rem;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.75rem;
  }
  .notice.error,
  .failure {
    background: var(--color-error-surface);
    border-inline-start-color: var(--color-error);
  }
  .notice .button {
    flex: none;
    min-block-size: 1.9rem;
  }
  .failure {
    display: grid;
    gap: 0.4rem;
    padding-block: 0.8rem;
  }
  .failure h4 {
    color: var(--color-error);
    font-size: 1rem;
  }
  .failure .toolbar {
    margin-block-start: 0.3rem;
  }
  .mark {
    padding: 0.05rem 0.5rem;
    border-radius: 0.75rem;
    background: color-mix(in srgb, var(--color-accent) 14%, var(--color-paper));
    font-size: 0.75rem;
    font-weight: 700;
  }
  span.mark {
    white-space: nowrap;
  }
  .mark.error {
    background: var(--color-error-surface);
    color: var(--color-error);
  }
  .drop-hint {
    position: absolute;
    z-index: 1;
    inset: 0;
    padding-inline: 1rem;
    border: 3px dashed var(--color-accent);
    border-radius: inherit;
    background: color-mix(in srgb, var(--color-paper) 88%, transparent);
    font-weight: 700;
    text-align: center;
    pointer-events: none;
  }
  /* In the middle of the screen, however much taller the cell is. */
  .drop-hint p {
    position: sticky;
    inset-block-start: 45vh;
    padding-block: 2rem;
  }
`;
