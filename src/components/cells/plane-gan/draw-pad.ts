import { css, svg } from 'lit';
import { StrokePad } from '../pads/stroke-pad';
import { planeExtent } from '../../charts/toy-plane';

/** `<draw-pad>`: lies over the plane and takes the reader's data as strokes, see {@link StrokePad}. */
export class DrawPad extends StrokePad {
  static override styles = [
    StrokePad.styles,
    css`
      :host {
        position: absolute;
        inset: 0;
      }
      rect {
        fill: transparent;
        stroke: var(--color-muted);
        stroke-width: 0.008;
        stroke-dasharray: 0.04 0.03;
      }
      .ink {
        opacity: 0.6;
      }
    `,
  ];

  protected readonly label = 'データを描く場所。';
  protected readonly extent = planeExtent;

  protected override ground() {
    return svg`<rect x="-1" y="-1" width="2" height="2" />`;
  }
}

if (!customElements.get('draw-pad')) customElements.define('draw-pad', DrawPad);

declare global {
  interface HTMLElementTagNameMap {
    'draw-pad': DrawPad;
  }
}
