import { html, type TemplateResult } from 'lit';
import type { Position } from './state';

/** One square of a drawn grid. */
export interface GridSquare {
  /** The number in it; empty for none. */
  readonly text: string;
  /** How strongly it is coloured: −1 to 1, the sign by the hue. */
  readonly tone: number;
  readonly kind: 'input' | 'margin' | 'gap' | 'weight' | 'output';
  /** Within the window, or the output that is looked at. */
  readonly isLit: boolean;
  /** The one that a maximum lets through. */
  readonly isWinner?: boolean;
}

export interface Grid {
  readonly title: string;
  /** What it shows now, for those who don't see it. */
  readonly description: string;
  readonly squares: readonly (readonly GridSquare[])[];
}

/** More squares on a side than this are too small for numbers on a phone. */
const mostWithNumbers = 12;

/** A grid to look at. */
export function pictureGrid({ title, description, squares }: Grid): TemplateResult {
  return html`<figure>
    <figcaption>${title}</figcaption>
    <div
      class="grid"
      translate="no"
      role="img"
      aria-label=${description}
      style="--side: ${squares.length}"
    >
      ${squares.map((row) => row.map((square) => html`${drawn(square, squares.length)}`))}
    </div>
  </figure>`;
}

export interface PointableGrid extends Grid {
  readonly at: Position;
  readonly labelOf: (position: Position) => string;
  readonly onPoint: (position: Position) => void;
}

/** A grid whose squares the reader points at: by pointer, by touch, or by the arrow keys. */
export function pointableGrid(grid: PointableGrid): TemplateResult {
  const { title, description, squares, at, onPoint, labelOf } = grid;
  return html`<figure>
    <figcaption>${title}</figcaption>
    <div
      class="grid"
      id="output"
      translate="no"
      role="grid"
      tabindex="0"
      aria-label=${description}
      aria-activedescendant=${`output-${at.row}-${at.column}`}
      style="--side: ${squares.length}"
      @keydown=${(event: KeyboardEvent) => {
        const move = moves[event.key];
        if (!move || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        onPoint(move(at, squares.length));
      }}
    >
      ${squares.map(
        (row, i) =>
          html`<div role="row">
            ${row.map((square, j) => {
              const here = { row: i, column: j };
              const point = () => {
                onPoint(here);
              };
              return html`<div
                role="gridcell"
                id=${`output-${i}-${j}`}
                class="square output"
                aria-label=${labelOf(here)}
                aria-selected=${square.isLit ? 'true' : 'false'}
                style=${toneOf(square)}
                @pointerenter=${point}
                @pointerdown=${point}
              >
                ${squares.length > mostWithNumbers ? '' : square.text}
              </div>`;
            })}
          </div>`,
      )}
    </div>
  </figure>`;
}

const moves: Readonly<Record<string, (at: Position, size: number) => Position>> = {
  ArrowUp: ({ row, column }) => ({ row: row - 1, column }),
  ArrowDown: ({ row, column }) => ({ row: row + 1, column }),
  ArrowLeft: ({ row, column }) => ({ row, column: column - 1 }),
  ArrowRight: ({ row, column }) => ({ row, column: column + 1 }),
  Home: ({ row }) => ({ row, column: 0 }),
  End: ({ row }, size) => ({ row, column: size - 1 }),
};

function drawn(square: GridSquare, side: number): TemplateResult {
  const { kind, isLit, isWinner = false } = square;
  return html`<span
    class="square ${kind}"
    ?data-lit=${isLit}
    ?data-winner=${isWinner}
    style=${toneOf(square)}
    >${side > mostWithNumbers ? '' : square.text}</span
  >`;
}

function toneOf({ tone }: GridSquare): string {
  const hue = tone < 0 ? 'fake' : 'real';
  return `--tone: var(--color-${hue}); --share: ${Math.round(Math.abs(tone) * 45)}%`;
}
