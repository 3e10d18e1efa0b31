import { css, html, svg, type TemplateResult } from 'lit';
import { DrawnElement } from '../../charts/drawn-element';
import { textureSide as side } from '@lib/data/textures';

/** What a pad says of a map that has been painted on; `isDone` once the pointer is lifted. */
export interface PaintDetail {
  readonly map: Uint8Array;
  readonly isDone: boolean;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/**
 * `<paint-pad>`: 32×32 pixels to paint on with a brush, by mouse, touch and pen; and by keyboard: arrow
 * keys move the brush, the space bar puts it down and lifts it.
 *
 * Properties: `map`, `[32 · 32]` classes; `brush`, the class that is painted; `radius` of the brush in
 * pixels; `kind`, how classes look: `textures` or `outlines`. Event: `paint` with {@link PaintDetail}.
 */
export class PaintPad extends DrawnElement {
  static override shadowRootOptions = { ...DrawnElement.shadowRootOptions, delegatesFocus: true };
  static override properties = {
    map: { attribute: false },
    brush: { attribute: false },
    radius: { attribute: false },
    kind: { attribute: false },
    cursor: { state: true },
  };

  static override styles = css`
    :host {
      display: block;
      position: relative;
      aspect-ratio: 1;
    }
    svg {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      border-radius: var(--radius, 4px);
      background: #14161a;
      cursor: crosshair;
      touch-action: none;
    }
    svg:focus-visible {
      outline: 3px solid var(--color-accent);
      outline-offset: 2px;
    }
    .class0 {
      fill: #2f6fb0;
    }
    .class1 {
      fill: #d98324;
    }
    .class2 {
      fill: #3f8f5f;
    }
    .class3 {
      fill: #a8528f;
    }
    .ink {
      fill: #fff;
    }
    .sign {
      fill: none;
      stroke: rgb(255 255 255 / 60%);
      stroke-width: 0.35;
    }
    .dot {
      fill: rgb(255 255 255 / 65%);
    }
    .cursor {
      fill: none;
      stroke: #fff;
      stroke-width: 0.4;
      paint-order: stroke;
      visibility: hidden;
    }
    .cursor[data-down] {
      stroke-width: 0.9;
    }
    svg:focus-visible .cursor {
      visibility: visible;
    }
    .said {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  `;

  declare map: Uint8Array;
  declare brush: number;
  declare radius: number;
  declare kind: 'textures' | 'outlines';
  declare private cursor: {
    readonly row: number;
    readonly column: number;
    readonly isDown: boolean;
    readonly said: string;
  };
  /** Where the pointer that paints was last. */
  private held: { readonly id: number; at: readonly [number, number] } | null = null;

  constructor() {
    super();
    this.map = new Uint8Array(side ** 2);
    this.brush = 0;
    this.radius = 2.5;
    this.kind = 'textures';
    this.cursor = { row: 16, column: 16, isDown: false, said: '' };
  }

  protected override render(): TemplateResult {
    const { row, column, isDown, said } = this.cursor;
    const what = this.kind === 'textures' ? 'ラベルの地図' : '数字の輪郭';
    const size = Math.max(1, 2 * this.radius);
    return html`<svg
        tabindex="0"
        role="application"
        aria-label=${`${what}を描く場所。矢印キーで筆を動かし、スペースキーで下ろしたり上げたりします。`}
        viewBox="0 0 ${side} ${side}"
        shape-rendering="crispEdges"
        @pointerdown=${this.onDown}
        @pointermove=${this.onMove}
        @pointerup=${this.onUp}
        @pointercancel=${this.onUp}
        @keydown=${this.onKey}
      >
        ${this.kind === 'textures' ? signs : null}
        ${
          this.kind === 'textures'
            ? [0, 1, 2, 3].map((textureClass) => {
                const d = pathOf(this.map, textureClass);
                return svg`<path class="class${textureClass}" d=${d} />
                  <path fill="url(#sign${textureClass})" d=${d} />`;
              })
            : svg`<path class="ink" d=${pathOf(this.map, 1)} />`
        }
        <rect
          class="cursor"
          ?data-down=${isDown}
          x=${column + 0.5 - size / 2}
          y=${row + 0.5 - size / 2}
          width=${size}
          height=${size}
        />
      </svg>
      <span class="said" role="status">${said}</span>`;
  }

  private readonly onDown = (event: PointerEvent) => {
    if (event.button !== 0 || this.held) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const at = placeOf(event);
    this.held = { id: event.pointerId, at };
    this.paint(at, at, false);
  };

