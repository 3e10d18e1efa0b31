/** A chart as a PNG for other programs, on white and in the colours of the light theme. */
import { linePath, plotArea } from '../../charts/plot-area';
import { roomy, roundTicks } from '../../charts/sketch';
import { resolveColor } from '../../charts/theme';
import { axisWords } from './block-words';
import { curveLines } from './curve-lines';
import type { DrawCurve } from './file-outputs';

const size = { width: 560, height: 320 };
/** Pixels of the picture for each of its units. */
const density = 2;
const margin = { top: 56, right: 16, bottom: 44, left: 64 };
const font = '12px sans-serif';

export const drawCurve: DrawCurve = async ({ about, series }) => {
  const { steps, curves } = curveLines(series);
  const values = curves.flatMap((curve) =>
    curve.values.filter((value) => value !== null && Number.isFinite(value)),
  ) as number[];
  const canvas = new OffscreenCanvas(density * size.width, density * size.height);
  const context = canvas.getContext('2d');
  if (!context || values.length === 0) return null;
  const y = roomy([Math.min(...values), Math.max(...values)]);
  const [first = 0, last = 1] = [steps[0], steps.at(-1)];
  const x = first < last ? ([first, last] as const) : ([first - 1, first + 1] as const);
  const area = plotArea({ ...size, margin, x, y });
  context.scale(density, density);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, size.width, size.height);
  context.font = font;
  context.textBaseline = 'middle';
  drawAxes(context, { area, x: roundTicks(x, 8), y: roundTicks(y, 6) });
  context.fillStyle = '#333';
  context.textAlign = 'left';
  context.fillText([about.title, axisWords(about)].filter(Boolean).join('　'), margin.left, 16);
  let left = margin.left;
  withProbe((probe) => {
    for (const { label, color, isDashed, dash = [6, 4], values: line } of curves) {
      context.strokeStyle = resolveColor(probe, color);
      context.setLineDash(isDashed ? [...dash] : []);
      context.lineWidth = 1.5;
      const places = steps.map((step, i) => [step, line[i] ?? NaN] as const);
      context.stroke(new Path2D(linePath(area, places)));
      context.stroke(new Path2D(`M${left} 38H${left + 24}`));
      context.fillText(label, left + 30, 38);
      left += 46 + context.measureText(label).width;
    }
  });
  const blob = await canvas.convertToBlob({ type: 'image/png' });
  return new Uint8Array(await blob.arrayBuffer());
};

function drawAxes(
  context: OffscreenCanvasRenderingContext2D,
  {
    area,
    x,
    y,
  }: {
    readonly area: ReturnType<typeof plotArea>;
    readonly x: readonly number[];
    readonly y: readonly number[];
  },
): void {
  context.strokeStyle = '#ddd';
  context.fillStyle = '#666';
  context.textAlign = 'center';
  for (const at of x) {
    context.stroke(new Path2D(`M${area.x(at)} ${area.top}V${area.bottom}`));
    context.fillText(String(at).replace('-', '−'), area.x(at), area.bottom + 14);
  }
  context.textAlign = 'right';
  for (const at of y) {
    context.stroke(new Path2D(`M${area.left} ${area.y(at)}H${area.right}`));
    context.fillText(String(at).replace('-', '−'), area.left - 6, area.y(at));
  }
}

/** With an element of the light theme to ask for colours. */
function withProbe(use: (probe: HTMLElement) => void): void {
  const probe = document.createElement('span');
  probe.style.colorScheme = 'light';
  document.body.append(probe);
  try {
    use(probe);
  } finally {
    probe.remove();
  }
}
