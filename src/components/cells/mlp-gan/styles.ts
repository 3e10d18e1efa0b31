import { css } from 'lit';

/** The pairs above the curves. */
export const mlpStyles = css`
  .controls {
    align-items: center;
  }
  .bench {
    grid-template-areas: 'pairs' 'losses' 'scores';
    row-gap: 1.1rem;
  }
  .pairs {
    grid-area: pairs;
  }
  .pairs .caption-detail {
    line-height: 1.5;
  }
  .pairs ul {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(6rem, 100%), 1fr));
    gap: 0.9rem 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .pair {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.15rem 0.25rem;
    text-align: center;
    font-size: 0.6875rem;
    line-height: 1.35;
  }
  .sketch {
    display: block;
    inline-size: 100%;
    max-inline-size: 22rem;
  }
  .tile {
    position: relative;
    overflow: hidden;
    border-radius: 3px;
  }
  .tile image-grid {
    --radius: 0;
  }
  /* On the picture, whose edge is black in either theme. */
  .framed::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid #ffd21f;
    border-radius: inherit;
  }
  .pairs .hint {
    padding-block-start: 0.7rem;
  }
  .name {
    color: var(--color-muted);
  }
  .distance {
    grid-column: 1 / -1;
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }
  @container (min-width: 34rem) {
    .bench {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      grid-template-areas: 'pairs pairs' 'losses scores';
    }
    .pairs ul {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }
  }
`;
