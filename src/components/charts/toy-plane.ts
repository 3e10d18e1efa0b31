import { css, html, nothing, type PropertyValues, svg, type TemplateResult } from 'lit';
import { DrawnElement } from './drawn-element';
import { onThemeChange, resolveColor } from './theme';
import { arrowLines, dots, latticeLines } from './plane-paths';
import { stillMask } from './still-png';

/** What the picture shows of the plane along both axes; all of the data lies within. */
export const planeExtent = 1.25;
const none: ArrayLike<number> = [];

/**
 * `<toy-plane>`: the data and a generator's points in the plane, over a map of what D answers, with
 * the lattice that G has warped and the arrows of its gradient.
 *
 * Properties: `real`, `points`, flat lists of `[x, y]`; `outputs`, D's outputs on a square map, row by
 * row from below (empty for none), tinted by sigmoid(`steepness` × (output − `boundary`)); `arrows`,
 * flat lists of where they begin and of how far they reach, drawn to a common scale; `lattice`, see
 * `noiseLattice`, of noise with `noiseDimension` dimensions; `start`, where the points began; `tint`,
 * twice the map's opacity where D is sure; `label`, for screen readers. Complete on the server, too.
 *
 * CSS custom properties: `--real-size`, `--real-opacity` and `--fake-size`, of the dots, in the plane's
 * own units.
 */
export class ToyPlane extends DrawnElement {
  static override properties = {
    real: { attribute: false },
    points: { attribute: false },
    start: { attribute: false },
    outputs: { attribute: false },
    boundary: { attribute: false },
    steepness: { attribute: false },
    arrows: { attribute: false },
    lattice: { attribute: false },
    noiseDimension: { attribute: false },
    tint: { attribute: false },
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
    .still-map,
    svg {
      position: absolute;
      inset: 0;
      inline-size: 100%;
      block-size: 100%;
    }
    path {
      fill: none;
      stroke-linecap: round;
      stroke-linejoin: round;
    }
    .real {
      stroke: var(--color-real);
      stroke-width: var(--real-size, 0.026);
      opacity: var(--real-opacity, 0.55);
    }
    .start {
      stroke: var(--color-muted);
      stroke-width: 0.03;
      opacity: 0.8;
    }
    .fake {
      stroke: var(--color-fake);
      stroke-width: var(--fake-size, 0.036);
    }
    .lattice {
      stroke: var(--color-generator);
      stroke-width: 0.006;
    }
    .arrows {
      stroke: var(--color-ink);
      stroke-width: 0.008;
    }
  `;

  declare real: ArrayLike<number>;
  declare points: ArrayLike<number>;
  declare start: ArrayLike<number>;
  declare outputs: ArrayLike<number>;
  declare boundary: number;
  declare steepness: number;
  declare arrows: { readonly points: ArrayLike<number>; readonly arrows: ArrayLike<number> };
  declare lattice: ArrayLike<number>;
  declare noiseDimension: number;
  declare tint: number;
  declare label: string;
  private endThemeWatch: (() => void) | null = null;

  constructor() {
    super();
    this.real = none;
    this.points = none;
    this.start = none;
    this.outputs = none;
    this.boundary = 0;
    this.steepness = 1;
    this.arrows = { points: none, arrows: none };
    this.lattice = none;
    this.noiseDimension = 2;
    this.tint = 0.8;
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

  protected override render() {
    const side = 2 * planeExtent;
    return html`<canvas width="1" height="1" aria-hidden="true"></canvas>
      ${this.stillMap()}
      <svg
        role="img"
        aria-label=${this.label}
        viewBox="${-planeExtent} ${-planeExtent} ${side} ${side}"
      >
        ${svg`<path class="real" d=${dots(this.real)} />
          <path class="start" d=${dots(this.start)} />
          <path class="lattice" d=${latticeLines(this.lattice, this.noiseDimension)} />
          <path class="fake" d=${dots(this.points)} />
          <path class="arrows" d=${arrowLines(this.arrows.points, this.arrows.arrows)} />`}
      </svg>
      <span class="probe" hidden></span>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('outputs') || changed.has('steepness')) this.drawMap();
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
    const [real, fake] = ['--color-real', '--color-fake'].map((name) => resolveColor(probe, name));
    this.tints().forEach((tint, i) => {
      context.globalAlpha = Math.abs(tint);
      context.fillStyle = (tint > 0 ? real : fake) ?? '';
      context.fillRect(i % cells, Math.floor(i / cells), 1, 1);
    });
  }

  /** The same where there is no canvas: a mask for each colour, which the theme may change. */
  private stillMap(): TemplateResult | typeof nothing {
    if (!import.meta.env.SSR || this.outputs.length === 0) return nothing;
    const tints = this.tints();
    const layer = (color: string, alphas: readonly number[]) =>
      html`<div
        class="still-map"
        style="background: var(${color}); mask: url(${stillMask(alphas)}) 0 0 / 100% 100%"
      ></div>`;
    return html`${layer('--color-real', tints)}${layer(
      '--color-fake',
      tints.map((tint) => -tint),
    )}`;
  }

  /** How strong each pixel of the map is in the colour of real points, in that of fakes below 0; from above. */
  private tints(): number[] {
    const cells = Math.round(Math.sqrt(this.outputs.length));
    return Array.from({ length: cells ** 2 }, (_, i) => {
      // As in the drawing above the map, y grows upwards.
      const from = (cells - 1 - Math.floor(i / cells)) * cells + (i % cells);
      const lead = this.steepness * ((this.outputs[from] ?? NaN) - this.boundary);
      return this.tint * (1 / (1 + Math.exp(-lead)) - 0.5);
    });
  }
}

if (!customElements.get('toy-plane')) customElements.define('toy-plane', ToyPlane);

declare global {
  interface HTMLElementTagNameMap {
    'toy-plane': ToyPlane;
  }
}
