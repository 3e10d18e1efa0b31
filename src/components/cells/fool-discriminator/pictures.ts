/** The image that is judged, what each discriminator would change in it, and the way so far. */
import { type Score, scorerNames, type ScorerName, stepSize } from '@lib/lookups/scoring-protocol';
import { html, nothing, svg, type TemplateResult } from 'lit';
import { axes, tick } from '../../charts/axes';
import { linePath, plotArea } from '../../charts/plot-area';
import { largest, signedMap } from '../../charts/signed-map';
import { formatCount, formatMeasure } from '../kit/format';
import type { Answer, FoolState } from './types';

/** A scorer's name for the reader. */
export function scorerLabel(name: ScorerName, { own: { opened } }: FoolState): string {
  if (name === 'late' && opened?.source) return '自分の識別器';
  const steps = opened?.accounts[name].steps ?? NaN;
  return `${name === 'early' ? '初期' : '後期'}の識別器（学習${formatCount(steps)}ステップ）`;
}

/** What is shown to the scorers, with the steps taken. */
export function imageFigure(state: FoolState, { original, name, scored }: Answer) {
  const { image, course } = scored;
  const moved = image.reduce((sum, byte, i) => sum + Math.abs(byte - (original[i] ?? 0)), 0);
  const count = course.early.length - 1;
  const way =
    count === 0
      ? 'まだ1ステップも進んでいません。'
      : `${count}ステップ進みました。画素の値は平均で${(moved / image.length).toFixed(1)}階調変わっています。`;
  return html`<figure>
    <figcaption>識別器に見せる28×28画素</figcaption>
    ${signedMap({ label: `${name}。${way}`, image, values: null })}
    <p class="hint">${state.isPreview ? html`<span class="mark">見本</span> ` : nothing}${name}</p>
    <p class="hint">${way}</p>
  </figure>`;
}

/** What one scorer says, and where its gradient would change the image. */
export function scoreFigure(state: FoolState, { scored }: Answer, name: ScorerName) {
  const score = scored.scores[name];
  const { gradient } = score;
  const label = scorerLabel(name, state);
  // A step's grey levels; the gradient is for one.
  const limit = (largest(gradient) * stepSize).toPrecision(2);
  return html`<figure>
    <figcaption>${label}</figcaption>
    ${signedMap({
      label: `${label}の勾配を重ねた画像。${whereTo(gradient)}`,
      image: scored.image,
      values: gradient,
    })}
    ${scoreBar(score)}
    <p class="hint">いちばん濃い色：±${limit}</p>
  </figure>`;
}

function scoreBar({ logit, score }: Score): TemplateResult {
  const answer = score > 0.5 ? '本物と判定' : '偽物と判定';
  return html`<p class="score">
    <b translate="no">D(x) = ${score.toFixed(3)}</b> <span>${answer}</span>
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

/** D(x) of both scorers over the steps; nothing before the first. */
export function courseFigure(state: FoolState, { scored }: Answer) {
  const { course } = scored;
  const count = course.early.length - 1;
  if (count === 0) return nothing;
  const scores = (name: ScorerName) => course[name].map((logit) => 1 / (1 + Math.exp(-logit)));
  const area = plotArea({
    width: 420,
    height: 150,
    margin: { top: 8, right: 34, bottom: 20, left: 30 },
    x: [0, count],
    y: [0, 1],
  });
  const said = scorerNames.map((name) => {
    const values = scores(name);
    return `${scorerLabel(name, state)}のD(x)は${values[0]?.toFixed(2)}から${values.at(-1)?.toFixed(2)}`;
  });
  return html`<figure class="course">
    <figcaption>ステップごとのD(x)</figcaption>
    <svg
      translate="no"
      viewBox="0 0 420 150"
      role="img"
      aria-label=${`${count}ステップで、${said.join('、')}。`}
    >
      ${axes(area, {
        x: [0, count].map((at) => tick(at, `${at}ステップ`)),
        y: [0, 0.5, 1].map((at) => tick(at)),
      })}
      ${scorerNames.map(
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
      ${scorerNames.map(
        (name) =>
          html`<span
            ><svg class="line-sample" viewBox="0 0 24 8" aria-hidden="true">
              ${svg`<line x1="0" x2="24" y1="4" y2="4" stroke-width="2.5"
                style="stroke: var(${looks[name].color})" stroke-dasharray=${looks[name].dash} />`}</svg
            >${scorerLabel(name, state)}</span
          >`,
      )}
    </p>
  </figure>`;
}
