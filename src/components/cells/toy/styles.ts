import { css } from 'lit';

/** What cells with GANs in the plane have in common: the key to the dots, and charts side by side. */
export const toyStyles = css`
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
  .charts {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.25rem;
  }
  .charts figure {
    display: flex;
    flex-direction: column;
    min-inline-size: 0;
  }
  .charts figcaption {
    padding-block-end: 0.3rem;
    font-size: 0.8125rem;
    font-weight: 700;
  }
  .charts .legend {
    font-weight: 400;
  }
  .plot-area {
    position: relative;
  }
  .placeholder {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    border: 1px dashed var(--color-border);
    border-radius: var(--radius);
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .controls {
    align-items: center;
  }
`;
