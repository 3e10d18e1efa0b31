import type { ImageTiles } from '@lib/data/image-grid';
import { css, html, type PropertyValues } from 'lit';
import { DrawnElement } from './drawn-element';
import { stillPng } from './still-png';

/** Opaque black and the step from one grey to the next, as pixels are laid out in little-endian memory. */
const opaque = 0xff000000;
const grey = 0x00010101;
const [green, blue] = [0x100, 0x10000];

/** Pixels per pixel in a saved file, so that small images can be looked at elsewhere. */
const savedScale = 3;

/**
 * `<image-grid>`: images in one grid.
 *
 * Properties: `tiles`, the images (`null` for none yet); `label`, what they are, for screen readers; `still`, the
 * address of a picture to show until there are images.
 */
export class ImageGrid extends DrawnElement {
  static override properties = { tiles: { attribute: false }, label: {}, still: {} };

  static override styles = css`
    :host {
      display: block;
    }
    canvas,
    img {
      display: block;
      inline-size: 100%;
      block-size: auto;
      aspect-ratio: var(--image-grid-ratio, auto);
      object-fit: var(--image-grid-fit, cover);
      object-position: top;
      image-rendering: pixelated;
      background: #000;
      border-radius: var(--radius, 4px);
    }
  `;

  declare tiles: ImageTiles | null;
  declare label: string;
  declare still: string;

  constructor() {
    super();
    this.tiles = null;
    this.label = '';
    this.still = '';
  }

  protected override render() {
    const still = this.tiles ? stillPng(this.tiles) : this.still;
    if (!still) {
      return html`<canvas role="img" aria-label=${this.label} width="224" height="224"></canvas>`;
    }
    return html`<img src=${still} alt=${this.label} width="224" height="224" />`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('tiles') && this.tiles) draw(this.canvas, this.tiles);
  }

  private get canvas(): HTMLCanvasElement {
    const canvas = this.renderRoot.querySelector('canvas');
    if (!canvas) throw new Error('image-grid has no images yet');
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
  const colors = new Uint32Array(image.data.buffer);
  const { pixels, channels = 1 } = tiles;
  for (let i = 0; i < colors.length; i++) {
    const first = pixels[i * channels] ?? 0;
    const rest = green * (pixels[i * 3 + 1] ?? 0) + blue * (pixels[i * 3 + 2] ?? 0);
    colors[i] = opaque + (channels === 1 ? grey * first : first + rest);
  }
  contextOf(canvas).putImageData(image, 0, 0);
}

/** Images enlarged, in PNG. */
export async function tilesToPng(tiles: ImageTiles): Promise<Blob> {
  const small = document.createElement('canvas');
  draw(small, tiles);
  const large = document.createElement('canvas');
  large.width = small.width * savedScale;
  large.height = small.height * savedScale;
  const context = contextOf(large);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, large.width, large.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    large.toBlob(resolve, 'image/png');
  });
  if (!blob) throw new Error('画像をPNGに変換できませんでした。');
  return blob;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('このブラウザではcanvasに描画できません。');
  return context;
}

if (!customElements.get('image-grid')) customElements.define('image-grid', ImageGrid);

declare global {
  interface HTMLElementTagNameMap {
    'image-grid': ImageGrid;
  }
}
