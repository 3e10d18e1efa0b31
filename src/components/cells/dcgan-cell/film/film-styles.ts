import { css } from 'lit';

export const viewerStyles = css`
  .film {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.5rem;
    max-inline-size: 28rem;
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  .film-position {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0.1rem 1rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .film-position b {
    font-size: 1rem;
  }
  .film-position span {
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  @media (scripting: none) {
    .film :is(.transport, .speed) {
      visibility: hidden;
    }
  }
  .problem:empty {
    display: none;
  }
  .transport {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
  }
  .transport .button {
    min-inline-size: 6.5rem;
  }
  .transport input {
    flex: 1 0 6rem;
    min-inline-size: 0;
    min-block-size: 2.25rem;
    margin: 0;
    accent-color: var(--color-accent);
  }
`;

export const filmStyles = css`
  /* Across the columns of a panel. */
  :host {
    grid-column: 1 / -1;
  }
  .example,
  .kept,
  .saver {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 0.6rem;
  }
  .record {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.5rem;
  }
  .saver h4 {
    font-size: 0.875rem;
  }
  .choices {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9rem, 100%), 1fr));
    gap: 0.6rem 1rem;
  }
  .field label {
    font-size: 0.8125rem;
  }
  .saving {
    display: grid;
    gap: 0.4rem;
    min-block-size: 1.5rem;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .problem:empty {
    display: none;
  }
  @container (min-width: 34rem) {
    .record {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
