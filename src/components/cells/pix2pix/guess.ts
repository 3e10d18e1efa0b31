/** The question that comes before the picture of L1 alone. */
import { html, type TemplateResult } from 'lit';
import type { Guess, Pix2pixCellView } from './types';

const answers: readonly (readonly [Guess, string])[] = [
  ['grey', '混ざって灰色になる'],
  ['blurred', 'ぼやけた模様になる'],
  ['gone', '消えて何もなくなる'],
];

const replies: Readonly<Record<Guess, string>> = {
  grey: '灰色になるのは二乗誤差のときです。L1では',
  blurred: '少しも残りません。L1では',
  gone: 'そのとおりです。L1では',
  shown: 'L1では',
};

/** Asks, and once there is an answer says what is so. */
export function guessPanel({ state, commands }: Pix2pixCellView): TemplateResult {
  const { guess } = state.own;
  return html`<div class="guess">
    <p><b>まず予想してください。</b>L1だけで学習すると、水玉と縞はどうなりますか。</p>
    <div class="toolbar">
      ${answers.map(
        ([name, label]) =>
          html`<button
            type="button"
            class="button"
            aria-pressed=${guess === name ? 'true' : 'false'}
            @click=${() => {
              commands.show({ guess: name });
            }}
          >
            ${label}
          </button>`,
      )}
    </div>
    <p aria-live="polite">
      ${
        guess === null
          ? '選ぶと、L1だけの絵が見えます。'
          : `${replies[guess]}何も描かない白紙がいちばん得です。どの画素にもインクがあるのは4回に1回だけだからです。`
      }
    </p>
  </div>`;
}
