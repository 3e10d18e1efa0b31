/** The three rectifiers as curves, with the point that the reader drags along x. */
import type { RectifierName } from '@lib/models/rectifiers';
import { html, svg, type TemplateResult } from 'lit';
import { axes, tick } from '../../charts/axes';
import { linePath, plotArea, sampled } from '../../charts/plot-area';
import { formatMeasure } from '../kit/format';
import type { LegendEntry } from '../kit/legend';
import { rectifierNames } from './settings';

/** How a rectifier is drawn everywhere: told apart without its colour too. */
export const looks = {
  relu: { label: 'ReLU', color: '--color-generator', isDashed: false },
  'leaky-relu': { label: 'Leaky ReLU', color: '--color-discriminator', isDashed: true },
  prelu: { label: 'PReLU', color: '--color-real', isDashed: true, dash: [2, 3] },
} as const satisfies Record<RectifierName, Omit<LegendEntry, 'latest'>>;

const dashes = { relu: 'none', 'leaky-relu': '8 4', prelu: '2 3' } as const;

export interface Slopes {
  readonly relu: number;
  readonly 'leaky-relu': number;
  readonly prelu: number;
}

const valueAt = (x: number, slope: number) => (x > 0 ? x : slope * x);
/** At 0, where there is none, that of the negative side, as tfjs has it. */
const slopeAt = (x: number, slope: number) => (x > 0 ? 1 : slope);

export interface CurvesView {
  readonly x: number;
  readonly slopes: Slopes;
  readonly onMove: (x: number) => void;
}

const size = { width: 320, height: 190 };
const margin = { top: 10, right: 12, bottom: 26, left: 34 };
const range = [-3, 3] as const;

/** Values and slopes over x, side by side, and both at the reader's x as numbers. */
export function curvesView({ x, slopes, onMove }: CurvesView): TemplateResult {
  return html`<div class="curves">
      ${chart({ title: '値 f(x)', f: valueAt, y: [-1.5, 3], ticks: [-1, 0, 1, 2, 3], x, slopes, onMove })}
      ${chart({ title: '傾き f′(x)', f: slopeAt, y: [-0.25, 1.25], ticks: [0, 0.2, 0.5, 1], x, slopes, onMove })}
    </div>
    <table class="values">
      <thead>
        <tr>
          <th scope="col">x = ${tick(x).text} では</th>
          <th scope="col">値 f(x)</th>
          <th scope="col">傾き f′(x)</th>
        </tr>
      </thead>
      <tbody>
        ${rectifierNames.map(
          (name) =>
            html`<tr>
              <th scope="row">${sample(name)}${looks[name].label}${alphaOf(name, slopes)}</th>
              <td>${formatMeasure(valueAt(x, slopes[name]) + 0)}</td>
              <td>${formatMeasure(slopeAt(x, slopes[name]))}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}

function alphaOf(name: RectifierName, slopes: Slopes): string {
  if (name === 'relu') return '';
  const about = name === 'prelu' ? '1層目の' : '';
  return `（${about}α = ${formatMeasure(slopes[name])}）`;
}

/** A piece of a rectifier's line. */
export function sample(name: RectifierName): TemplateResult {
  return html`<svg class="line-sample" viewBox="0 0 24 8" aria-hidden="true">
    ${svg`<line x1="0" y1="4" x2="24" y2="4" stroke-width="2.5"
      style="stroke: var(${looks[name].color})" stroke-dasharray=${dashes[name]} />`}
  </svg>`;
}

interface Chart extends CurvesView {
  readonly title: string;
  readonly f: (x: number, slope: number) => number;
  readonly y: readonly [number, number];
  readonly ticks: readonly number[];
}

function chart({ title, f, y, ticks, x, slopes, onMove }: Chart): TemplateResult {
  const area = plotArea({ ...size, margin, x: range, y });
  const drag = (event: PointerEvent) => {
    const svgElement = event.currentTarget as SVGSVGElement;
    if (event.type === 'pointerdown') svgElement.setPointerCapture(event.pointerId);
    else if (!event.buttons) return;
    const { left, width } = svgElement.getBoundingClientRect();
    const at = ((event.clientX - left) / width) * size.width;
    const share = (at - area.left) / (area.right - area.left);
    onMove(Math.min(3, Math.max(-3, Math.round((range[0] + 6 * share) * 10) / 10)));
  };
  const numbers = rectifierNames.map(
    (name) => `${looks[name].label} ${formatMeasure(f(x, slopes[name]))}`,
  );
  return html`<figure>
    <figcaption>${title}</figcaption>
    <svg
      translate="no"
      viewBox="0 0 ${size.width} ${size.height}"
      role="img"
      aria-label="${title}の曲線。x = ${tick(x).text}で${numbers.join('、')}"
      @pointerdown=${drag}
      @pointermove=${drag}
    >
      ${axes(area, { x: [-2, 0, 2].map((at) => tick(at)), y: ticks.map((at) => tick(at)) })}
      ${svg`<line class="here" x1=${area.x(x)} x2=${area.x(x)} y1=${area.top} y2=${area.bottom} />`}
      ${rectifierNames.map((name) => {
        const [color, at] = [`var(${looks[name].color})`, f(x, slopes[name])];
        return svg`<path d=${linePath(
          area,
          sampled((value) => f(value, slopes[name]), range, 241),
        )}
            fill="none" style="stroke: ${color}" stroke-width="2.25" stroke-dasharray=${dashes[name]} />
          <circle cx=${area.x(x)} cy=${area.y(at)} r="5" style="fill: ${color}" />`;
      })}
    </svg>
  </figure>`;
}
