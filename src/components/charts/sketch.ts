/** Curves as plain SVG: for a moment that a cell opens with, before `<line-chart>` loads its program. */
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { axes, tick } from './axes';
import type { Curve } from './line-chart';
import { linePath, type Place, type PlotArea, plotArea, type Range } from './plot-area';

export interface Sketch {
  /** Increasing. */
  readonly steps: readonly number[];
  readonly curves: readonly Curve[];
  /** What is shown, for screen readers. */
  readonly label: string;
}

/** About as large as it is on the screen, so that the numbers are as large as others are. */
const size = { width: 260, height: 170 };
const margin = { top: 8, right: 12, bottom: 24, left: 40 };

/** The curves over the steps from 0 on, or from below it, with a few numbers at the axes; nothing for less than two steps with values. */
export function curveSketch({ steps, curves, label }: Sketch): TemplateResult {
  const values = curves
    .flatMap((curve) => curve.values)
    .filter((value) => value !== null && Number.isFinite(value)) as number[];
  if (values.length === 0 || steps.length < 2) return html``;
  const y = roomy([Math.min(...values), Math.max(...values)]);
  const x = [Math.min(0, steps[0] ?? 0), steps.at(-1) ?? 1] as const;
  const area = plotArea({ ...size, margin, x, y });
  return html`<svg
    class="sketch"
    translate="no"
    viewBox="0 0 ${size.width} ${size.height}"
    font-size="11"
    role="img"
    aria-label=${label}
  >
    ${axes(area, { x: ticks(x, 4), y: ticks(y, 5) })}
    ${curves.map((curve) => path(area, steps, curve))}
  </svg>`;
}

/**
 * Round numbers to mark an axis by, within both ends: multiples of 1, 2 or 5 times a power of ten.
 *
 * @param most how many there may be, at least 2
 */
export function roundTicks([low, high]: Range, most: number): number[] {
  const least = (high - low) / most;
  const power = 10 ** Math.floor(Math.log10(least));
  const distance =
    [1, 2, 5, 10].map((digit) => digit * power).find((step) => step > least) ?? least;
  const first = Math.ceil(low / distance);
  const count = Math.floor(high / distance) - first + 1;
  // Not by adding up, and without the tail of 3 × 0.1.
  return Array.from({ length: count }, (_, i) => Number(((first + i) * distance).toPrecision(12)));
}

const ticks = (range: Range, most: number) => roundTicks(range, most).map((at) => tick(at));

/** A little more than the values take; something, where they are all the same. */
export function roomy([low, high]: Range): Range {
  const room = (high - low) * 0.05 || 1;
  return [low - room, high + room];
}

function path(area: PlotArea, steps: readonly number[], curve: Curve): SVGTemplateResult {
  const { label, color, isDashed, dash = [6, 4], values } = curve;
  const places = steps.map((step, i): Place => [step, values[i] ?? NaN]);
  return svg`<path data-curve=${label} d=${linePath(area, places)} fill="none" stroke-width="1.75"
    stroke-dasharray=${isDashed ? dash.join(' ') : 'none'} style="stroke: var(${color})" />`;
}
