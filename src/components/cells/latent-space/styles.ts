import { css } from 'lit';

export const latentStyles = css`
  .source {
    padding: 0 1rem 0.7rem;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.4rem;
    font-size: 0.8125rem;
  }
  .source .button {
    white-space: normal;
    text-align: start;
    font-size: 0.8125rem;
  }
  .source .problem {
    color: var(--color-error);
  }
  .equation {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(3.25rem, 9rem));
    gap: 0.75rem;
  }
  .beside {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(6rem, 100%), 12rem));
    gap: 0.75rem;
    align-items: end;
  }
  .wide {
    max-inline-size: 42rem;
  }
  .square {
    max-inline-size: 24rem;
  }
  figcaption .mark {
    margin-inline-end: 0.6em;
  }
  .example {
    --image-grid-ratio: 4;
  }
  .reading {
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }
  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(13rem, 100%), 1fr));
    gap: 0.75rem 1.25rem;
    padding: 0.9rem 1rem;
  }
  .group {
    display: grid;
    gap: 0.4rem;
    align-content: start;
  }
  .group[data-unused] .members {
    opacity: 0.55;
  }
  .button[aria-pressed='true'] {
    border-color: var(--color-accent);
    box-shadow: inset 0 0 0 1px var(--color-accent);
    font-weight: 700;
  }
  .members {
    display: flex;
    flex-wrap: wrap;
    gap: 0.35rem;
    min-block-size: 2.75rem;
  }
  .tile {
    position: relative;
    inline-size: 2.75rem;
    padding: 2px;
    border: 2px solid transparent;
    border-radius: var(--radius);
    background: transparent;
    cursor: pointer;
  }
  .tile:hover {
    border-color: var(--color-border);
  }
  .tile[aria-pressed='true'] {
    border-color: var(--color-accent);
  }
  .held {
    position: absolute;
    inset-block-start: 0;
    inset-inline-end: 0;
    padding: 0 0.3em;
    border-radius: 0 var(--radius) 0 var(--radius);
    background: var(--color-paper);
    color: var(--color-ink);
    font-size: 0.6875rem;
    font-weight: 700;
  }
  .samples {
    display: grid;
    gap: 0.5rem;
    padding: 0 1rem 1rem;
  }
  .sample-grid {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
  }
`;
