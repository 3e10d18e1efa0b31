/** The pyramid as it is put together, level by level, and digits that all three generators have made. */
import type { ImageTiles } from '@lib/data/image-grid';
import { digitSize } from '@lib/data/digit-classes';
import { sides } from '@lib/models/lapgan-sides';
import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/image-grid';
import { signedLegend, signedMap } from '../../charts/signed-map';
import { tilesOf } from '../kit/digit-tiles';
import { leadingField } from '../kit/form';
import { formatCount } from '../kit/format';
import type { LapganCellView, LapganState } from './types';

/** The size of a residual that has the full colour; half the way from black to white. */
const residualLimit = 1;

export function pyramid(view: LapganCellView): TemplateResult {
  const { state } = view;
  return html`${origin(state)}
    <div class="form">
      ${['digit', 'index', 'asked', 'noiseSeed'].map((name) => leadingField(view, name))}
    </div>
    <div class="levels">${sides.map((_, i) => levelRow(view, i))}</div>
    ${signedLegend({ above: '明るくする', below: '暗くする', limit: String(residualLimit) })}
    ${samples(state)}`;
}

function origin({ isPreview, session, step, used, hasLoadedWeights }: LapganState): TemplateResult {
  if (isPreview) {
    return html`<p class="origin">
      学習ずみのネットワークの例です（あらかじめ計算しました）。段の切り替えに触れると、この場で計算します。
    </p>`;
  }
  const isFromScratch = used?.start === 'scratch' && !hasLoadedWeights;
  const networks = hasLoadedWeights ? '読み込んだ重み' : '学習ずみのネットワーク';
  const now =
    step === 0 && !isFromScratch
      ? `${networks}のままです。`
      : `${isFromScratch ? 'はじめ' : networks}から${formatCount(step)}ステップ学習したところです。`;
  return html`<p class="origin">
    ${session ? now : nothing}本物の数字は学習に使っていない画像です。
  </p>`;
}

function levelRow(view: LapganCellView, i: number): TemplateResult {
  const side = sides[i] ?? digitSize;
  const k = sides.length - 1 - i;
  const level = view.state.lanes[0]?.picture?.levels[i];
  const name = `${side}×${side}画素`;
  return html`<section class="level" aria-label=${`${name}の段`}>
    <div class="switch">${leadingField(view, `part${side}`)}</div>
    <div class="sum">
      ${
        i === 0
          ? nothing
          : html`${tile(`l${sub(k)}`, 'ぼけた画像', level?.coarse ?? null, side)}
              <span class="sign">+</span>
              <figure>
                ${signedMap({
                  label: `${name}の残差`,
                  image: null,
                  values: level?.residual ?? null,
                  limit: residualLimit,
                  hasSigns: false,
                })}
                <figcaption><i>h${sub(k)}</i> 残差</figcaption>
              </figure>
              <span class="sign">=</span>`
      }
      ${tile(`I${sub(k)}`, name, level?.image ?? null, side)} ${verdict(k, level?.verdict)}
    </div>
  </section>`;
}

function tile(
  symbol: string,
  title: string,
  bytes: Uint8Array | null,
  side: number,
): TemplateResult {
  return html`<figure>
    <image-grid .tiles=${bytes ? imageOf(bytes, side) : null} label=${title}></image-grid>
    <figcaption><i>${symbol}</i> ${title}</figcaption>
  </figure>`;
}

/** What the level's discriminator says, as a bar. */
function verdict(k: number, score: number | undefined): TemplateResult {
  return html`<p class="verdict">
    <span>D${sub(k)}が本物と思う確率</span>
    <meter min="0" max="1" value=${score ?? 0}></meter>
    <b translate="no">${score === undefined ? '—' : score.toFixed(2)}</b>
  </p>`;
}

const sub = (k: number) => '₀₁₂'[k] ?? '';

function samples({ lanes }: LapganState): TemplateResult {
  const made = lanes[0]?.picture?.samples;
  return html`<figure class="samples">
    <figcaption>3段とも生成した数字（0から9を順に2回頼みました。選んでいません）</figcaption>
    <image-grid
      .tiles=${made ? sampleTiles(made) : null}
      label="3段とも生成した0から9の数字、2回分"
    ></image-grid>
  </figure>`;
}

const cache = new WeakMap<Uint8Array, ImageTiles>();

/** The same object as long as the image is, so that nothing is redrawn. */
function remembered(bytes: Uint8Array, make: () => ImageTiles): ImageTiles {
  const known = cache.get(bytes) ?? make();
  cache.set(bytes, known);
  return known;
}

const imageOf = (bytes: Uint8Array, side: number) =>
  remembered(bytes, () => ({
    pixels: bytes,
    rows: 1,
    columns: 1,
    tileHeight: side,
    tileWidth: side,
  }));

const sampleTiles = (bytes: Uint8Array) => remembered(bytes, () => tilesOf(bytes, 10));