  private readonly onMove = (event: PointerEvent) => {
    if (event.pointerId !== this.held?.id) return;
    const at = placeOf(event);
    this.paint(this.held.at, at, false);
    this.held.at = at;
  };

  private readonly onUp = (event: PointerEvent) => {
    if (event.pointerId !== this.held?.id) return;
    this.held = null;
    this.tell(this.map, true);
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (event.isComposing || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)
      return;
    const step = steps[event.key];
    if (!step && event.key !== ' ') return;
    event.preventDefault();
    const inside = (place: number) => Math.min(side - 1, Math.max(0, place));
    const row = inside(this.cursor.row + (step?.[0] ?? 0));
    const column = inside(this.cursor.column + (step?.[1] ?? 0));
    const isDown = step ? this.cursor.isDown : !this.cursor.isDown;
    const lifted = isDown ? '筆を下ろしました' : '筆を上げました';
    this.cursor = { row, column, isDown, said: step ? `${row + 1}行${column + 1}列` : lifted };
    const at = [row + 0.5, column + 0.5] as const;
    if (isDown) this.paint(at, at, true);
  };

  /** Lead the brush from one place to another, `[row, column]` in pixels. */
  private paint(
    from: readonly [number, number],
    to: readonly [number, number],
    isDone: boolean,
  ): void {
    const map = this.map.slice();
    const pieces = Math.max(1, Math.ceil(2 * Math.hypot(to[0] - from[0], to[1] - from[1])));
    for (let i = 0; i <= pieces; i++) {
      const [row, column] = [0, 1].map(
        (axis) => (from[axis] ?? 0) + (((to[axis] ?? 0) - (from[axis] ?? 0)) * i) / pieces,
      ) as [number, number];
      stamp(map, { row, column, radius: this.radius, value: this.brush });
    }
    this.tell(map, isDone);
  }

  private tell(map: Uint8Array, isDone: boolean): void {
    this.map = map;
    const detail: PaintDetail = { map, isDone };
    this.dispatchEvent(new CustomEvent('paint', { detail }));
  }
}

/** How the classes are told apart without their colours. */
const signs = svg`<defs>
  <pattern id="sign0" width="4" height="4" patternUnits="userSpaceOnUse">
    <path class="sign" d="M0 2h4" />
  </pattern>
  <pattern id="sign1" width="4" height="4" patternUnits="userSpaceOnUse">
    <path class="sign" d="M2 0v4" />
  </pattern>
  <pattern id="sign2" width="4" height="4" patternUnits="userSpaceOnUse">
    <path class="sign" d="M0 4L4 0M-1 1L1 -1M3 5L5 3" />
  </pattern>
  <pattern id="sign3" width="4" height="4" patternUnits="userSpaceOnUse">
    <circle class="dot" cx="2" cy="2" r="0.8" />
  </pattern>
</defs>`;

/** The pixel under the pointer, `[row, column]`. */
function placeOf(event: PointerEvent): readonly [number, number] {
  const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
  return [((event.clientY - top) / height) * side, ((event.clientX - left) / width) * side];
}

interface Stamp {
  readonly row: number;
  readonly column: number;
  readonly radius: number;
  readonly value: number;
}

/** Pixels whose centres lie within the brush; of a brush smaller than one, the pixel below it. */
export function stamp(map: Uint8Array, { row, column, radius, value }: Stamp): void {
  for (let y = Math.max(0, Math.floor(row - radius)); y < Math.min(side, row + radius); y++) {
    for (
      let x = Math.max(0, Math.floor(column - radius));
      x < Math.min(side, column + radius);
      x++
    ) {
      const isUnder =
        radius < 1
          ? y === Math.floor(row) && x === Math.floor(column)
          : Math.hypot(y + 0.5 - row, x + 0.5 - column) <= radius;
      if (isUnder) map[y * side + x] = value;
    }
  }
}

/** The pixels of a class as a path: a rectangle for every run in a row. */
export function pathOf(map: Uint8Array, textureClass: number): string {
  const pieces: string[] = [];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      if (map[row * side + column] !== textureClass) continue;
      const first = column;
      while (column + 1 < side && map[row * side + column + 1] === textureClass) column += 1;
      pieces.push(`M${first} ${row}h${column + 1 - first}v1H${first}z`);
    }
  }
  return pieces.join('');
}

if (!customElements.get('paint-pad')) customElements.define('paint-pad', PaintPad);

declare global {
  interface HTMLElementTagNameMap {
    'paint-pad': PaintPad;
  }
}
