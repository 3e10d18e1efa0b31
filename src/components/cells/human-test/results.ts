/** What the reader's answers come to: a curve over the exposures for each source, and the numbers. */
import { sensitivity, wilsonInterval } from '@lib/metrics/judgements';
import type { HumanTestSource } from '@lib/data/human-test';
import { html, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { formatCount } from '../kit/format';
import { titles } from './settings';
import {
  type Answers,
  type Cell,
  cellOf,
  exposuresIn,
  meanShown,
  sourcesIn,
  totalOf,
} from './trials';

/** As the paper reports them, in round figures, of CIFAR10 and other people. */
const published = [
  { label: '写真（約90%）', share: 0.9 },
  { label: 'CC-LAPGAN（約40%）', share: 0.4 },
  { label: '元のGAN（10%）', share: 0.1 },
] as const;

const size = { width: 480, height: 250 };
const plot = { left: 44, right: 296, top: 14, bottom: 200 };
const marks: Readonly<Record<HumanTestSource, { color: string; dash: string }>> = {
  real: { color: 'var(--color-real)', dash: '' },
  lapgan: { color: 'var(--color-generator)', dash: '' },
  dcgan: { color: 'var(--color-discriminator)', dash: '6 3' },
  perceptrons: { color: 'var(--color-muted)', dash: '2 3' },
  fine: { color: 'var(--color-discriminator)', dash: '6 3' },
  coarse: { color: 'var(--color-muted)', dash: '2 3' },
};

export function results(answers: Answers): TemplateResult {
  const sources = sourcesIn(answers);
  if (sources.length === 0) return html`${nothing}`;
  return html`<figure class="curve">
      <figcaption>
        「本物」と答えた割合。縦の棒は95%の信頼区間です。右の印は論文の値です。
      </figcaption>
      ${chart(answers, sources)}
    </figure>
    ${table(answers, sources)}
    <p class="hint">
      右の印は、CIFAR10の写真を15人が判定した論文の値です。画像も人も違うので、大小を比べることはできません。d′は本物と見分けられた度合いです。いつも「本物」と答える人は割合が100%でもd′は0になります。
    </p>`;
}

function chart(answers: Answers, sources: readonly HumanTestSource[]): TemplateResult {
  const exposures = exposuresIn(answers);
  const x = (i: number) =>
    exposures.length === 1
      ? (plot.left + plot.right) / 2
      : plot.left + 20 + (i * (plot.right - plot.left - 40)) / (exposures.length - 1);
  const y = (share: number) => plot.bottom - share * (plot.bottom - plot.top);
  const label = (left: number, top: number, text: string, anchor: string) =>
    svg`<text x=${left} y=${top} text-anchor=${anchor}>${text}</text>`;
  return html`<svg
    role="img"
    viewBox="0 0 ${size.width} ${size.height}"
    aria-label="見せた時間ごとに「本物」と答えた割合。数値は下の表にあります。"
  >
    ${[0, 0.25, 0.5, 0.75, 1].map(
      (share) =>
        svg`<path class="grid" d="M${plot.left} ${y(share)}H${plot.right}" />
          ${label(plot.left - 6, y(share) + 4, `${100 * share}%`, 'end')}`,
    )}
    ${exposures.map((exposure, i) => label(x(i), plot.bottom + 18, formatCount(exposure), 'middle'))}
    ${label((plot.left + plot.right) / 2, plot.bottom + 38, '見せた時間（ミリ秒）', 'middle')}
    ${published.map(
      ({ label: text, share }) =>
        svg`<path class="published" d="M${plot.right + 4} ${y(share)}h14" />
          ${label(plot.right + 22, y(share) + 4, text, 'start')}`,
    )}
    ${sources.map((source, s) => {
      const points = exposures.flatMap((exposure, i) => {
        const cell = cellOf(answers, source, exposure);
        return cell.count === 0 ? [] : [{ left: x(i) + 4 * (s - 1.5), cell }];
      });
      return line(source, points, y);
    })}
  </svg>`;
}

function line(
  source: HumanTestSource,
  points: readonly { readonly left: number; readonly cell: Cell }[],
  y: (share: number) => number,
): SVGTemplateResult {
  const { color, dash } = marks[source];
  const at = points.map(({ left, cell }) => `${left} ${y(cell.calledReal / cell.count)}`);
  return svg`<g stroke=${color} fill="none" stroke-width="2">
    <path d=${at.length > 1 ? `M${at.join('L')}` : ''} stroke-dasharray=${dash || 'none'} />
    ${points.map(({ left, cell }) => {
      const [low, high] = wilsonInterval(cell.calledReal, cell.count);
      return svg`<path d="M${left} ${y(low)}V${y(high)}" stroke-width="1.2" />
        <circle cx=${left} cy=${y(cell.calledReal / cell.count)} r="3.5" fill=${color} />`;
    })}
  </g>`;
}

function table(answers: Answers, sources: readonly HumanTestSource[]): TemplateResult {
  const exposures = exposuresIn(answers);
  const real = totalOf(answers, 'real');
  return html`<div class="scroll" tabindex="0" role="region" aria-label="判定の結果の表">
    <table>
      <caption>
        「本物」と答えた割合と95%の信頼区間
      </caption>
      <thead>
        <tr>
          <th scope="col">画像</th>
          ${exposures.map((exposure) => html`<th scope="col">${formatCount(exposure)}ミリ秒</th>`)}
          <th scope="col">合わせて</th>
          <th scope="col">d′</th>
        </tr>
      </thead>
      <tbody>
        ${sources.map(
          (source) =>
            html`<tr>
              <th scope="row">
                <svg class="key" viewBox="0 0 24 8" aria-hidden="true">
                  <path
                    d="M0 4H24"
                    stroke=${marks[source].color}
                    stroke-width="2.5"
                    stroke-dasharray=${marks[source].dash || 'none'}
                  /></svg
                >${titles[source]}
              </th>
              ${exposures.map((exposure) => shareCell(cellOf(answers, source, exposure)))}
              ${shareCell(totalOf(answers, source))}
              <td translate="no">
                ${
                  source === 'real' || real.count === 0
                    ? '—'
                    : sensitivity(real, totalOf(answers, source)).toFixed(2).replace('-', '−')
                }
              </td>
            </tr>`,
        )}
        <tr>
          <th scope="row">実際に見せた時間</th>
          ${exposures.map(
            (exposure) =>
              html`<td translate="no">
                ${formatCount(Math.round(meanShown(answers, exposure)))}ミリ秒
              </td>`,
          )}
          <td>—</td>
          <td>—</td>
        </tr>
      </tbody>
    </table>
  </div>`;
}

function shareCell({ calledReal, count }: Cell): TemplateResult {
  if (count === 0) return html`<td>—</td>`;
  const percent = (share: number) => Math.round(100 * share);
  const [low, high] = wilsonInterval(calledReal, count);
  return html`<td translate="no">
    <b>${percent(calledReal / count)}%</b>
    <small>${percent(low)}–${percent(high)}（${count}回）</small>
  </td>`;
}
