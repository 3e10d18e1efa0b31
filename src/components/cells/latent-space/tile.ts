import type { DrawnDigits } from '@lib/lookups/latent-space';
import type { ImageTiles } from '@lib/data/image-grid';
import { html, type TemplateResult } from 'lit';

export { thumbnail, tileOf, tilesOf } from '../kit/digit-tiles';

/** Of one image. */
export const imageBytes = 28 ** 2;

/** The images from one number up to another. */
export function range({ images }: DrawnDigits, from: number, to: number): Uint8Array {
  return images.subarray(from * imageBytes, to * imageBytes);
}

/** Mean of some images of a set, in floating point. */
export function meanImage(images: Uint8Array, members: readonly number[]): Float32Array {
  const mean = new Float32Array(imageBytes);
  for (const member of members) {
    mean.forEach((value, k) => {
      mean[k] = value + (images[member * imageBytes + k] ?? 0) / members.length;
    });
  }
  return mean;
}

export function picture(tiles: ImageTiles, label: string): TemplateResult {
  return html`<image-grid .tiles=${tiles} label=${label}></image-grid>`;
}

/** What a digit is, and how it stands, in a few words. */
export function describe({ classes, confidences, attributes }: DrawnDigits, i: number): string {
  const measured = attributes[i];
  const confidence = Math.round((confidences[i] ?? 0) * 100);
  if (!measured) return '何も描かれていない画像';
  const slant = Math.round(measured.slant);
  return `「${classes[i] ?? 0}」（確信度${confidence}%）、傾き${formatDegrees(slant)}、太さ${measured.thickness.toFixed(1)}、幅${measured.width.toFixed(1)}`;
}

export function formatDegrees(degrees: number): string {
  return `${String(Math.round(degrees)).replace('-', '−')}°`;
}
