import { html, nothing, type TemplateResult } from 'lit';
import type { Curve } from '../../charts/line-chart';
import type { Series } from '../../charts/series';
import type { Sketch } from '../../charts/sketch';
import { formatMeasure } from '../shared/format';
import { legend } from '../shared/legend';
import type { CurveName, DcganState } from './state';

type Line = Pick<Curve, 'label' | 'color' | 'isDashed'> & { readonly name: CurveName };

const losses: readonly Line[] = [
  { name: 'discriminatorLoss', label: '識別器', color: '--color-discriminator', isDashed: false },
  { name: 'generatorLoss', label: '生成器', color: '--color-generator', isDashed: true },
];

const scores: readonly Line[] = [
  { name: 'realScore', label: '本物 D(x)', color: '--color-real', isDashed: false },
  { name: 'fakeScore', label: '生成 D(G(z))', color: '--color-fake', isDashed: true },
];

/** Curves of a run that is over, which a cell opens with. */
export interface OpeningCurves extends Pick<Series<CurveName>, 'steps' | 'values'> {
  /** Draws them; not all cells that have curves load it. */
  readonly draw: (sketch: Sketch) => TemplateResult;
}

/**
 * What the two networks did so far: their losses, and how the discriminator judged.
 *
 * @param opening what to show instead, before there is a run
 */
export function curves(state: DcganState, opening: OpeningCurves | null = null): TemplateResult {
  const common = { state, opening };
  return html`
    ${chart({ id: 'losses', title: '損失', lines: losses, range: null, guide: null, ...common })}
    ${chart({
      id: 'scores',
      title: '識別器の判定（平均）',
      lines: scores,
      range: [0, 1],
      guide: 0.5,
      ...common,
    })}
  `;
}

interface Chart {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly Line[];
  readonly range: readonly [number, number] | null;
  readonly guide: number | null;
  readonly state: DcganState;
  readonly opening: OpeningCurves | null;
}

function chart({ id, title, lines, range, guide, state, opening }: Chart): TemplateResult {
  const { latest } = state;
  const series = opening ?? state.curves;
  const latestOf = (name: CurveName) =>
    (opening ? opening.values[name].at(-1) : latest?.[name]) ?? null;
  const entries = lines.map((line) => ({ ...line, latest: latestOf(line.name) }));
  const plotted = lines.map((line) => ({ ...line, values: series.values[line.name] }));
  const label = describe(title, entries, series.steps.at(-1));
  return html`<figure class=${id}>
    <figcaption>
      <span class="caption-title">${title}</span>
      ${legend(entries)}
    </figcaption>
    <div class="plot-area">
      ${
        opening
          ? opening.draw({ steps: series.steps, curves: plotted, label })
          : html`<line-chart
              .steps=${series.steps}
              .curves=${plotted}
              .range=${range}
              .guide=${guide}
              label=${label}
            ></line-chart>`
      }
      ${
        series.steps.length === 0
          ? html`<p class="placeholder">実行すると、ここに曲線が描かれます。</p>`
          : nothing
      }
    </div>
  </figure>`;
}

function describe(
  title: string,
  entries: readonly { readonly label: string; readonly latest: number | null }[],
  lastStep: number | undefined,
): string {
  if (lastStep === undefined) return `${title}の曲線（まだありません）`;
  const values = entries.map(
    ({ label, latest }) => `${label} ${latest === null ? '—' : formatMeasure(latest)}`,
  );
  return `ステップ${lastStep}までの${title}の曲線。最新の値：${values.join('、')}`;
}
