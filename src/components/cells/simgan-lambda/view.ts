import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { commandButton } from '../kit/buttons';
import { settingField } from '../kit/form';
import { runButton } from '../kit/run-button';
import { readDigits } from '../simgan/refined-grid';
import { type Row, rows } from './figures';
import { chosenLambda, lambdaAt, lambdaControls, type LambdaView } from './settings';

export function lambdaView(view: LambdaView): TemplateResult {
  return html`<div class="form">${slider(view)} ${settingField(view, 'seed')}</div>
    ${commandRow(view)} ${stage(view)}`;
}

/** A slider over five values that lie unevenly. */
function slider({ state, commands }: LambdaView): TemplateResult {
  const { label, min, max } = lambdaControls.place;
  const lambda = chosenLambda(state);
  const move = (event: Event) => {
    commands.move('place', (event.currentTarget as HTMLInputElement).value);
  };
  return html`<div class="field slider">
    <label for="place">${label}</label>
    <output for="place" aria-live="off" translate="no">${lambda}</output>
    <input
      id="place"
      type="range"
      min=${min}
      max=${max}
      step="1"
      .value=${live(String(state.values.place))}
      aria-valuetext=${`λ ${lambda}`}
      @input=${move}
    />
    <p class="hint ends" translate="no">
      ${Array.from({ length: max + 1 }, (_, place) => html`<span>${lambdaAt(place)}</span>`)}
    </p>
  </div>`;
}

function commandRow({ state, commands }: LambdaView): TemplateResult {
  const { phase, values } = state;
  return html`<div class="toolbar controls" role="group" aria-label="操作">
    ${runButton(phase, commands.run)}
    ${commandButton({
      label: '別の20枚',
      icon: 'reset',
      isEnabled: phase !== 'preparing',
      onPress: () => {
        const { min, max } = lambdaControls.seed;
        commands.choose('seed', String(values.seed >= max ? min : values.seed + 1));
      },
    })}
  </div>`;
}

function stage({ state }: LambdaView): TemplateResult {
  const { answer, isPreview, values } = state;
  const digits = answer
    ? html`${isPreview ? html`<p><span class="mark">見本</span></p>` : nothing}
      ${readDigits({
        title: '合成画像x',
        images: answer.synthetic,
        labels: answer.labels,
        read: answer.readBefore,
      })}
      ${readDigits({
        title: `仕上げた画像R(x)、λ = ${chosenLambda(state)}`,
        images: answer.refined,
        labels: answer.labels,
        read: answer.read,
      })}`
    : html`<p class="hint">「実行」を押すと、リファイナを読み込みます。</p>`;
  return html`<div class="stage">
    <div class="digits">${digits}</div>
    ${table(values.place)}
  </div>`;
}

/** How real, how true, how useful: every row with bars, the chosen one marked. */
function table(place: number): TemplateResult {
  return html`<div class="figures scroll" tabindex="0" role="region" aria-label="測った結果の表">
    <table>
      <caption>
        測った結果（シード1）
      </caption>
      <thead>
        <tr>
          <th scope="col">学習データ</th>
          <th scope="col">本物らしさ<small>フレシェ距離</small></th>
          <th scope="col">ラベル<small>読めた割合</small></th>
          <th scope="col">役に立つか<small>本物での正解率</small></th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => tableRow(row, row.place === place))}
      </tbody>
    </table>
    <p class="hint">
      本物らしさのバーは、距離が小さいほど長くなります。役に立つかは、その画像だけで学習した分類器が本物の数字1,500枚を読んだ正解率です。
    </p>
  </div>`;
}

const [raw] = rows;

function tableRow(row: Row, isChosen: boolean): TemplateResult {
  const { name, frechetDistance, labelsKept, realAccuracy } = row;
  const near = 1 - Math.min(1, frechetDistance / (raw?.frechetDistance ?? NaN));
  return html`<tr aria-current=${isChosen ? 'true' : nothing}>
    <th scope="row">${name}</th>
    ${cell(frechetDistance.toFixed(2), near)} ${cell(percent(labelsKept), labelsKept)}
    ${cell(percent(realAccuracy), realAccuracy)}
  </tr>`;
}

function cell(text: string, share: number): TemplateResult {
  return html`<td>
    <span translate="no">${text}</span>
    <span class="bar" aria-hidden="true"
      ><i style="inline-size: ${(100 * share).toFixed(1)}%"></i
    ></span>
  </td>`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)}%`;
