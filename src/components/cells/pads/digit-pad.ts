import { css, nothing, svg } from 'lit';
import { StrokePad } from './stroke-pad';
import { penRadius } from './picture';

/**
 * `<digit-pad>`: a square to draw a digit in, white on black as MNIST's are, see {@link StrokePad}.
 */
export class DigitPad extends StrokePad {
  static override styles = [
    StrokePad.styles,
    css`
      :host {
        display: block;
        position: relative;
        aspect-ratio: 1;
        overflow: hidden;
        border-radius: var(--radius, 4px);
      }
      rect {
        fill: #000;
      }
      path {
        stroke: #fff;
      }
      .pen {
        stroke: #f3a652;
        stroke-width: 0.03;
      }
      .pen[data-down] {
        stroke-width: 0.06;
      }
      text {
        fill: #b8b8b8;
        /* In units of more than one, which a smallest font size of the reader's would blow up. */
        scale: 0.01;
        font-size: 13px;
        text-anchor: middle;
      }
      .ink {
        stroke-width: ${2 * penRadius};
      }
    `,
  ];

  protected readonly label = '数字を描く場所。';
  protected readonly extent = 1;

  protected override ground() {
    const isEmpty = this.drawing.length === 0;
    return svg`<rect x="-1" y="-1" width="2" height="2" />
      ${isEmpty ? svg`<text y="4">0から9の数字をひとつ</text>` : nothing}`;
  }
}

if (!customElements.get('digit-pad')) customElements.define('digit-pad', DigitPad);

declare global {
  interface HTMLElementTagNameMap {
    'digit-pad': DigitPad;
  }
}
