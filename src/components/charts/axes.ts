import { svg, type SVGTemplateResult } from 'lit';
import type { PlotArea } from './plot-area';

/** A number at an axis. */
export interface Tick {
  readonly at: number;
  readonly text: string;
}

export const tick = (at: number, text = String(at).replace('-', '−')): Tick => ({ at, text });

/** The ground of a small chart, ruled at the numbers on its left and below it. */
export function axes(
  area: PlotArea,
  { x, y }: { readonly x: readonly Tick[]; readonly y: readonly Tick[] },
): SVGTemplateResult {
  const { left, right, top, bottom } = area;
  const rule = 'stroke: var(--color-border)';
  const number = 'fill: var(--color-muted)';
  return svg`<rect x=${left} y=${top} width=${right - left} height=${bottom - top}
      style="fill: var(--color-paper); ${rule}" />
    ${y.map(
      ({ at, text }) => svg`
        <line x1=${left} x2=${right} y1=${area.y(at)} y2=${area.y(at)} style=${rule} />
        <text x=${left - 5} y=${area.y(at) + 4} text-anchor="end" style=${number}>${text}</text>`,
    )}
    ${x.map(
      ({ at, text }) => svg`
        <line x1=${area.x(at)} x2=${area.x(at)} y1=${top} y2=${bottom} style=${rule} />
        <text x=${area.x(at)} y=${bottom + 15} text-anchor="middle" style=${number}>${text}</text>`,
    )}`;
}
