import { css, html, type PropertyValues, unsafeCSS } from 'lit';
import type UPlot from 'uplot';
import { DrawnElement } from './drawn-element';
import { onThemeChange, resolveColor } from './theme';

export interface Curve {
  readonly label: string;
  /** CSS custom property that holds its colour. */
  readonly color: string;
  /** Whether the line is broken, so that curves can be told apart without their colours. */
  readonly isDashed: boolean;
  /** Other dashes and gaps than the usual ones, in pixels. */
  readonly dash?: readonly [number, number];
  /** One value for each step; `null` leaves a gap. */
  readonly values: readonly (number | null)[];
}

const emptyReadout = '';

/** Of a curve, in pixels. */
const usualWidth = 1.5;

/**
 * `<line-chart>`: curves over training steps. Loads uPlot when there is something to draw.
 *
 * Properties: `steps`, increasing; `curves`; `label`, what is shown, for screen readers; `range`, the
 * fixed limits of the vertical axis (`null` to fit the values); `guide`, a value to mark by a faint line
 * across (`null` for none); `isLogarithmic`, whether the vertical axis is (values of 0 or less leave
 * gaps). Fills the box around it, which must be positioned and have a size of its own: a chart that
 * grew with its own canvas would never shrink again.
 */
export class LineChart extends DrawnElement {
  static override properties = {
    steps: { attribute: false },
    curves: { attribute: false },
    range: { attribute: false },
    guide: { attribute: false },
    lit: { attribute: false },
    isLogarithmic: { attribute: false },
    label: {},
    readout: { state: true },
  };

  static override styles = css`
    :host {
      display: flex;
      flex-direction: column;
      position: absolute;
      inset: 0;
    }
    .plot {
      flex: 1;
      min-block-size: 0;
      overflow: hidden;
    }
    .plot[data-empty] > * {
      visibility: hidden;
    }
    .readout {
      position: absolute;
      inset-block-start: 0;
      inset-inline-end: 12px;
      margin: 0;
      padding-inline: 0.4em;
      background: color-mix(in srgb, var(--color-surface) 85%, transparent);
      font-size: 0.75rem;
      line-height: 1.4;
      color: var(--color-muted);
      font-variant-numeric: tabular-nums;
    }
  `;

  declare steps: readonly number[];
  declare curves: readonly Curve[];
  declare range: readonly [number, number] | null;
  declare guide: number | null;
  declare isLogarithmic: boolean;
  /** Labels of the curves that stand out. */
  declare lit: readonly string[];
  declare label: string;
  /** The values under the pointer. */
  declare private readout: string;

  private plot: UPlot | null = null;
  private loading: Promise<void> | null = null;
  private endThemeWatch: (() => void) | null = null;
  private resizing: ResizeObserver | null = null;

  constructor() {
    super();
    this.steps = [];
    this.curves = [];
    this.range = null;
    this.guide = null;
    this.isLogarithmic = false;
    this.lit = [];
    this.label = '';
    this.readout = emptyReadout;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.resizing = new ResizeObserver(() => {
      this.fit();
    });
    this.resizing.observe(this);
    this.endThemeWatch = onThemeChange(() => this.plot?.redraw());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.resizing?.disconnect();
    this.endThemeWatch?.();
    this.plot?.destroy();
    this.plot = null;
    this.loading = null;
  }

