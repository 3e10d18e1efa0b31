import { css } from 'lit';

export const birdStyles = css`
  .captions {
    display: grid;
    gap: 0.5rem;
    padding: 0 1rem 0.8rem;
  }
  .captions .field {
    display: grid;
    gap: 0.25rem;
  }
  .captions input {
    inline-size: 100%;
    min-block-size: 2.4rem;
    box-sizing: border-box;
    padding: 0.3rem 0.5rem;
    border: 1px solid var(--color-border);
    border-radius: var(--radius);
    background: var(--color-paper);
    color: var(--color-ink);
    font: inherit;
  }
  .menus {
    padding-block: 0 0.6rem;
  }
  .stage > .mark {
    justify-self: start;
    margin: 0;
  }
  .reading p {
    margin: 0 0 0.2rem;
    font-size: 0.875rem;
  }
  .scroller {
    overflow-x: auto;
  }
  .birds {
    display: grid;
    grid-template-columns: 4.2rem repeat(var(--birds), minmax(3.6rem, 9rem));
    gap: 0.4rem;
    align-items: center;
    font-size: 0.8125rem;
  }
  /* Without a column of names a part of the next picture shows that there is more to scroll to. */
  @container (max-width: 30rem) {
    .birds {
      grid-template-columns: repeat(var(--birds), minmax(3.9rem, 9rem));
    }
    .birds > b,
    .rank {
      position: sticky;
      inset-inline-start: 0;
      grid-column: 1 / -1;
      justify-self: start;
    }
    .rank:empty {
      display: none;
    }
  }
  .near figcaption {
    padding: 0;
    font-size: 0.6875rem;
    text-align: center;
    font-variant-numeric: tabular-nums;
  }
  .rank {
    font-size: 0.75rem;
  }
  .gallery {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(10rem, 100%), 1fr));
    gap: 0.9rem;
  }
  .pair {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 0.3rem;
  }
  .changes figcaption {
    padding: 0.3rem 0 0;
    font-size: 0.8125rem;
    line-height: 1.5;
  }
`;
