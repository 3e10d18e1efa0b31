import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { areaPath, linePath, type Place, type PlotArea, plotArea } from '../../charts/plot-area';
import { formatMeasure } from '../kit/format';
import {
  arrowNoise,
  axis,
  bestAnswers,
  centreOf,
  densityOf,
  gapOf,
  type LineSnapshot,
} from './snapshot';

const size = { width: 420, height: 300 };
const margin = { top: 12, right: 30, bottom: 92, left: 30 };
const xTicks = [-1, -0.5, 0, 0.5, 1];
const answerTicks = [0, 0.5, 1];
/** The axis of z is drawn over that of x: standard normal noise has few values beyond ±2.4. */
const noiseRange = 2.4;
/** Where the axis of z runs, above the lower edge. */
const noiseAxis = size.height - 22;

/**
 * Both densities, D and the best D over x; below, arrows from z to G(z), as in figure 1 of Goodfellow
 * et al. 2014.
 */
export function linePicture(snapshot: LineSnapshot): TemplateResult {
  const highest = 1.6 * Math.max(...snapshot.data.map(densityOf));
  const x = [axis.low, axis.high] as const;
  const densities = plotArea({ ...size, margin, x, y: [0, highest] });
  const answers = plotArea({ ...size, margin, x, y: [0, 1] });
  return html`<svg
    class="picture"
    translate="no"
    viewBox="0 0 ${size.width} ${size.height}"
    role="img"
    aria-label=${describe(snapshot)}
  >
    ${axes(answers)} ${clipped(densities, densityCurves(snapshot, densities))}
    ${answerCurves(snapshot, answers)} ${arrows(snapshot, densities)}
  </svg>`;
}

function axes(area: PlotArea): SVGTemplateResult {
  return svg`<g class="axes">
    <rect x=${area.left} y=${area.top} width=${area.right - area.left}
      height=${area.bottom - area.top} />
    <line class="half" x1=${area.left} x2=${area.right} y1=${area.y(0.5)} y2=${area.y(0.5)} />
    ${answerTicks.map(
      (at) => svg`<text x=${area.right + 5} y=${area.y(at) + 4} text-anchor="start">${at}</text>`,
    )}
    <text x=${area.right + 5} y=${area.y(0.75) + 4}>D</text>
    <text x=${area.left - 5} y=${area.y(0.5) + 4} text-anchor="end">密度</text>
    ${xTicks.map((at) => tick(area.x(at), area.bottom, at))}
    <text x=${area.left - 5} y=${area.bottom + 11} text-anchor="end">x</text>
    <line x1=${area.left} x2=${area.right} y1=${noiseAxis} y2=${noiseAxis} />
    ${[-2, -1, 0, 1, 2].map((at) => tick(noiseAt(area, at), noiseAxis, at))}
    <text x=${area.left - 5} y=${noiseAxis + 11} text-anchor="end">z</text>
  </g>`;
}

function tick(x: number, y: number, value: number): SVGTemplateResult {
  const text = String(value).replace('-', '−');
  return svg`<line x1=${x} x2=${x} y1=${y} y2=${y + 3} />
    <text x=${x} y=${y + 13} text-anchor="middle">${text}</text>`;
}

function densityCurves({ data, generated }: LineSnapshot, area: PlotArea): SVGTemplateResult {
  const [real, fake] = [data, generated].map((cells) =>
    cells.map((probability, cell): Place => [centreOf(cell), densityOf(probability)]),
  ) as [Place[], Place[]];
  return svg`
    <path class="area real" d=${areaPath(area, real)} />
    <path class="line real" d=${linePath(area, real)} />
    <path class="area fake" d=${areaPath(area, fake)} />
    <path class="line fake" d=${linePath(area, fake)} />`;
}

function answerCurves(snapshot: LineSnapshot, area: PlotArea): SVGTemplateResult {
  const [answers, best] = [snapshot.answers, bestAnswers(snapshot)].map((values) =>
    values.map((answer, cell): Place => [centreOf(cell), answer]),
  ) as [Place[], Place[]];
  return svg`
    <path class="line best" d=${linePath(area, best)} />
    <path class="line answers" d=${linePath(area, answers)} />`;
}

/** From regular places of z up to where G puts them. */
function arrows({ lattice }: LineSnapshot, area: PlotArea): SVGTemplateResult {
  const [top, bottom] = [area.bottom + 20, noiseAxis];
  const isInside = (x: number) => x >= axis.low && x <= axis.high;
  return svg`<g class="arrows">
    ${lattice.map((x, i) => {
      const [from, to] = [noiseAt(area, arrowNoise[i] ?? NaN), area.x(clamp(x))];
      return svg`<line x1=${from} x2=${to} y1=${bottom} y2=${top + 5}
          stroke-dasharray=${isInside(x) ? nothing : '3 3'} />
        <path d="M${to} ${top}l3 6h-6z" />`;
    })}
  </g>`;
}

function noiseAt(area: PlotArea, z: number): number {
  return area.x((z / noiseRange) * axis.high);
}

function clamp(x: number): number {
  return Math.min(axis.high, Math.max(axis.low, x));
}

/** Only what lies in the area: a heap of generated points may be of any height. */
function clipped({ left, top, right, bottom }: PlotArea, content: SVGTemplateResult) {
  const [width, height] = [right - left, bottom - top];
  return svg`<svg x=${left} y=${top} width=${width} height=${height}
    viewBox="${left} ${top} ${width} ${height}">${content}</svg>`;
}

function describe(snapshot: LineSnapshot): string {
  const { step, answers, lattice } = snapshot;
  const [low, high] = [Math.min(...answers), Math.max(...answers)];
  const [left, right] = [Math.min(...lattice), Math.max(...lattice)];
  return (
    `生成器を${step}回更新したときの、p_dataとp_gとD(x)とD*(x)の曲線と、zからxへの矢印。` +
    `矢印の先は${formatMeasure(left)}から${formatMeasure(right)}まで、` +
    `D(x)は${formatMeasure(low)}から${formatMeasure(high)}まで、` +
    `D*(x)との差の平均は${formatMeasure(gapOf(snapshot))}。`
  );
}
