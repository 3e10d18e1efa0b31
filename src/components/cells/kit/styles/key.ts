import { css } from 'lit';

/** The key to the dots of a plane: what is real, what is generated. */
export const keyStyles = css`
  .key {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .key i {
    display: inline-block;
    margin-inline-end: 0.35em;
    border-radius: 50%;
    background: var(--color-fake);
  }
  .key .real {
    background: var(--color-real);
  }
  .controls {
    align-items: center;
  }
`;
