import { css } from 'lit';

/** Buttons, toolbars and presets. */
export const commands = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }
  .button,
  .nudge {
    position: relative;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.4em;
    min-block-size: 2.25rem;
    padding: 0.2rem 0.75rem;
    border: 1px solid color-mix(in srgb, var(--color-ink) 30%, var(--color-border));
    border-radius: var(--radius);
    background: var(--color-paper);
    color: var(--color-ink);
    font: inherit;
    font-size: 0.875rem;
    line-height: 1.3;
    cursor: pointer;
  }
  .button:hover {
    background: var(--color-surface);
  }
  .button.primary {
    min-inline-size: 6.5rem;
    border-color: var(--color-accent);
    background: var(--color-accent);
    color: var(--color-on-accent);
    font-weight: 700;
  }
  .button.primary:hover {
    background: color-mix(in srgb, var(--color-accent) 88%, var(--color-ink));
  }
  .button:is([aria-disabled='true'], .primary[aria-disabled='true']) {
    border-color: var(--color-border);
    background: var(--color-surface);
    color: color-mix(in srgb, var(--color-muted) 75%, var(--color-surface));
    font-weight: inherit;
    cursor: default;
  }
  @media (scripting: none) {
    :is(.button, .nudge, .preset, input, select) {
      opacity: 0.55;
      pointer-events: none;
    }
  }
  @container (max-width: 25rem) {
    .toolbar > .button {
      padding-inline: 0.55rem;
    }
    .button.primary {
      min-inline-size: 6.25rem;
    }
    .presets {
      gap: 0.3rem;
    }
    .preset span {
      padding-inline: 0.6rem;
    }
  }
  .speed {
    display: inline-flex;
    flex-wrap: wrap;
    align-items: center;
    max-inline-size: 100%;
    gap: 0.5em;
    font-size: 0.875rem;
  }
  .speed span {
    flex: none;
  }
  .speed select {
    inline-size: auto;
    max-inline-size: 100%;
  }
  .shared {
    align-self: center;
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .sharing {
    padding: 0.75rem 1rem 1rem;
  }
  .shared-address {
    flex-basis: 100%;
    font-size: 0.8125rem;
  }
  .shared-address input {
    display: block;
    inline-size: 100%;
    font-family: var(--font-mono);
  }
  .icon {
    flex: none;
    inline-size: 0.9em;
    block-size: 0.9em;
    fill: currentColor;
  }
  .presets {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }
  .preset {
    position: relative;
    cursor: pointer;
  }
  .preset span {
    display: block;
    padding: 0.3rem 0.8rem;
    border: 1px solid var(--color-border);
    border-radius: 999px;
    color: var(--color-muted);
    font-size: 0.8125rem;
  }
  .preset input:enabled:hover + span {
    color: var(--color-ink);
  }
  .preset:has(:disabled) {
    cursor: default;
  }
  .preset input:disabled:not(:checked) + span {
    border-style: dashed;
    color: color-mix(in srgb, var(--color-muted) 75%, var(--color-surface));
  }
  .preset input:checked + span {
    border-color: var(--color-accent);
    background: color-mix(in srgb, var(--color-accent) 12%, var(--color-paper));
    color: var(--color-ink);
    font-weight: 700;
  }
`;
