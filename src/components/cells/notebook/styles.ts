import { css } from 'lit';
import { base } from '../kit/styles/base';
import { charts } from '../kit/styles/charts';
import { commands } from '../kit/styles/commands';
import { fields } from '../kit/styles/fields';
import { frame } from '../kit/styles/frame';
import { messages } from '../kit/styles/messages';
import { numbers } from '../kit/styles/numbers';
import { exampleStyles } from './example-styles';
import { blockStyles, outputStyles } from './output-styles';
import { quietButtonStyles } from './quiet-button';

/** A listing's frame with a head; what the code shows stands below on paper. */
const own = css`
  .cell {
    border-radius: var(--radius);
    background: var(--color-surface);
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: center;
    gap: 0.35rem 0.9rem;
    padding: 0.45rem 0.5rem 0.45rem 1rem;
    border-block-end: 1px solid var(--color-border);
    font-size: 0.8125rem;
    line-height: 1.5;
  }
  .names {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.9rem;
    min-inline-size: 0;
  }
  .file {
    color: var(--color-muted);
    font-family: var(--font-mono);
    font-size: 0.75rem;
  }
  @container (max-width: 30rem) {
    .file {
      flex-basis: 100%;
      order: 1;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .head .phase {
      align-self: start;
    }
  }
  .phase {
    padding-inline-end: 0.5rem;
    white-space: nowrap;
  }
  .phase > span {
    font-variant-numeric: tabular-nums;
  }
  .phase[data-phase='idle']::before {
    background: none;
    border: 1.5px solid currentColor;
  }
  .head .toolbar {
    grid-column: 1 / -1;
    gap: 0.35rem;
    margin-inline-start: -0.5rem;
  }
  .button {
    min-block-size: 1.9rem;
    padding: 0.1rem 0.65rem;
    border-color: var(--color-border);
    font-size: 0.8125rem;
  }
  .button.primary {
    min-inline-size: 5.25rem;
  }
  @media (pointer: coarse) {
    .head .button {
      min-block-size: 2.5rem;
    }
  }
  @container (min-width: 40rem) {
    .head .toolbar {
      grid-row: 2;
    }
  }
  .more {
    position: relative;
    display: flex;
    gap: 0.35rem;
    margin-inline-start: auto;
  }
  .more > .button {
    padding-inline: 0.55rem;
    color: var(--color-muted);
  }
  .more > .button:hover {
    color: var(--color-ink);
  }
  .icon {
    inline-size: 1em;
    block-size: 1em;
  }
  ::slotted(pre) {
    margin: 0;
    padding: 0.9rem 1rem;
    font-size: 0.8125rem !important;
    line-height: 1.7;
    scrollbar-width: thin;
    tab-size: 2;
    text-autospace: no-autospace;
    text-spacing-trim: space-all;
  }
  .code[data-edited] slot {
    display: none;
  }
  .under {
    background: var(--color-paper);
    border-block-start: 1px solid var(--color-border);
    border-end-start-radius: inherit;
    border-end-end-radius: inherit;
  }
  .under[data-empty] {
    border: 0;
  }
  .from {
    padding: 0.6rem 1rem 0;
    color: var(--color-muted);
    font-size: 0.75rem;
  }
  @media (scripting: none) {
    .toolbar,
    .phase {
      display: none;
    }
  }
  @media print {
    .toolbar,
    .phase {
      display: none;
    }
  }
`;

/** What there is only once a program runs. */
const alive = css`
  .phase:is([data-phase='running'], [data-phase='stopping'], [data-phase='fresh']) {
    color: var(--color-real);
  }
  .phase:is([data-phase='stale'], [data-phase='stopped']) {
    color: var(--color-generator);
  }
  .phase[data-phase='running']::before {
    animation: pulse 1.2s ease-in-out infinite alternate;
  }
  @keyframes pulse {
    to {
      opacity: 0.25;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .phase::before {
      animation: none !important;
    }
  }
  .menu {
    position: absolute;
    z-index: 3;
    inset-block-start: calc(100% + 0.25rem);
    inset-inline-end: 0;
    display: grid;
    min-inline-size: 11rem;
    padding: 0.3rem;
    border: 1px solid var(--color-border);
    border-radius: var(--radius);
    background: var(--color-paper);
    box-shadow: 0 6px 24px rgb(0 0 0 / 18%);
  }
  .menu button {
    min-block-size: 2.1rem;
    padding: 0.2rem 0.7rem;
    border: 0;
    border-radius: 4px;
    background: none;
    color: var(--color-ink);
    font: inherit;
    font-size: 0.8125rem;
    text-align: start;
    cursor: pointer;
  }
  @media (pointer: coarse) {
    .menu button {
      min-block-size: 2.5rem;
    }
  }
  .menu button:hover {
    background: var(--color-surface);
  }
  .draft {
    margin: 0;
    padding: 0.9rem 1rem;
    overflow-x: auto;
    font-family: var(--font-mono);
    font-size: 0.8125rem;
    line-height: 1.7;
    overflow-wrap: normal;
  }
  .notice {
    margin: 0.75rem 1rem;
    padding: 0.45rem 0.5rem 0.45rem 0.9rem;
    font-size: 0.8125rem;
  }
  .take-home,
  .made {
    display: grid;
    gap: 0.5rem;
    overflow-wrap: anywhere;
  }
  .take-home {
    padding: 0 1rem 0.9rem;
    font-size: 0.8125rem;
  }
  .take-home .field {
    justify-items: start;
  }
  .take-home ul {
    margin: 0;
    padding-inline-start: 1.4em;
  }
  .keys {
    display: grid;
    gap: 0.15rem;
    padding: 0.7rem 1rem;
    border-block-start: 1px solid var(--color-border);
    background: var(--color-paper);
    font-size: 0.8125rem;
  }
  .keys > div {
    display: grid;
    grid-template-columns: minmax(0, 12rem) minmax(0, 1fr);
    gap: 0 1rem;
  }
  .versions {
    display: grid;
    gap: 0.15rem;
    max-block-size: 14rem;
    margin: 0;
    padding: 0.5rem 1rem;
    overflow-y: auto;
    border-block-start: 1px solid var(--color-border);
    background: var(--color-paper);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    list-style: none;
  }
  .versions li {
    display: grid;
    grid-template-columns: minmax(0, 9rem) minmax(0, 1fr) auto auto;
    align-items: center;
    gap: 0 0.9rem;
  }
  kbd {
    font-family: var(--font-mono);
    font-size: 0.75rem;
  }
  .offer {
    margin: 0;
    border-radius: 0;
  }
`;

/** The server's rendering carries its styles with every cell, so only those that it needs. */
export const codeCellStyles = import.meta.env.SSR
  ? [base, frame, commands, numbers, charts, own, blockStyles, exampleStyles]
  : [
      base,
      frame,
      commands,
      fields,
      messages,
      numbers,
      charts,
      own,
      alive,
      blockStyles,
      outputStyles,
      exampleStyles,
      quietButtonStyles,
    ];
