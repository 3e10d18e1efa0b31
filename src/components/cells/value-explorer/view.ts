import { html, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatMeasure } from '../shared/format';
import { noticeArea } from '../shared/notice';
import { presetPicker } from '../shared/presets';
import { explorerChart } from './chart';
import { gradientsChart, lossesChart, termsChart } from './charts';
import {
  type Action,
  type ExplorerState,
  sceneNames,
  sceneOf,
  scenes,
  type SceneName,
} from './state';
import { controls, gradientRatio, termsOf, type TermName } from './terms';

export interface ExplorerView {
  readonly state: ExplorerState;
  readonly dispatch: (action: Action) => void;
  /** Whether it can be moved: not before the element is in a page with scripts. */
  readonly isInteractive: boolean;
  readonly shareButton: TemplateResult;
}

const sceneLabels = Object.fromEntries(
  sceneNames.map((name) => [name, scenes[name].label]),
) as Record<SceneName, string>;

/** The whole explorer as its state has it. The equation is the page's, in a slot. */
export function explorerView(view: ExplorerView): TemplateResult {
  const { state, dispatch, isInteractive, shareButton } = view;
  const onPoint = (name: TermName | null) => {
    dispatch({ type: 'point', name });
  };
  return html`<fieldset class="cell" aria-labelledby="title" ?disabled=${!isInteractive}>
    <header><h3 id="title">V(D, G)の2つの項を動かす</h3></header>
    ${noticeArea(state.notice, () => {
      dispatch({ type: 'dismiss' });
    })}
    <slot name="equation"></slot>
    <div class="moves">
      ${slider('real', state, dispatch)} ${slider('fake', state, dispatch)} ${sum(state)}
    </div>
    <div class="scenes">
      ${presetPicker({
        names: sceneNames,
        labels: sceneLabels,
        chosen: sceneOf(state.answers),
        onChoose: (scene) => {
          dispatch({ type: 'scene', scene });
        },
      })}
    </div>
    <div class="toolbar sharing">${shareButton}</div>
    <div class="charts">
      ${explorerChart(termsChart(state, onPoint))}
      <div class="reading">${reading(state)}</div>
      ${explorerChart(lossesChart(state, onPoint))} ${explorerChart(gradientsChart(state, onPoint))}
    </div>
  </fieldset>`;
}

function slider(
  name: TermName,
  { answers, active }: ExplorerState,
  dispatch: (action: Action) => void,
): TemplateResult {
  const { label, min, max, step } = controls[name];
  const value = answers[name].toFixed(2);
  const terms = termsOf(answers);
  const term = name === 'real' ? '第1項' : '第2項';
  const point = (target: TermName | null) => () => {
    dispatch({ type: 'point', name: target });
  };
  return html`<div
    class="move"
    data-term=${name}
    ?data-lit=${active === name}
    @pointerenter=${point(name)}
    @pointerleave=${point(null)}
  >
    <label for=${name}>${label}</label>
    <output for=${name} aria-live="off">${value}</output>
    <input
      id=${name}
      type="range"
      min=${min}
      max=${max}
      step=${step}
      .value=${live(value)}
      aria-valuetext="${value}、${term}は${formatMeasure(terms[name])}、合計は${formatMeasure(terms.sum)}"
      @input=${(event: Event) => {
        const { valueAsNumber } = event.currentTarget as HTMLInputElement;
        dispatch({ type: 'move', name, value: valueAsNumber });
      }}
      @focus=${point(name)}
      @blur=${point(null)}
    />
    <p>${term} <b>${formatMeasure(terms[name])}</b></p>
  </div>`;
}

function sum({ answers }: ExplorerState): TemplateResult {
  return html`<p class="sum">
    合計 V <b>${formatMeasure(termsOf(answers).sum)}</b>
    <span>すべて0.5なら −1.386、完璧なら 0</span>
  </p>`;
}

/** What the gradients at the reader's place mean. */
function reading({ answers: { fake } }: ExplorerState): TemplateResult {
  const ratio = gradientRatio(fake);
  const times = ratio >= 1 ? ratio : 1 / ratio;
  const [larger, smaller] = ratio >= 1 ? ['−log D', 'log(1 − D)'] : ['log(1 − D)', '−log D'];
  return html`<p>
      D(G(z)) = ${fake.toFixed(2)}
      の偽物から生成器が受け取る勾配の大きさ（識別器のロジットaについて）
    </p>
    <dl>
      <div data-curve="saturating">
        <dt>log(1 − D)</dt>
        <dd>${formatMeasure(fake)}</dd>
      </div>
      <div data-curve="non-saturating">
        <dt>−log D</dt>
        <dd>${formatMeasure(1 - fake)}</dd>
      </div>
    </dl>
    <p>
      ${
        fake === 0.5
          ? 'どちらの損失でも同じ大きさです。'
          : `${larger}の勾配は、${smaller}の${times.toFixed(1)}倍です。`
      }
      どちらも負なのでaを大きくするほど損失は小さくなります。
    </p>`;
}
