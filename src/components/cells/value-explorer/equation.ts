import { html, mathml, type TemplateResult } from 'lit';
import type { TermName } from './terms';

const expectation = (variable: string) =>
  mathml`<msub><mi class="blackboard">E</mi><mi>${variable}</mi></msub>`;
const d = mathml`<mi>D</mi>`;
const log = mathml`<mi class="upright">log</mi>`;

/** V(D, G) with its terms as buttons: pointed at, they light up their curves; pressed, they lead to their sliders. */
export function equation(
  active: TermName | null,
  point: (term: TermName | null) => void,
): TemplateResult {
  const term = (name: TermName, label: string, formula: TemplateResult) =>
    html`<button
      type="button"
      class="term"
      data-term=${name}
      ?data-lit=${active === name}
      @pointerenter=${() => {
        point(name);
      }}
      @focus=${() => {
        point(name);
      }}
      @pointerleave=${() => {
        point(null);
      }}
      @blur=${() => {
        point(null);
      }}
      @click=${(event: Event) => {
        const root = (event.currentTarget as Element).getRootNode() as ShadowRoot;
        root.getElementById(name)?.focus();
      }}
    >
      <span class="visually-hidden">${label}のスライダーへ：</span>${formula}
    </button>`;
  return html`<div class="explored-equation" translate="no" role="group" aria-label="V(D, G)の式">
    <math><mi>V</mi><mo>(</mo><mi>D</mi><mo>,</mo><mi>G</mi><mo>)</mo><mo>=</mo></math>
    ${term(
      'real',
      '第1項',
      html`<math
        >${expectation('x')}<mo>[</mo>${log}${d}<mo>(</mo><mi>x</mi><mo>)</mo><mo>]</mo></math
      >`,
    )}
    <math><mo form="infix">+</mo></math>
    ${term(
      'fake',
      '第2項',
      html`<math
        >${expectation('z')}<mo>[</mo>${log}<mo>(</mo><mn>1</mn><mo>−</mo>${d}<mo>(</mo><mi>G</mi
        ><mo>(</mo><mi>z</mi><mo>)</mo><mo>)</mo><mo>)</mo><mo>]</mo></math
      >`,
    )}
  </div>`;
}
