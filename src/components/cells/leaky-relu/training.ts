/** What the networks with the three rectifiers do: curves over steps, and unit by unit. */
import type { Lane } from '@lib/runtime/contest/protocol';
import { html, nothing, type TemplateResult } from 'lit';
import type { Curve } from '../../charts/line-chart';
import { curveSketch } from '../../charts/sketch';
import { formatMeasure } from '../shared/format';
import { legend } from '../shared/legend';
import { looks, sample } from './curves';
import { deadUnits, type Measure, shownGradient } from './measures';
import { opening } from './opening';
import type { RectifierState } from './state';

/** The three charts, and the table of silent units below them. */
export function trainingView(state: RectifierState): TemplateResult {
  const isDigits = state.trained.kind === 'digits';
  return html`<div class="training">
      ${
        state.isOpening
          ? html`<p class="mark">
              シード${opening.seed}とはじめの設定で${opening.step}ステップ学習させたところ（あらかじめ計算した一例）
            </p>`
          : nothing
      }
      ${chart(state, 'loss', '識別器の損失', ({ view }) => view.loss)}
      ${chart(state, 'dead', '死んだユニットの数（全層）', deadUnits)}
      ${chart(
        state,
        'gradient',
        isDigits ? '生成器の画像に届く勾配（log₁₀）' : '最初の層に届く勾配（log₁₀）',
        (lane) => Math.log10(shownGradient(lane)),
      )}
    </div>
    ${unitTable(state)}`;
}

function chart(
  state: RectifierState,
  measure: Measure,
  title: string,
  latest: (lane: Lane) => number,
): TemplateResult {
  const { lanes, step } = state;
  const format = measure === 'dead' ? String : formatMeasure;
  const entries = lanes.map((lane) => ({
    ...looks[lane.rectifier],
    latest: lane.hasDiverged ? NaN : latest(lane),
    format,
  }));
  const numbers = entries.map((entry) => `${entry.label} ${format(entry.latest)}`);
  const label =
    lanes.length === 0
      ? `${title}の曲線（まだありません）`
      : `ステップ${step}までの${title}。${numbers.join('、')}`;
  return html`<figure>
    <figcaption>${title} ${legend(entries)}</figcaption>
    ${plot(state, measure, label)}
  </figure>`;
}

function plot(
  { curves, lanes, isOpening }: RectifierState,
  measure: Measure,
  label: string,
): TemplateResult {
  const { steps, values } = isOpening ? opening : curves;
  const lines = lanes.map(({ rectifier }): Curve => ({
    ...looks[rectifier],
    values: values[`${measure} ${rectifier}`],
  }));
  if (isOpening) return curveSketch({ steps, curves: lines, label });
  return html`<div class="plot-area">
    <line-chart .steps=${steps} .curves=${lines} .range=${null} label=${label}></line-chart>
    ${
      lanes.length === 0
        ? html`<p class="placeholder">実行すると、ここに曲線が描かれます。</p>`
        : nothing
    }
  </div>`;
}

/** More units than this are given as numbers only. */
const mostMarks = 32;

function unitTable({ lanes, trained }: RectifierState): TemplateResult {
  const layers = lanes[0]?.view.silent ?? [];
  if (layers.length === 0) return html``;
  const inputs = trained.kind === 'digits' ? '生成器の画像32枚' : '点1,024個';
  const marked = layers.some(({ units }) => units <= mostMarks)
    ? '■は死んだユニット、□は沈黙しているユニットで、·はそれ以外です。'
    : '';
  return html`<div class="scroll">
    <table class="units">
      <caption>
        層ごとのユニット。調べた${inputs}のどれに対しても出力が正にならないものを数えます。傾きが0なら「死」です。傾きが残っていれば「沈黙」で、まだ学習できます。${marked}
      </caption>
      <thead>
        <tr>
          <th scope="col">隠れ層</th>
          ${lanes.map(
            ({ rectifier }) =>
              html`<th scope="col">${sample(rectifier)}${looks[rectifier].label}</th>`,
          )}
        </tr>
      </thead>
      <tbody>
        ${layers.map(
          (_, i) =>
            html`<tr>
              <th scope="row">${i + 1}</th>
              ${lanes.map((lane) => html`<td>${units(lane, i)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function units({ view, hasDiverged }: Lane, index: number): TemplateResult {
  const layer = view.silent[index];
  if (hasDiverged) return html`発散`;
  if (!layer) return html`—`;
  const silentOnly = layer.silent - layer.dead;
  const rest = layer.units - layer.silent;
  const marks = '■'.repeat(layer.dead) + '□'.repeat(silentOnly) + '·'.repeat(rest);
  const slope = view.slopes[index];
  return html`${
      layer.units > mostMarks
        ? nothing
        : html`<span class="marks" aria-hidden="true">${marks}</span>`
    }
    <span
      >死 ${layer.dead}${silentOnly > 0 ? `、沈黙 ${silentOnly}` : ''} /
      ${layer.units}${slope === undefined ? '' : `、α ${formatMeasure(slope)}`}</span
    >`;
}
