import { css } from 'lit';

/** Title, phase, commands and progress at a cell’s head. */
export const frame = css`
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    padding: 0.8rem 1rem 0.6rem;
  }
  h3 {
    font-size: 1.0625rem;
    line-height: 1.4;
  }
  .phase {
    display: inline-flex;
    align-items: center;
    gap: 0.45em;
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .phase::before {
    content: '';
    inline-size: 0.6em;
    block-size: 0.6em;
    border-radius: 50%;
    background: currentColor;
  }
  .phase:is([data-phase='running'], [data-phase='stepping']) {
    color: var(--color-real);
  }
  .phase[data-phase='failed'] {
    color: var(--color-error);
  }
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 1.5rem;
    padding: 0 1rem 0.9rem;
  }
  .status {
    display: grid;
    gap: 0.6rem;
    padding: 0 1rem 1rem;
  }
  .status[data-preparing] .stats {
    visibility: hidden;
  }
  .preparation {
    grid-row: 2;
    grid-column: 1;
  }
  .status .stats {
    grid-row: 2;
    grid-column: 1;
  }
`;
