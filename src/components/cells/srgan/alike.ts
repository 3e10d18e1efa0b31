/** Digits that are the same once they are small, and their mean beside what SRResNet has made. */
import { meanPsnr } from '@lib/metrics/psnr';
import { html, type TemplateResult } from 'lit';
import { tileOf, tilesOf } from '../kit/digit-tiles';
import { decibels } from './gallery';
import { pictureOf, type SrganState } from './types';
import type { ImageTiles } from '@lib/data/image-grid';

const grids = new WeakMap<Uint8Array, ImageTiles>();

export function alikeDigits(state: SrganState): TemplateResult {
  const picture = pictureOf(state);
  if (!picture) return html``;
  const { alike, made, original, psnr } = picture;
  const size = original.length;
  const count = alike.images.length / size;
  const grid = grids.get(alike.images) ?? tilesOf(alike.images, 6);
  grids.set(alike.images, grid);
  return html`<div class="alike">
    <h4>7×7画素ではほとんど同じに見える${count}個の数字</h4>
    <p class="hint">
      学習画像から、縮めたときにこの数字と近いものを選びました。49画素のうち階調が違うのは平均で${alike.difference.toFixed(1)}画素だけです。必要なら1、2画素だけずらしています。どれもありうる答えです。
    </p>
    <div class="alike-row">
      <figure class="many">
        <figcaption><b>ありうる答え</b></figcaption>
        <image-grid .tiles=${grid} label=${`縮めると似ている${count}個の数字`}></image-grid>
      </figure>
      ${[
        [`${count}個の平均`, alike.mean, meanPsnr(alike.mean, original, size)] as const,
        ['SRResNet', made.srresnet, psnr.srresnet] as const,
      ].map(
        ([name, image, value]) =>
          html`<figure>
            <figcaption><b>${name}</b></figcaption>
            <image-grid .tiles=${tileOf(image, 0)} label=${`${name}の画像`}></image-grid>
            <p class="figure-number" translate="no">${decibels(value)}</p>
          </figure>`,
      )}
    </div>
  </div>`;
}
