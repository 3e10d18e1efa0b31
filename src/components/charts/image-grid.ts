import type { ImageTiles } from '@lib/runtime/protocol';
import { css, html, LitElement, type PropertyValues } from 'lit';

/** Pixels per pixel in a saved file, so that small images can be looked at elsewhere. */
const savedScale = 3;

/**
 * `<image-grid>`: greyscale images in one grid.
 *
 * Properties: `tiles`, the images (`null` for none yet); `label`, what they are, for screen readers.
 */
export class ImageGrid extends LitElement {
  static override properties = { tiles: { attribute: false }, label: {} };

  static override styles = css`
    :host {
      display: block;
    }
    canvas {
      display: block;
      inline-size: 100%;
      block-size: auto;
      aspect-ratio: var(--image-grid-ratio, auto);
      object-fit: cover;
      object-position: top;
      image-rendering: pixelated;
      background: #000;
      border-radius: var(--radius, 4px);
    }
  `;

  declare tiles: ImageTiles | null;
  declare label: string;

  constructor() {
    super();
    this.tiles = null;
    this.label = '';
  }

  protected override render() {
    return html`<canvas role="img" aria-label=${this.label} width="224" height="224"></canvas>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('tiles') && this.tiles) draw(this.canvas, this.tiles);
  }

  /** The images as drawn, enlarged, in PNG. */
  async toPng(): Promise<Blob> {
    const { canvas } = this;
    const large = document.createElement('canvas');
    large.width = canvas.width * savedScale;
    large.height = canvas.height * savedScale;
    const context = contextOf(large);
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, 0, 0, large.width, large.height);
    const blob = await new Promise<Blob | null>((resolve) => {
      large.toBlob(resolve, 'image/png');
    });
    if (!blob) throw new Error('画像をPNGに変換できませんでした。');
    return blob;
  }

  private get canvas(): HTMLCanvasElement {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) throw new Error('image-grid has not been rendered yet');
    return canvas;
  }
}

function draw(canvas: HTMLCanvasElement, tiles: ImageTiles): void {
  const width = tiles.columns * tiles.tileWidth;
  const height = tiles.rows * tiles.tileHeight;
  // Setting a size clears the canvas, so that it would flicker.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = new ImageData(width, height);
  tiles.pixels.forEach((value, i) => {
    image.data.set([value, value, value, 255], 4 * i);
  });
  contextOf(canvas).putImageData(image, 0, 0);
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('このブラウザーではcanvasに描画できません。');
  return context;
}

if (!customElements.get('image-grid')) customElements.define('image-grid', ImageGrid);

declare global {
  interface HTMLElementTagNameMap {
    'image-grid': ImageGrid;
  }
}
