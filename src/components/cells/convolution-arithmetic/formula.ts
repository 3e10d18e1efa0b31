/** The output's size with the reader's numbers, in MathML, which needs no script to be typeset. */
import { html, mathml, type TemplateResult } from 'lit';
import type { ArithmeticSettings } from './settings';
import { sizeOf } from './state';

/** The formula of the operation, and the same with numbers. */
export function sizeFormula(settings: ArithmeticSettings): TemplateResult {
  const { inputSize: i, kernelSize: k, stride: s, padding: p, outputPadding: a } = settings;
  const [symbols, numbers] = [formulaOf(settings, {}), formulaOf(settings, { i, k, s, p, a })];
  const size = String(sizeOf(settings)).replace('-', '−');
  return html`<math><mi>o</mi><mo>=</mo>${symbols}</math
    ><math><mo>=</mo>${numbers}<mo>=</mo><mn class="size">${size}</mn></math>`;
}

type Numbers = Readonly<Record<string, number>>;

function formulaOf({ operation }: ArithmeticSettings, numbers: Numbers): TemplateResult<3> {
  if (operation === 'transposed') return row('s·(i−1)+k−2·p+a', numbers);
  if (operation === 'upsample') return row('s·i+2·p−k+1', numbers);
  return mathml`<mo stretchy="true">⌊</mo
    ><mfrac>${row('i+2·p−k', numbers)}${row('s', numbers)}</mfrac
    ><mo stretchy="true">⌋</mo>${row('+1', numbers)}`;
}

/** A row of signs; a letter stands for its number where there is one, and a · for a product’s sign between numbers. */
function row(text: string, numbers: Numbers): TemplateResult<3> {
  const areNumbers = Object.keys(numbers).length > 0;
  const signs = [...text].map((sign) => {
    if (sign === '·') return areNumbers ? mathml`<mo>×</mo>` : mathml``;
    if (/\d/.test(sign)) return mathml`<mn>${sign}</mn>`;
    if (!/[a-z]/.test(sign)) return mathml`<mo>${sign}</mo>`;
    return areNumbers ? mathml`<mn>${numbers[sign]}</mn>` : mathml`<mi>${sign}</mi>`;
  });
  return mathml`<mrow>${signs}</mrow>`;
}
