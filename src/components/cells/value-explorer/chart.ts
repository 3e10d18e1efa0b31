import { nothing, svg, html, type SVGTemplateResult, type TemplateResult } from 'lit';
import { axes, type Tick } from '../../charts/axes';
import {
  linePath,
  type Place,
  type PlotArea,
  plotArea,
  type Range,
  sampled,
} from '../../charts/plot-area';
import type { TermName } from './terms';

export interface ExplorerCurve {
  readonly label: string;
  /** Where the label stands, in data. */
  readonly labelAt: Place;
  /** `start` if the label goes on to the right. */
  readonly anchor: 'start' | 'end' | 'middle';
  /** A theme property, with its dashes. */
  readonly color: string;
  readonly isDashed: boolean;
  /** The term that the curve belongs to. */
  readonly term: TermName;
  readonly f: (x: number) => number;
  /** Where the reader is on it. */
  readonly at: number;
  /** Draws the tangent there, if the slope is given. */
  readonly slope: number | null;
}

export interface ExplorerChart {
  readonly title: string;
  /** What the picture shows now, for those who don't see it. */
  readonly description: string;
  readonly xTitle: string;
  readonly x: Range;
  readonly xTicks: readonly Tick[];
  readonly y: Range;
  readonly yTicks: readonly Tick[];
  readonly curves: readonly ExplorerCurve[];
}

const size = { width: 320, height: 224 };
const margin = { top: 12, right: 12, bottom: 40, left: 36 };

/**
 * Curves over one axis, with the point on each where the reader is.
 *
 * @param point names the term whose curve the pointer is on
 */
export function explorerChart(
  chart: ExplorerChart,
  active: TermName | null,
  point: (term: TermName | null) => void,
): TemplateResult {
  const area = plotArea({ ...size, margin, x: chart.x, y: chart.y });
  return html`<figure>
    <figcaption>${chart.title}</figcaption>
    <svg
      translate="no"
      viewBox="0 0 ${size.width} ${size.height}"
      role="img"
      aria-label=${chart.description}
      data-active=${active ?? nothing}
    >
      ${axes(area, { x: chart.xTicks, y: chart.yTicks })} ${baseAndTitle(chart, area)}
      ${chart.curves.map(
        (curve) =>
          svg`<g class="curve" data-term=${curve.term} style="--curve: var(${curve.color})"
            @pointerenter=${() => {
              point(curve.term);
            }} @pointerleave=${() => {
              point(null);
            }}>${drawnCurve(curve, chart.x, area)}</g>`,
      )}
    </svg>
  </figure>`;
}

/** The line of 0, and what the axis stands for. */
function baseAndTitle({ xTitle, y }: ExplorerChart, area: PlotArea): SVGTemplateResult {
  const base = area.y(Math.min(Math.max(0, y[0]), y[1]));
  return svg`<line class="base" x1=${area.left} x2=${area.right} y1=${base} y2=${base} />
    <text x=${(area.left + area.right) / 2} y=${area.bottom + 33} text-anchor="middle">${xTitle}</text>`;
}

function drawnCurve(curve: ExplorerCurve, x: Range, area: PlotArea): SVGTemplateResult {
  const { f, at } = curve;
  const path = linePath(area, sampled(f, x));
  const point = [area.x(at), area.y(f(at))] as const;
  return svg`${clipped(
    area,
    svg`<path class="grip" d=${path} />
        <path class="line" d=${path} stroke-dasharray=${curve.isDashed ? '7 4' : nothing} />`,
  )}
    ${curve.slope === null ? nothing : tangent(point, curve.slope, area)}
    <line class="drop" x1=${point[0]} x2=${point[0]} y1=${point[1]} y2=${area.bottom} />
    <circle cx=${point[0]} cy=${point[1]} r="5.5" />
    <text x=${area.x(curve.labelAt[0])} y=${area.y(curve.labelAt[1])}
      text-anchor=${curve.anchor}>${curve.label}</text>`;
}

/** Only what lies in the area. */
function clipped({ left, top, right, bottom }: PlotArea, content: SVGTemplateResult) {
  const [width, height] = [right - left, bottom - top];
  return svg`<svg class="clip" x=${left} y=${top} width=${width} height=${height}
    viewBox="${left} ${top} ${width} ${height}">${content}</svg>`;
}

/** A piece of the tangent, as long on the screen whatever its slope. */
function tangent([x, y]: Place, slope: number, area: PlotArea): SVGTemplateResult {
  const run = area.x(1) - area.x(0);
  const rise = slope * (area.y(1) - area.y(0));
  const scale = 34 / Math.hypot(run, rise);
  const [dx, dy] = [run * scale, rise * scale];
  return svg`<line class="tangent" x1=${x - dx} x2=${x + dx} y1=${y - dy} y2=${y + dy} />`;
}
