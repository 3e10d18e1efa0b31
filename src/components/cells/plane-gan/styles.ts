import { css } from 'lit';

export const planeStyles = css`
  .choices {
    display: grid;
    gap: 0.75rem 1.25rem;
    padding: 0 1rem 0.9rem;
  }
  .plane {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    gap: 0.5rem;
  }
  .plane .origin {
    justify-self: start;
  }
  .map {
    position: relative;
  }
  .layers {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
    font-size: 0.8125rem;
  }
  .key i {
    inline-size: 0.6em;
    block-size: 0.6em;
  }
  .key .real {
    inline-size: 0.45em;
    block-size: 0.45em;
  }
  .layers label {
    display: flex;
    align-items: center;
    gap: 0.4em;
    min-block-size: 1.75rem;
  }
  .charts {
    align-content: start;
  }
  .charts .legend {
    color: var(--color-muted);
  }
  .plot-area {
    min-block-size: 8rem;
  }
  @container (min-width: 34rem) {
    .choices {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .charts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  @container (min-width: 46rem) {
    .bench {
      grid-template-columns: minmax(0, 1.1fr) minmax(0, 1fr);
    }
  }
`;
