import { cellCentres, type PlaneGrid } from '@lib/data/plane-grid';
import { css, html, LitElement, type PropertyValues, svg } from 'lit';
import { onThemeChange, resolveColor } from '../../charts/theme';

/** What the picture shows of the plane along both axes; all of the data lies within. */
const extent = 1.25;
const none: ArrayLike<number> = [];

/**
 * `<duel-plane>`: the data and the points of one generator, over a map of what D answers.
 *
 * Properties: `real`, `points` and `start` (where the points began), flat lists of `[x, y]`;
 * `outputs`, D's logits on the session's grid, empty for none; `label`, for screen readers.
 * Complete on the server but for the map.
 */
export class DuelPlane extends LitElement {
  static override properties = {
    real: { attribute: false },
    points: { attribute: false },
    start: { attribute: false },
    outputs: { attribute: false },
    label: {},
  };

  static override styles = css`
    :host {
      display: block;
      position: relative;
      aspect-ratio: 1;
      overflow: hidden;
      border: 1px solid var(--color-border);
      border-radius: var(--radius);
      background: var(--color-paper);
    }
    canvas,
    svg {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
    }
    path {
      fill: none;
      stroke-linecap: round;
    }
    .real {
      stroke: var(--color-real);
      stroke-width: 0.035;
      opacity: 0.45;
    }
    .start {
      stroke: var(--color-muted);
      stroke-width: 0.03;
      opacity: 0.8;
    }
    .fake {
      stroke: var(--color-fake);
      stroke-width: 0.055;
    }
  `;

  declare real: ArrayLike<number>;
  declare points: ArrayLike<number>;
  declare start: ArrayLike<number>;
  declare outputs: ArrayLike<number>;
  declare label: string;
  private endThemeWatch: (() => void) | null = null;

  constructor() {
    super();
    this.real = none;
    this.points = none;
    this.start = none;
    this.outputs = none;
    this.label = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.endThemeWatch = onThemeChange(() => {
      this.drawMap();
    });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.endThemeWatch?.();
  }

  protected override createRenderRoot() {
    // The server's rendering has done its work.
    this.shadowRoot?.replaceChildren();
    return super.createRenderRoot();
  }

  protected override render() {
    return html`<canvas width="1" height="1" aria-hidden="true"></canvas>
      <svg
        role="img"
        aria-label=${this.label}
        viewBox="${-extent} ${-extent} ${2 * extent} ${2 * extent}"
      >
        ${svg`<path class="real" d=${dots(this.real)} />
          <path class="start" d=${dots(this.start)} />
          <path class="fake" d=${dots(this.points)} />`}
      </svg>
      <span class="probe" hidden></span>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('outputs')) this.drawMap();
  }

  /** A pixel for each cell, tinted by D's answer; the browser smooths it. */
  private drawMap(): void {
    const canvas = this.renderRoot.querySelector('canvas');
    const context = canvas?.getContext('2d');
    const probe = this.renderRoot.querySelector<HTMLElement>('.probe');
    if (!canvas || !context || !probe) return;
    const cells = Math.round(Math.sqrt(this.outputs.length));
    canvas.width = Math.max(1, cells);
    canvas.height = Math.max(1, cells);
    if (cells === 0) return;
    const [real, fake] = ['--color-real', '--color-fake'].map((name) => resolveColor(probe, name));
    const centres = centresOf({ dimension: 2, low: -extent, high: extent, cells });
    const side = (2 * extent) / cells;
    for (let i = 0; i < this.outputs.length; i++) {
      const answer = 1 / (1 + Math.exp(-(this.outputs[i] ?? 0)));
      const [x, y] = [centres[2 * i] ?? 0, centres[2 * i + 1] ?? 0];
      context.globalAlpha = 0.5 * Math.abs(answer - 0.5);
      context.fillStyle = (answer > 0.5 ? real : fake) ?? '';
      // As in the drawing above it, y grows upwards.
      context.fillRect(Math.floor((x + extent) / side), Math.floor((extent - y) / side), 1, 1);
    }
  }
}

const kept = new Map<number, Float32Array>();

function centresOf(grid: PlaneGrid): Float32Array {
  const centres = kept.get(grid.cells) ?? cellCentres(grid);
  kept.set(grid.cells, centres);
  return centres;
}

/** Points as lines of no length, which round caps make dots of: one path for all. */
function dots(points: ArrayLike<number>): string {
  let path = '';
  for (let i = 0; i + 1 < points.length; i += 2) {
    path += `M${(points[i] ?? 0).toFixed(3)} ${(-(points[i + 1] ?? 0)).toFixed(3)}h0`;
  }
  return path;
}

if (!customElements.get('duel-plane')) customElements.define('duel-plane', DuelPlane);

declare global {
  interface HTMLElementTagNameMap {
    'duel-plane': DuelPlane;
  }
}
