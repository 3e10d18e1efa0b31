/** Every way to enlarge on the plane of faithfulness and sharpness, and the mixture that the reader moves. */
import type { PlanePoint } from '@lib/models/srgan-shown';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { axes, tick } from '../../charts/axes';
import { linePath, plotArea } from '../../charts/plot-area';
import { tileOf } from '../kit/digit-tiles';
import { leadingField } from '../kit/form';
import { decibels } from './gallery';
import { pictureOf, qualityOf, type SrganState, type SrganView } from './types';

const area = plotArea({
  width: 420,
  height: 250,
  margin: { top: 12, right: 22, bottom: 38, left: 44 },
  x: [12, 20],
  y: [0, 0.8],
});

/** Share of the pixels with ink that are not grey. */
const crispness = ({ greyShare }: Pick<PlanePoint, 'greyShare'>): number => 1 - greyShare;

export function mixer(view: SrganView): TemplateResult {
  const { state } = view;
  const picture = pictureOf(state);
  if (!picture) return html``;
  const { mixture } = picture;
  const commands = {
    ...view.commands,
    move: (_name: string, value: string) => {
      view.commands.mix(Number(value));
    },
  };
  return html`<div class="mixer">
    <div class="mixed">
      ${leadingField({ ...view, commands }, 'mix', { says: 'パーセント' })}
      <image-grid
        .tiles=${tileOf(picture.made.mixed, 0)}
        label="重みを混ぜたネットワークの画像"
      ></image-grid>
      <p class="figure-number" translate="no">
        SRGAN ${Math.round(100 * mixture.mix)}%：${decibels(picture.psnr.mixed)}
      </p>
      <p class="hint">
        左端はSRResNet、右端はSRGANです。間では2つのネットワークの重みを1つずつ混ぜています。
      </p>
    </div>
    ${plane(state)}
  </div>`;
}

function plane(state: SrganState): TemplateResult {
  const { info, own } = state;
  const quality = qualityOf(state);
  const mixture = pictureOf(state)?.mixture;
  const trail = own.trail.map((point) => [point.psnr, crispness(point)] as const);
  return html`<figure class="plane">
    <figcaption>誤差の小ささ（横）とくっきりさ（縦）</figcaption>
    <svg translate="no" viewBox="0 0 420 250" role="img" aria-label=${said(state)}>
      ${axes(area, {
        x: [12, 14, 16, 18, 20].map((at) => tick(at, `${at} dB`)),
        y: [0, 0.2, 0.4, 0.6, 0.8].map((at) => tick(at, `${Math.round(100 * at)}%`)),
      })}
      <text class="axis" x="420" y="246" text-anchor="end">PSNR →</text>
      ${info ? originals(crispness(info)) : nothing}
      ${svg`<path class="trail" d=${linePath(area, trail)} />`}
      ${
        info
          ? [
              point(info.interpolated.nearest, '最近傍', 'plain'),
              point(info.interpolated.bicubic, 'バイキュービック', 'plain', 'right'),
            ]
          : nothing
      }
      ${quality ? [point(quality.srresnet, 'SRResNet', 'srresnet', 'below'), point(quality.srgan, 'SRGAN', 'srgan')] : nothing}
      ${mixture ? point(mixture, '', 'mixture') : nothing}
    </svg>
    <p class="hint">
      縦は、インクのある画素のうち灰色でないものの割合です。横の破線は元の画像です。どの値も、学習に使っていない${info?.comparedCount ?? ''}枚の平均です。
    </p>
  </figure>`;
}

function originals(value: number): SVGTemplateResult {
  const y = area.y(value);
  return svg`<line class="originals" x1=${area.left} x2=${area.right} y1=${y} y2=${y} />
    <text class="axis" x=${area.left + 4} y=${y - 4}>元の画像</text>`;
}

const labelPlaces = {
  above: { dx: 0, dy: -9, anchor: 'middle' },
  below: { dx: 0, dy: 18, anchor: 'middle' },
  right: { dx: 9, dy: 4, anchor: 'start' },
} as const;

function point(
  place: PlanePoint,
  label: string,
  kind: string,
  where: keyof typeof labelPlaces = 'above',
): SVGTemplateResult {
  const { dx, dy, anchor } = labelPlaces[where];
  const [x, y] = [area.x(place.psnr), area.y(crispness(place))];
  return svg`<circle class=${kind} cx=${x} cy=${y} r=${kind === 'mixture' ? 8 : 5} />
    <text class="label" x=${x + dx} y=${y + dy} text-anchor=${anchor}>${label}</text>`;
}

function said(state: SrganState): string {
  const quality = qualityOf(state);
  const { info } = state;
  if (!quality || !info) return '平面にはまだ点がありません。';
  const place = (name: string, each: PlanePoint) =>
    `${name}はPSNR ${each.psnr.toFixed(1)} dB、灰色でない画素${Math.round(100 * crispness(each))}パーセント`;
  return `${place('SRResNet', quality.srresnet)}。${place('SRGAN', quality.srgan)}。元の画像は灰色でない画素${Math.round(100 * crispness(info))}パーセント。`;
}
