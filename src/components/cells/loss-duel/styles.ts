import { css } from 'lit';

export const duelStyles = css`
  .form {
    grid-template-columns: minmax(0, 1fr);
  }
  .bench .origin {
    justify-self: start;
  }
  .planes {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.6rem;
  }
  .plane {
    --real-size: 0.035;
    --real-opacity: 0.45;
    --fake-size: 0.055;
  }
  .plane figcaption b {
    display: block;
    line-height: 1.4;
  }
  .plane figcaption {
    padding-block-end: 0.35rem;
    font-size: 0.8125rem;
  }
  .plane .verdict {
    padding-block-start: 0.35rem;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .plane .verdict b {
    font-size: 0.9375rem;
  }
  .key i {
    inline-size: 0.7em;
    block-size: 0.7em;
  }
  .key .real {
    inline-size: 0.5em;
    block-size: 0.5em;
  }
  .key .start {
    inline-size: 0.4em;
    block-size: 0.4em;
    background: var(--color-muted);
  }
  .plot-area {
    min-block-size: 9rem;
  }
  @container (min-width: 40rem) {
    .charts {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }
`;
