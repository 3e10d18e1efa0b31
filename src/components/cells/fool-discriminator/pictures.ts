/** The image that is judged, what each discriminator would change in it, and the way so far. */
import { judgeNames, type JudgeName, stepSize, type Verdict } from '@lib/runtime/judging/protocol';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { linePath, plotArea } from '../../charts/plot-area';
import { largest, signedMap } from '../../charts/signed-map';
import { formatCount, formatMeasure } from '../shared/format';
import type { FoolState, Hearing } from './state';

/** A judge's name for the reader. */
export function judgeLabel(name: JudgeName, { accounts, fileName }: FoolState): string {
  if (name === 'late' && fileName !== null) return '自分の識別器';
  const { steps } = accounts[name];
  return `${name === 'early' ? '初期' : '後期'}の識別器（学習${formatCount(steps ?? NaN)}ステップ）`;
}

/** What is shown to the judges, with the steps taken. */
export function imageFigure(state: FoolState, { original, name, judgement }: Hearing) {
  const { image } = judgement;
  const moved = image.reduce((sum, byte, i) => sum + Math.abs(byte - (original[i] ?? 0)), 0);
  const count = judgement.course.early.length - 1;
  const way =
    count === 0
      ? 'まだ1ステップも進んでいません。'
      : `${count}ステップ進みました。画素の値は平均で${(moved / image.length).toFixed(1)}階調変わっています。`;
  return html`<figure>
    <figcaption>識別器に見せる28×28画素</figcaption>
    ${signedMap({ label: `${name}。${way}`, image, values: null })}
    <p class="hint">${state.isOpening ? html`<span class="mark">見本</span> ` : nothing}${name}</p>
    <p class="hint">${way}</p>
  </figure>`;
}

/** One judge's opinion, and where its gradient would change the image. */
export function verdictFigure(state: FoolState, { judgement }: Hearing, name: JudgeName) {
  const verdict = judgement.verdicts[name];
  const { gradient } = verdict;
  const label = judgeLabel(name, state);
  // A step's grey levels; the gradient is for one.
  const limit = (largest(gradient) * stepSize).toPrecision(2);
  return html`<figure>
    <figcaption>${label}</figcaption>
    ${signedMap({
      label: `${label}の勾配を重ねた画像。${whereTo(gradient)}`,
      image: judgement.image,
      values: gradient,
    })}
    ${scoreBar(verdict)}
    <p class="hint">いちばん濃い色：±${limit}</p>
  </figure>`;
}

function scoreBar({ logit, score }: Verdict): TemplateResult {
  const verdict = score > 0.5 ? '本物と判定' : '偽物と判定';
  return html`<p class="score">
    <b>D(x) = ${score.toFixed(3)}</b> <span>${verdict}</span>
    <span class="score-bar" aria-hidden="true"
      ><i style="inline-size: ${(100 * score).toFixed(1)}%"></i
    ></span>
    <span class="hint">ロジット ${formatMeasure(logit)}</span>
  </p>`;
}

/** Where the gradient is strongest, in words. */
function whereTo(gradient: Float32Array): string {
  const most = largest(gradient);
  const index = gradient.findIndex((value) => Math.abs(value) === most);
  const [row, column] = [Math.floor(index / 28) + 1, (index % 28) + 1];
  const way = (gradient[index] ?? 0) > 0 ? '明るく' : '暗く';
  return `いちばん強いのは、上から${row}番目、左から${column}番目の画素を${way}する向き。`;
}

const looks = {
  early: { color: '--color-real', dash: '6 3' },
  late: { color: '--color-discriminator', dash: 'none' },
} as const;

/** D(x) of both judges over the steps; nothing before the first. */
export function courseFigure(state: FoolState, { judgement }: Hearing) {
  const { course } = judgement;
  const count = course.early.length - 1;
  if (count === 0) return nothing;
  const scores = (name: JudgeName) => course[name].map((logit) => 1 / (1 + Math.exp(-logit)));
  const area = plotArea({
    ...{ width: 420, height: 150 },
    margin: { top: 8, right: 10, bottom: 20, left: 30 },
    ...{ x: [0, count], y: [0, 1] },
  });
  const said = judgeNames.map((name) => {
    const values = scores(name);
    return `${judgeLabel(name, state)}のD(x)は${values[0]?.toFixed(2)}から${values.at(-1)?.toFixed(2)}`;
  });
  return html`<figure class="course">
    <figcaption>ステップごとのD(x)</figcaption>
    <svg viewBox="0 0 420 150" role="img" aria-label=${`${count}ステップで、${said.join('、')}。`}>
      ${[0, 0.5, 1].map(
        (y) => svg`<line x1=${area.left} x2=${area.right} y1=${area.y(y)} y2=${area.y(y)} />
          <text x=${area.left - 5} y=${area.y(y) + 4} text-anchor="end">${y}</text>`,
      )}
      <text x=${area.left} y="147">0ステップ</text>
      <text x=${area.right} y="147" text-anchor="end">${count}ステップ</text>
      ${judgeNames.map(
        (name) => svg`<path
          d=${linePath(
            area,
            scores(name).map((score, i) => [i, score]),
          )}
          style="stroke: var(${looks[name].color})"
          stroke-dasharray=${looks[name].dash}
        />`,
      )}
    </svg>
    <p class="legend">
      ${judgeNames.map(
        (name) =>
          html`<span
            ><svg class="line-sample" viewBox="0 0 24 8" aria-hidden="true">
              ${svg`<line x1="0" x2="24" y1="4" y2="4" stroke-width="2.5"
                style="stroke: var(${looks[name].color})" stroke-dasharray=${looks[name].dash} />`}</svg
            >${judgeLabel(name, state)}</span
          >`,
      )}
    </p>
  </figure>`;
}
