/** The numbers of both generators beside each other, and what they alarm about. */
import { expectedErrors, textureSide as side } from '@lib/data/textures';
import { html, nothing, type TemplateResult } from 'lit';
import { truthOf } from './inputs';
import { fieldShown } from './patch-view';
import { l1Between } from './tiles';
import {
  aloneName,
  figuresOf,
  hidesAlone,
  type Pix2pixCellView,
  type Pix2pixState,
  taskOf,
} from './types';

/** From this step on a blank page is no longer a beginning. */
const earlySteps = 300;
/** A true picture has 0.25. */
const blankShare = 0.05;

/** Both generators and a true picture of another phase, row by row. */
export function figuresTable(state: Pix2pixState): TemplateResult {
  const isTexture = taskOf(state) === 'textures';
  const truth = truthOf(state);
  const other = isTexture ? truthOf(state, 1) : null;
  const isHidden = hidesAlone(state);
  const ofThis = (picture: Uint8Array | null | undefined) =>
    truth && picture ? l1Between(picture, truth).toFixed(3) : '—';
  const row = (name: string, lane: number) => {
    const found = figuresOf(state, lane);
    const isSecret = lane === 1 && isHidden;
    const cells = [
      ofThis(state.lanes[lane]?.picture?.pictures),
      found ? found.l1.toFixed(3) : '—',
      ...(isTexture ? [share(found?.accuracy), share(found?.inkShare)] : []),
    ];
    return html`<tr>
      <th scope="row">${name}</th>
      ${cells.map((cell) => html`<td translate="no">${isSecret ? '？' : cell}</td>`)}
    </tr>`;
  };
  return html`<div class="scroll" tabindex="0" role="group" aria-label="絵の数値">
    <table class="figures">
      <thead>
        <tr>
          <th scope="col">絵</th>
          <th scope="col">この絵のL1</th>
          <th scope="col">32枚のL1</th>
          ${
            isTexture
              ? html`<th scope="col">読み取り正解率</th>
                  <th scope="col">インクの割合</th>`
              : nothing
          }
        </tr>
      </thead>
      <tbody>
        ${row(aloneName(state), 1)} ${row('L1＋cGAN', 0)}
        ${
          isTexture
            ? html`<tr>
                <th scope="row">別の本物</th>
                <td translate="no">${ofThis(other)}</td>
                <td translate="no">${expectedErrors.pattern.toFixed(3)}</td>
                <td>—</td>
                <td>25%</td>
              </tr>`
            : nothing
        }
      </tbody>
    </table>
  </div>`;
}

function share(value: number | undefined): string {
  return value === undefined ? '—' : `${(100 * value).toFixed(0)}%`;
}

/** What shows that the effect quietly fails to appear. */
export function alarms({ state }: Pix2pixCellView): TemplateResult {
  const texts = alarmsOf(state);
  return html`<div aria-live="polite">
    ${texts.map((text) => html`<p class="notice">${text}</p>`)}
  </div>`;
}

/** In words; none where all is well, or it is too early to tell. */
export function alarmsOf(state: Pix2pixState): readonly string[] {
  const { used, step, own, lanes, isPreview } = state;
  if (!used || isPreview) return [];
  const texts: string[] = [];
  const found = figuresOf(state, 0);
  const lambda = Number(used.lambda);
  if (step >= earlySteps && (found?.inkShare ?? 1) < blankShare) {
    const price = lambda * (expectedErrors.pattern - expectedErrors.blank);
    texts.push(
      `L1＋cGANも白紙のままです。模様を描くと、λ×L1が${price.toFixed(2)}増えます。敵対的な損失の得がこれより小さいので、白紙のほうが得です。λを小さくすると変わります。`,
    );
  }
  if (used.task === 'textures' && fieldShown(state) >= side) {
    texts.push(
      '識別器の1つの判定が画像全体を見ています。PatchGANではなく、画像に1つの答えを出す普通の識別器と同じです。',
    );
  }
  if (step >= earlySteps && (lanes[0]?.metrics?.['discriminatorLoss'] ?? 1) < 0.05) {
    texts.push('識別器がほぼ完全に見破っています。生成器には手がかりがほとんど届きません。');
  }
  if (own.showsDraws && (lanes[0]?.picture?.meanDeviation ?? 1) === 0) {
    texts.push('ドロップアウトがないので、16回とも同じ絵です。');
  }
  return texts;
}