  protected override render() {
    return html`
      <div
        class="plot"
        role="img"
        aria-label=${this.label}
        ?data-empty=${this.steps.length === 0}
      ></div>
      <p class="readout" translate="no" aria-hidden="true">${this.readout}</p>
      <span class="probe" hidden></span>
    `;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('lit')) this.light();
    if (!changed.has('steps') && !changed.has('curves')) return;
    if (this.plot) this.plot.setData(this.data);
    else if (this.steps.length > 0) this.loading ??= this.load();
  }

  private async load(): Promise<void> {
    const found = await import('./uplot').catch(() => null);
    if (!this.isConnected) return;
    if (!found) {
      this.readout = '曲線を描くプログラムを待っています。接続を確かめてください。';
      setTimeout(() => (this.loading = this.isConnected ? this.load() : null), 5000);
      return;
    }
    const { UPlot: Plot, uplotStyles } = found;
    this.readout = emptyReadout;
    const { styleSheet } = unsafeCSS(uplotStyles);
    // A style element would be against the page's policy.
    if (styleSheet) this.shadowRoot?.adoptedStyleSheets.push(styleSheet);
    this.plot = new Plot(this.options, this.data, this.element('.plot'));
  }

  private get data(): UPlot.AlignedData {
    // uPlot only reads them.
    const values = this.curves.map(({ values }) =>
      this.isLogarithmic
        ? values.map((value) => (value !== null && value > 0 ? value : null))
        : values,
    );
    return [this.steps, ...values] as unknown as UPlot.AlignedData;
  }

  private get options(): UPlot.Options {
    const color = (property: string) => () => resolveColor(this.element('.probe'), property);
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const axis = {
      stroke: color('--color-muted'),
      grid: { stroke: color('--color-border'), width: 1 },
      ticks: { show: false },
      font: `${0.6875 * rem}px system-ui, sans-serif`,
    };
    const { range } = this;
    return {
      ...this.size,
      legend: { show: false },
      padding: [8, 12, 0, 0],
      cursor: { drag: { x: false, y: false }, y: false },
      scales: {
        x: { time: false },
        y: {
          ...(range ? { range: [...range] as UPlot.Range.MinMax } : {}),
          ...(this.isLogarithmic ? { distr: 3 as const } : {}),
        },
      },
      series: [
        {},
        ...this.curves.map((curve) => ({
          label: curve.label,
          stroke: color(curve.color),
          width: usualWidth,
          ...(curve.isDashed ? { dash: [...(curve.dash ?? [6, 4])] } : {}),
        })),
      ],
      axes: [
        { ...axis, size: 1.5 * rem, gap: 2, incrs: wholeIncrements },
        {
          ...axis,
          // uPlot asks before there are labels, too.
          size: (_, labels: readonly string[] | null) =>
            (labels?.some(({ length }) => length > 5) ? 3 : 2.5) * rem,
          gap: 4,
          values: (_, ticks) => ticks.map(formatTick),
        },
      ],
      hooks: {
        drawAxes: [
          (plot) => {
            this.drawGuide(plot);
          },
        ],
        setCursor: [
          (plot) => {
            this.readUnder(plot.cursor.idx);
          },
        ],
      },
    };
  }

  private light(): void {
    for (const series of this.plot?.series ?? [])
      series.width = this.lit.includes(String(series.label)) ? 2.5 * usualWidth : usualWidth;
    this.plot?.redraw(false);
  }

  private drawGuide({ ctx, bbox, valToPos }: UPlot): void {
    if (this.guide === null) return;
    const y = valToPos(this.guide, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) return;
    ctx.save();
    ctx.strokeStyle = resolveColor(this.element('.probe'), '--color-muted');
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.restore();
  }

  private readUnder(index: number | null | undefined): void {
    const step = this.steps[index ?? -1];
    if (typeof index !== 'number' || step === undefined) {
      this.readout = emptyReadout;
      return;
    }
    const values = this.curves.map(({ label, values }) => {
      const value = values[index];
      const text = this.isLogarithmic ? value?.toPrecision(2) : value?.toFixed(3);
      return `${label} ${text ?? '—'}`;
    });
    this.readout = `ステップ${step}：${values.join('、')}`;
  }

  private get size() {
    const { clientWidth, clientHeight } = this.element('.plot');
    return { width: Math.max(clientWidth, 120), height: Math.max(clientHeight, 80) };
  }

  private fit(): void {
    if (this.plot) this.plot.setSize(this.size);
  }

  private element(selector: string): HTMLElement {
    const element = this.renderRoot.querySelector<HTMLElement>(selector);
    if (!element) throw new Error(`line-chart has no "${selector}" before its first rendering`);
    return element;
  }
}

/** Short enough for the axis, however far losses run away: `4e19`. On a logarithmic one some have no number. */
function formatTick(tick: number | null): string {
  if (tick === null) return '';
  const size = Math.abs(tick);
  const isShort = size === 0 || (size >= 0.001 && size < 10_000);
  return isShort ? String(tick) : tick.toExponential().replace('e+', 'e');
}

/** Steps are whole numbers; uPlot would mark halves of them too. */
const wholeIncrements = [0, 1, 2, 3, 4, 5, 6].flatMap((exponent) =>
  [1, 2, 5].map((digit) => digit * 10 ** exponent),
);

if (!customElements.get('line-chart')) customElements.define('line-chart', LineChart);

declare global {
  interface HTMLElementTagNameMap {
    'line-chart': LineChart;
  }
}
