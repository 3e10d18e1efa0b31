import type { ActivationHistogram } from '@lib/inspection/activation-histograms';
import { html, type TemplateResult } from 'lit';
import { formatCount } from '../kit/format';
import { courseTiles, layerCourse, type NetworkName } from './activation-course';
import { type ComparisonPlan, type ComparisonState, lanesShown } from './plan';

const networks = [
  { network: 'generator', title: '生成器', last: '出力' },
  { network: 'discriminator', title: '識別器（本物の画像に対して）', last: 'ロジット' },
] as const satisfies readonly { network: NetworkName; title: string; last: string }[];

/** The distribution of what every activation gets, layer by layer, through the run. */
export function activationsView(plan: ComparisonPlan, state: ComparisonState): TemplateResult {
  if (!state.own.activations) {
    return html`<p class="measured hint">
      実行すると、層ごとの値の分布の移り変わりがここに描かれます。
    </p>`;
  }
  return html`<div class="scroll" tabindex="0" role="region" aria-label="層ごとの分布">
    ${networks.map((entry) => networkTable(plan, state, entry))}
    <p class="hint">
      横は時間（ステップ${span(state)}）で、縦は値（下端が−3以下、上端が3以上）です。明るいほど、そのときその値が多かったことを表します。
    </p>
  </div>`;
}

function span({ own: { activations } }: ComparisonState): string {
  const looks = activations?.looks ?? [];
  return `${formatCount(looks[0]?.step ?? 0)}〜${formatCount(looks.at(-1)?.step ?? 0)}`;
}

function networkTable(
  plan: ComparisonPlan,
  state: ComparisonState,
  { network, title, last }: (typeof networks)[number],
): TemplateResult {
  const lanes = lanesShown(plan, state);
  const layers = Math.max(
    ...lanes.map((_, i) => state.own.activations?.looks.at(-1)?.lanes[i]?.[network].length ?? 0),
  );
  return html`<table class="activations">
    <caption>
      ${title}：活性化関数に入る値の分布
    </caption>
    <thead>
      <tr>
        <th scope="col">層</th>
        ${lanes.map((lane) => html`<th scope="col">${lane.title}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${Array.from(
        { length: layers },
        (_, layer) =>
          html`<tr>
            <th scope="row" class="layer">${layer === layers - 1 ? last : layer + 1}</th>
            ${lanes.map((_, lane) => layerCell(state, { lane, network, layer }))}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function layerCell(
  { own: { activations } }: ComparisonState,
  place: { lane: number; network: NetworkName; layer: number },
): TemplateResult {
  const course = activations ? layerCourse(activations, place) : [];
  const newest = course.at(-1);
  if (!newest) return html`<td>発散</td>`;
  return html`<td>
    <image-grid
      class="course"
      .tiles=${courseTiles(course)}
      label=${`値の分布の移り変わり。最新は${spread(newest)}`}
    ></image-grid>
    ${spread(newest)}
  </td>`;
}

function spread({ mean, standardDeviation }: ActivationHistogram): string {
  // Without the sign of a zero.
  const written = (value: number) => (Number(value.toFixed(2)) + 0).toFixed(2).replace('-', '−');
  return `平均${written(mean)}、標準偏差${written(standardDeviation)}`;
}
