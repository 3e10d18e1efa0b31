import { html, type TemplateResult } from 'lit';
import { leadingField } from '../kit/form';
import { formatMeasure } from '../kit/format';
import { presetPicker } from '../kit/presets';
import { explorerChart } from './chart';
import { gradientsChart, lossesChart, termsChart } from './charts';
import { equation } from './equation';
import { type Answers, gradientRatio, scenes, termsOf, type TermName } from './terms';
import type { ExplorerView } from './types';

/** The equation, its terms' sliders, and the curves that follow. */
export function explorerView(view: ExplorerView): TemplateResult {
  const { state, commands } = view;
  const { values, own: active } = state;
  const [terms, losses, gradients] = [termsChart, lossesChart, gradientsChart].map((chart) =>
    explorerChart(chart(values), active, commands.point),
  );
  return html`${equation(active, commands.point)}
    <div class="moves">
      ${slider('real', view)} ${slider('fake', view)}
      <p class="sum">
        合計 V <b translate="no">${formatMeasure(termsOf(values).sum)}</b>
        <span>すべて0.5なら −1.386、完璧なら 0</span>
      </p>
    </div>
    <div class="controls">${presetPicker(scenes, view)}</div>
    <div class="stage charts">
      ${terms}
      <div class="reading">${reading(values)}</div>
      ${losses} ${gradients}
    </div>`;
}

function slider(name: TermName, view: ExplorerView): TemplateResult {
  const { state, commands } = view;
  const terms = termsOf(state.values);
  const term = name === 'real' ? '第1項' : '第2項';
  const [part, sum] = [formatMeasure(terms[name]), formatMeasure(terms.sum)];
  const point = (target: TermName | null) => () => {
    commands.point(target);
  };
  return html`<div
    class="move"
    data-term=${name}
    ?data-lit=${state.own === name}
    @pointerenter=${point(name)}
    @pointerleave=${point(null)}
    @focusin=${point(name)}
    @focusout=${point(null)}
  >
    ${leadingField(view, name, { says: `、${term}は${part}、合計は${sum}` })}
    <p>${term} <b translate="no">${part}</b></p>
  </div>`;
}

/** What the gradients at the reader's place mean. */
function reading({ fake }: Answers): TemplateResult {
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
        <dd translate="no">${formatMeasure(fake)}</dd>
      </div>
      <div data-curve="non-saturating">
        <dt>−log D</dt>
        <dd translate="no">${formatMeasure(1 - fake)}</dd>
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
