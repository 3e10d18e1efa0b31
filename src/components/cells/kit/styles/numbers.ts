import { css } from 'lit';

/** Lists of numbers, legends and progress bars. */
export const numbers = css`
  .stats {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(5.5rem, 100%), 1fr));
    gap: 0.3rem 1rem;
    font-variant-numeric: tabular-nums;
  }
  .stats dt {
    color: var(--color-muted);
    font-size: 0.75rem;
  }
  .stats dd {
    font-size: 0.9375rem;
  }
  @container (min-width: 34rem) {
    .stats {
      grid-template-columns: repeat(6, auto);
      justify-content: space-between;
    }
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.1rem 1rem;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }
  .legend > div {
    display: flex;
    gap: 0.5em;
  }
  .legend > [data-lit] {
    border-radius: 3px;
    outline: 2px solid var(--color-accent);
    background: var(--color-info-surface);
  }
  .legend dt {
    display: flex;
    align-items: center;
    gap: 0.4em;
    color: var(--color-muted);
  }
  .legend dd {
    min-inline-size: 3.2em;
  }
  .line-sample {
    inline-size: 1.75rem;
    block-size: 0.5rem;
  }
  progress {
    display: block;
    inline-size: 100%;
    block-size: 6px;
    overflow: hidden;
    appearance: none;
    border: 0;
    border-radius: 3px;
    background: var(--color-border);
    color: var(--color-accent);
  }
  progress::-webkit-progress-bar {
    background: transparent;
  }
  progress::-webkit-progress-value {
    background: var(--color-accent);
  }
  progress::-moz-progress-bar {
    background: var(--color-accent);
  }
  progress:indeterminate {
    background: linear-gradient(
        90deg,
        var(--color-border) 40%,
        var(--color-accent),
        var(--color-border) 60%
      )
      0 0 / 250% 100%;
    animation: sweep 1.4s linear infinite;
  }
  progress:indeterminate::-moz-progress-bar {
    background: transparent;
  }
  @keyframes sweep {
    from {
      background-position: 100% 0;
    }
    to {
      background-position: -66% 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    progress:indeterminate {
      animation: none;
    }
  }
`;
