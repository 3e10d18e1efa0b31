import { css } from 'lit';

/** The pad, images with maps over them, and their legends. */
export const padStyles = css`
  .pads {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1rem;
    max-inline-size: 42rem;
  }
  /* Fingers need room to draw. */
  @container (max-width: 28rem) {
    .pads:has(> .pad) {
      grid-template-columns: minmax(0, 18rem);
      justify-content: center;
    }
  }
  .pads figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0.2rem 0.6rem;
    font-size: 0.875rem;
    font-weight: 700;
  }
  .pads figure {
    display: grid;
    gap: 0.4rem;
    align-content: start;
  }
  .pad .toolbar {
    gap: 0.35rem;
  }
  .signed-map {
    display: block;
    inline-size: 100%;
    aspect-ratio: 1;
    border-radius: var(--radius);
  }
  .signed-legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.2rem 0.9rem;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .signed-legend i {
    display: inline-grid;
    place-content: center;
    inline-size: 1.2em;
    block-size: 1.2em;
    margin-inline-end: 0.35em;
    border-radius: 3px;
    color: #000;
    font-style: normal;
    font-weight: 700;
    line-height: 1;
  }
  .signed-legend .above {
    background: #f3902c;
  }
  .signed-legend .below {
    background: #4aa3f0;
  }
`;
