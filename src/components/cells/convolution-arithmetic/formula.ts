/** The output's size with the reader's numbers, in MathML, which needs no script to be typeset. */
import { html, type TemplateResult } from 'lit';
import { type ArithmeticSettings, resamplingOf } from './settings';
import { outputSize } from '@lib/convolution-arithmetic';

/** The formula of the operation, and the same with numbers. */
export function sizeFormula(settings: ArithmeticSettings): TemplateResult {
  switch (settings.operation) {
    case 'max-pooling':
    case 'strided':
      return reducing(settings);
    case 'transposed':
      return transposed(settings);
    case 'upsample':
      return upsampled(settings);
  }
}

const sizeOf = (settings: ArithmeticSettings) =>
  String(outputSize(resamplingOf(settings), settings.inputSize)).replace('-', '−');

function reducing(settings: ArithmeticSettings): TemplateResult {
  const { inputSize: i, kernelSize: k, stride: s, padding: p } = settings;
  return html`<math>
      <mrow>
        <mi>o</mi><mo>=</mo><mo stretchy="true">⌊</mo
        ><mfrac
          ><mrow><mi>i</mi><mo>+</mo><mn>2</mn><mi>p</mi><mo>−</mo><mi>k</mi></mrow
          ><mi>s</mi></mfrac
        ><mo stretchy="true">⌋</mo><mo>+</mo><mn>1</mn></mrow
      ></math
    ><math
      ><mrow
        ><mo>=</mo><mo stretchy="true">⌊</mo
        ><mfrac
          ><mrow
            ><mn>${i}</mn><mo>+</mo><mn>2</mn><mo>×</mo><mn>${p}</mn><mo>−</mo><mn>${k}</mn></mrow
          ><mn>${s}</mn></mfrac
        ><mo stretchy="true">⌋</mo><mo>+</mo><mn>1</mn><mo>=</mo
        ><mn class="size">${sizeOf(settings)}</mn>
      </mrow>
    </math>`;
}

function transposed(settings: ArithmeticSettings): TemplateResult {
  const { inputSize: i, kernelSize: k, stride: s, padding: p, outputPadding: a } = settings;
  return html`<math>
      <mrow>
        <mi>o</mi><mo>=</mo><mi>s</mi><mo>(</mo><mi>i</mi><mo>−</mo><mn>1</mn><mo>)</mo><mo>+</mo
        ><mi>k</mi><mo>−</mo><mn>2</mn><mi>p</mi><mo>+</mo><mi>a</mi>
      </mrow></math
    ><math
      ><mrow>
        <mo>=</mo><mn>${s}</mn><mo>×</mo><mo>(</mo><mn>${i}</mn><mo>−</mo><mn>1</mn><mo>)</mo
        ><mo>+</mo><mn>${k}</mn><mo>−</mo><mn>2</mn><mo>×</mo><mn>${p}</mn><mo>+</mo><mn>${a}</mn
        ><mo>=</mo><mn class="size">${sizeOf(settings)}</mn>
      </mrow>
    </math>`;
}

function upsampled(settings: ArithmeticSettings): TemplateResult {
  const { inputSize: i, kernelSize: k, stride: s, padding: p } = settings;
  return html`<math>
      <mrow>
        <mi>o</mi><mo>=</mo><mi>s</mi><mi>i</mi><mo>+</mo><mn>2</mn><mi>p</mi><mo>−</mo><mi>k</mi
        ><mo>+</mo><mn>1</mn>
      </mrow></math
    ><math
      ><mrow>
        <mo>=</mo><mn>${s}</mn><mo>×</mo><mn>${i}</mn><mo>+</mo><mn>2</mn><mo>×</mo><mn>${p}</mn
        ><mo>−</mo><mn>${k}</mn><mo>+</mo><mn>1</mn><mo>=</mo
        ><mn class="size">${sizeOf(settings)}</mn>
      </mrow>
    </math>`;
}
