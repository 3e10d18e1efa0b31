/** What the classifier makes of the digit on the pad, where it sees it, and how the logit adds up. */
import type { Contribution, PooledSum } from '@lib/inspection/pooled-sum';
import { mapAt, pooledSum } from '@lib/inspection/pooled-sum';
import { html, nothing, type TemplateResult } from 'lit';
import { largest, signedLegend, signedMap } from '../../charts/signed-map';
import { checkedAs } from '../kit/checked';
import { commandButton } from '../kit/buttons';
import { formatMeasure } from '../kit/format';
import { chosenDigit, type PoolingState, type PoolingView, type Reading } from './types';

/** Maps that are shown one by one, for the class and against it. */
const shownFor = 4;
const shownAgainst = 2;

/** The image as the classifier sees it, the chosen class's map over it. */
export function mapFigure(state: PoolingState, reading: Reading): TemplateResult {
  const { image, label, activation } = reading;
  const digit = chosenDigit(state, reading);
  const values = mapAt(activation.maps, digit, activation.rows * activation.columns);
  const what = label === null ? '描いた数字' : `MNISTの数字（正解は${label}）`;
  return html`<figure>
    <figcaption>
      <span>分類器が見る28×28画素と「${digit}」の地図</span>
    </figcaption>
    ${signedMap({
      label: `${what}に重ねた、クラス「${digit}」の活性化マップ。${strongest(values, activation.columns)}`,
      image,
      values,
    })}
    ${signedLegend({
      above: `「${digit}」らしい`,
      below: `「${digit}」らしくない`,
      limit: largest(values).toFixed(1),
    })}
    <p class="hint source">
      ${state.isPreview ? html`<span class="mark">見本</span> ` : nothing}${what}${
        label === null ? '' : '。分類器の学習には使っていない1枚です。'
      }
    </p>
  </figure>`;
}

/** The ten classes with their probabilities; the chosen one's map is shown. */
export function classList({ state, commands }: PoolingView, reading: Reading): TemplateResult {
  const { probabilities, logits } = reading.activation;
  const chosen = chosenDigit(state, reading);
  return html`<fieldset class="classes">
    <legend>地図にするクラスを選ぶ</legend>
    ${Array.from(probabilities, (probability, digit) => {
      const percent = (100 * probability).toFixed(1);
      return html`<label class="class-row">
        <input
          type="radio"
          name="digit"
          value=${digit}
          ?checked=${digit === chosen}
          ${checkedAs(digit === chosen)}
          @change=${() => {
            commands.choose('digit', String(digit));
          }}
        />
        <span class="class-name" translate="no">${digit}</span>
        <span class="class-bar" aria-hidden="true"><i style="inline-size: ${percent}%"></i></span>
        <span class="class-share" translate="no">${percent}%</span>
        <span class="class-logit" translate="no">${formatMeasure(logits[digit] ?? NaN)}</span>
      </label>`;
    })}
    <p class="hint">棒と%は確率（ソフトマックスの値）です。右端はロジットです。</p>
    ${
      state.values.digit === 'best'
        ? nothing
        : commandButton({
            label: 'いちばん確からしいクラスに戻す',
            onPress: () => {
              commands.choose('digit', 'best');
            },
          })
    }
  </fieldset>`;
}

/** The logit as the sum of map mean × weight. */
export function sumView(state: PoolingState, reading: Reading): TemplateResult {
  const digit = chosenDigit(state, reading);
  const sum = pooledSum(reading.activation, digit);
  const { contributions } = sum;
  const rest = contributions.slice(shownFor, -shownAgainst);
  const restSum = rest.reduce((total, { product }) => total + product, 0);
  const term = (contribution: Contribution) => termView(contribution, reading);
  return html`<section class="sum">
    <h4>「${digit}」のロジットができるまで</h4>
    <ol class="terms">
      ${contributions.slice(0, shownFor).map(term)} ${contributions.slice(-shownAgainst).map(term)}
    </ol>
    <p class="equation">
      ${[...contributions.slice(0, shownFor), ...contributions.slice(-shownAgainst)].map(
        ({ product }) => html`<span>${signed(product)}</span>`,
      )}
      <span>${signed(restSum)}（残りの${rest.length}枚）</span>
      <span>${signed(sum.bias)}（バイアス）</span>
      <b>＝ ${formatMeasure(sum.logit)}</b>
    </p>
    <p class="hint">${sameEitherWay(digit, sum)}</p>
  </section>`;
}

function termView({ channel, mean, weight, product }: Contribution, { activation }: Reading) {
  const { features, rows, columns } = activation;
  const map = mapAt(features, channel, rows * columns);
  // In one scale for all channels, so that maps that count little look faint.
  return html`<li>
    ${signedMap({
      label: `特徴マップ${channel}`,
      image: null,
      values: map,
      limit: largest(features),
      hasSigns: false,
    })}
    <span class="hint">特徴マップ${channel}</span>
    <span>平均 ${mean.toFixed(3)}</span>
    <span>× 重み ${formatMeasure(weight)}</span>
    <b>${signed(product)}</b>
  </li>`;
}

function sameEitherWay(digit: number, { contributions, mapMean, bias, logit }: PooledSum): string {
  return `先に重みを掛けて${contributions.length}枚を1枚に足し合わせたものが上の「${digit}」の地図です。その平均${formatMeasure(mapMean)}にバイアス${formatMeasure(bias)}を足しても同じ${formatMeasure(logit)}になります。重みを掛けるのは平均の前でも後でもよいのです。`;
}

/** Where a map is strongest, in words. */
function strongest(values: Float32Array, columns: number): string {
  const index = values.indexOf(values.reduce((most, value) => Math.max(most, value), -Infinity));
  const [row, column] = [Math.floor(index / columns) + 1, (index % columns) + 1];
  return `いちばん大きい値は${formatMeasure(values[index] ?? NaN)}で、上から${row}番目、左から${column}番目。`;
}

function signed(value: number): string {
  const text = formatMeasure(value);
  return value < 0 ? text : `+${text}`;
}
