import { css } from 'lit';

/** A line for each thing that is kept, its button at the end. */
export const keptDataStyles = css`
  ul {
    margin: 0 0 1rem;
    padding: 0;
    border-block-start: 1px solid var(--color-border);
    list-style: none;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
    padding-block: 0.75rem;
    border-block-end: 1px solid var(--color-border);
  }
  li > div {
    flex: 1 1 14rem;
  }
  a {
    color: var(--color-accent);
  }
  .detail {
    display: block;
    color: var(--color-muted);
    font-size: 0.875rem;
  }
  .room {
    margin-block-end: 0.75rem;
    color: var(--color-muted);
    font-size: 0.875rem;
  }
  .notice {
    margin: 0 0 1rem;
  }
`;
