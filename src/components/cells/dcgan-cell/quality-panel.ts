import type { DigitQuality } from '@lib/metrics/quality';
import type { QualityReading } from '@lib/session/parts/quality-watch';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { formatCount } from '../kit/format';
import { panel } from '../kit/panel';
import { statList } from '../kit/stats';
import { bestSamples, inspection } from './quality-samples';
import { type DcganView, hasNetworks, readingOf } from './types';

/** How good the images are, in numbers of the digit classifier and of the discriminator. */
export function qualityPanel({ state, commands }: DcganView): TemplateResult {
  const reading = readingOf(state);
  return panel({
    id: 'quality',
    title: '画像の品質',
    digest: digestOf(reading),
    marks: reading?.collapse ? [{ text: 'モード崩壊の疑い', isError: true }] : [],
    body: html`<div class="panel-body quality">
      <section>
        <h4>数字の分類器で測る</h4>
        <p class="hint">
          生成画像がどの数字に見えるかを、このサイトで学習させた分類器が判定します。学習中も、学習時間の5%までを使ってときどき測ります。
        </p>
        <div class="toolbar">
          ${commandButton({
            label: 'いま測る',
            isEnabled: hasNetworks(state) && !state.own.isBusy,
            onPress: commands.measureQuality,
          })}
        </div>
        ${reading ? measured(reading) : html`<p class="hint">まだ測っていません。</p>`}
      </section>
      ${inspection(state, commands)} ${bestSamples(state, commands)}
    </div>`,
  });
}

function digestOf(reading: QualityReading | null): string {
  if (!reading) return '数字の内訳、本物との距離、いちばん近い学習画像';
  const { step } = reading;
  const quality = qualityOf(reading);
  return `ステップ${formatCount(step)}：フレシェ距離${quality.frechetDistance.toFixed(2)}、確信度${percent(quality.meanConfidence)}`;
}

function measured(reading: QualityReading): TemplateResult {
  const { step, floor } = reading;
  const quality = qualityOf(reading);
  return html`${histogram({ quality, floor })}
    ${statList([
      ['測ったステップ', formatCount(step)],
      ['フレシェ距離', quality.frechetDistance.toFixed(2)],
      ['本物どうしの距離', floor.frechetDistance.toFixed(2)],
      ['内訳のエントロピー', `${quality.entropy.toFixed(2)}（本物${floor.entropy.toFixed(2)}）`],
      [
        '平均の確信度',
        `${percent(quality.meanConfidence)}（本物${percent(floor.meanConfidence)}）`,
      ],
      ['枚数', `${quality.count}枚ずつ`],
    ])}
    <p class="hint">
      フレシェ距離は、分類器の途中の値（特徴）の分布が本物とどれだけ隔たっているかを表します（2乗のままの値）。Inceptionの特徴で測る論文のFIDとは比べられません。本物どうしの距離がこの枚数での下限の目安です。
    </p>`;
}

/** Bars for the generated digits, a line across for the real ones, and both as numbers. */
function histogram({ quality, floor }: Record<'quality' | 'floor', DigitQuality>): TemplateResult {
  const largest = Math.max(...quality.shares, ...floor.shares);
  return html`<table class="histogram">
    <caption>
      生成画像がどの数字に見えるか（棒は生成画像、縦線は本物）
    </caption>
    <thead class="visually-hidden">
      <tr>
        <th scope="col">数字</th>
        <th scope="col">図</th>
        <th scope="col">生成画像</th>
        <th scope="col">本物</th>
      </tr>
    </thead>
    <tbody>
      ${quality.shares.map((share, digit) => {
        const real = floor.shares[digit] ?? 0;
        return html`<tr>
          <th scope="row" translate="no">${digit}</th>
          <td class="bar-cell">
            <div class="bar" style="inline-size: ${(share / largest) * 100}%"></div>
            <div class="real-mark" style="inset-inline-start: ${(real / largest) * 100}%"></div>
          </td>
          <td class="number" translate="no">${percent(share)}</td>
          <td class="number real-number" translate="no">${percent(real)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/** What the reader should see at once of a collapse, and what can be done about it. */
export function collapseAlarm({ state, commands }: DcganView): TemplateResult {
  const { collapse = null, healthyStep = null } = readingOf(state) ?? {};
  if (!collapse || !hasNetworks(state)) return html`<div role="alert" class="alarm"></div>`;
  const what =
    collapse.cause === 'classes'
      ? '生成画像の数字の種類が偏っています'
      : '生成画像がどれも似かよっています';
  return html`<div role="alert" class="alarm">
    <div class="notice error">
      <p>
        <b>モード崩壊の疑い</b>：ステップ${formatCount(collapse.since)}ごろから、${what}。${
          healthyStep === null
            ? '多様だったときの状態が残っていないので、設定（学習率など）を変えてリセットしてください。'
            : '設定（学習率など）を変えてから、多様だったときの状態に戻って続けられます。'
        }
      </p>
      ${
        healthyStep === null
          ? nothing
          : commandButton({
              label: `ステップ${formatCount(healthyStep)}に戻って続ける`,
              icon: 'reset',
              onPress: commands.rewind,
            })
      }
    </div>
  </div>`;
}

/** Of the one lane; of a run that diverged, what real images have. */
function qualityOf({ lanes, floor }: QualityReading): DigitQuality {
  return lanes[0] ?? floor;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(share < 0.0995 ? 1 : 0)}%`;
}
