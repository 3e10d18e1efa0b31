import { shownDeviation } from '@lib/models/pix2pix-settings';
import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/image-grid';
import { formatCount } from '../kit/format';
import { guessPanel } from './guess';
import './paint-pad';
import { lanesOf } from './settings';
import type { PaintDetail } from './paint-pad';
import { fieldSquare, verdictMap } from './patch-view';
import { mapTiles, pictureTiles } from './tiles';
import { brushes, surgery } from './tools-panel';
import { inputOf, truthOf } from './inputs';
import { aloneName, hidesAlone, type Pix2pixCellView, type Pix2pixState, taskOf } from './types';

const drawCount = 16;

/** What the reader paints, and what the generators make of it. */
export function paintedAndDrawn(view: Pix2pixCellView): TemplateResult {
  const { state, commands } = view;
  const { own, lanes } = state;
  const task = taskOf(state);
  const truth = truthOf(state);
  const [both, alone] = lanes.map(({ picture }) => picture);
  const isHidden = hidesAlone(state);
  return html`${task === 'textures' ? guessPanel(view) : nothing} ${origin(state)}
    <div class="row">
      <figure>
        <figcaption><b>入力</b>ここに描く</figcaption>
        <paint-pad
          .map=${inputOf(state)}
          .kind=${task}
          .brush=${task === 'textures' ? own.brush : own.pen}
          .radius=${task === 'textures' ? 3 : own.pen === 0 ? 2 : 0.5}
          @paint=${({ detail }: CustomEvent<PaintDetail>) => {
            commands.draw(task === 'textures' ? { map: detail.map } : { outline: detail.map });
          }}
        ></paint-pad>
        ${brushes(view)}
      </figure>
      <figure>
        <figcaption><b>${aloneName(state)}</b>識別器なし</figcaption>
        ${
          isHidden
            ? html`<div class="hidden">？</div>`
            : drawn(alone?.pictures, state, `${aloneName(state)}で学習した生成器の絵`)
        }
      </figure>
      <figure>
        <figcaption><b>L1＋cGAN</b>識別器も使う</figcaption>
        <div class="framed">
          ${drawn(both?.pictures, state, 'L1とcGANで学習した生成器の絵')}
          <svg class="over" viewBox="0 0 32 32" aria-hidden="true">${fieldSquare(state)}</svg>
        </div>
      </figure>
      <figure>
        <figcaption><b>本物</b>${task === 'textures' ? '一例' : '輪郭のもと'}</figcaption>
        ${
          truth
            ? drawn(truth, state, '本物の絵')
            : html`<div class="hidden small">描いた輪郭には正解がありません</div>`
        }
      </figure>
    </div>
    <div class="row second">
      ${verdictMap(view)} ${own.showsDraws ? draws(state) : nothing}
      <div class="wide">${surgery(view)}</div>
    </div>`;
}

function drawn(bytes: Uint8Array | undefined, state: Pix2pixState, label: string) {
  const tiles = bytes ? pictureTiles(bytes, taskOf(state)) : null;
  return html`<image-grid .tiles=${tiles} label=${label}></image-grid>`;
}

/** Sixteen draws of one input, and how far they are apart. */
function draws(state: Pix2pixState): TemplateResult {
  const picture = state.lanes[0]?.picture;
  const isReady = picture?.deviations !== null && picture?.deviations !== undefined;
  return html`<figure>
      <figcaption><b>16回の絵</b>L1＋cGAN</figcaption>
      <image-grid
        .tiles=${isReady ? pictureTiles(picture.pictures, taskOf(state), drawCount) : null}
        label="同じ入力から16回描いた絵"
      ></image-grid>
    </figure>
    <figure>
      <figcaption><b>ばらつき</b>画素ごとの標準偏差</figcaption>
      <image-grid
        .tiles=${isReady && picture.deviations ? mapTiles(picture.deviations) : null}
        label="16回の絵の画素ごとの標準偏差。白は${shownDeviation}以上"
      ></image-grid>
      <p class="hint" translate="no">
        平均${isReady ? picture.meanDeviation.toFixed(3) : '—'}（白は${shownDeviation}以上）
      </p>
    </figure>`;
}

function origin({ isPreview, pictureStep, used, hasLoadedWeights }: Pix2pixState): TemplateResult {
  if (isPreview) {
    return html`<p class="origin mark">
      見本：学習ずみの生成器が描いた絵（あらかじめ計算した一例）
    </p>`;
  }
  const starts = used ? lanesOf(used).map(({ start }) => start) : [];
  // They are those of L1＋cGAN; the other generator stays as it is.
  if (hasLoadedWeights) {
    const since =
      pictureStep === 0 ? 'のまま' : `から${formatCount(pictureStep)}ステップ学習したところ`;
    return html`<p class="origin" translate="no">L1＋cGANは読み込んだ重み${since}</p>`;
  }
  const isAsShipped = pictureStep === 0 && starts.every((start) => start === 'shipped');
  if (isAsShipped) return html`<p class="origin">学習ずみの生成器のまま</p>`;
  const from = starts.every((start) => start === 'shipped')
    ? '学習ずみの重みから'
    : starts.includes('shipped')
      ? 'L1＋cGANははじめから、ほかは学習ずみの重みから'
      : 'はじめから';
  return html`<p class="origin" translate="no">
    ${from}${formatCount(pictureStep)}ステップ学習したところ
  </p>`;
}
