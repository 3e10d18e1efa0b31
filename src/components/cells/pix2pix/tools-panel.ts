/** The brushes, and what the reader does to a generator that has learned: scissors, dropout. */
import { textureClassNames } from './names';
import { drawLabelMap, textureSide } from '@lib/data/textures';
import { Random } from '@lib/random';
import { html, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { checkedAs } from '../kit/checked';
import { type Pix2pixCellView, taskOf } from './types';

const lineNames = ['消しゴム', 'ペン'];

/** The brushes of the task, and inputs to begin with. */
export function brushes({ state, commands }: Pix2pixCellView): TemplateResult {
  const { own } = state;
  const isTexture = taskOf(state) === 'textures';
  const names = isTexture ? textureClassNames : lineNames;
  const order = isTexture ? [0, 1, 2, 3] : [1, 0];
  const brush = isTexture ? own.brush : own.pen;
  return html`<div class="brushes" role="radiogroup" aria-label="筆">
      ${order.map(
        (value) =>
          html`<label class="brush ${isTexture ? `class${value}` : ''}">
            <input
              type="radio"
              class="visually-hidden"
              name="brush"
              value=${value}
              ?checked=${value === brush}
              ${checkedAs(value === brush)}
              @change=${() => {
                commands.show(isTexture ? { brush: value } : { pen: value });
              }}
            />
            <span>${names[value]}</span>
          </label>`,
      )}
    </div>
    <div class="toolbar">
      ${commandButton({
        label: isTexture ? '別の地図' : '別の数字',
        onPress: () => {
          commands.draw(isTexture ? otherMap(own.drawSeed) : otherOutline(own.outline));
        },
      })}
      ${commandButton({
        label: '消す',
        onPress: () => {
          const empty = new Uint8Array(textureSide ** 2);
          commands.draw(isTexture ? { map: empty.fill(own.brush) } : { outline: empty });
        },
      })}
    </div>`;
}

function otherMap(seed: number) {
  return { map: drawLabelMap(new Random(seed + 1)), drawSeed: seed + 1 };
}

/** After the reader's own drawing comes the first of the samples again. */
function otherOutline(outline: Uint8Array | number) {
  return { outline: typeof outline === 'number' ? (outline + 1) % 8 : 0 };
}

const skipNames = ['16×16', '8×8', '4×4', '2×2'];

/** Scissors at each skip connection, and the dropout. */
export function surgery({ state, commands }: Pix2pixCellView): TemplateResult {
  const { skips, hasDropout, showsDraws, drawSeed } = state.own;
  const isWhole = (state.used?.skips ?? 'whole') === 'whole';
  const box = (label: string, isChecked: boolean, onChange: (isChecked: boolean) => void) =>
    html`<label class="box">
      <input
        type="checkbox"
        ?checked=${isChecked}
        ${checkedAs(isChecked)}
        @change=${(event: Event) => {
          onChange((event.currentTarget as HTMLInputElement).checked);
        }}
      />${label}
    </label>`;
  return html`<div class="surgery">
    <fieldset>
      <legend>スキップ接続（外すと切れます）</legend>
      ${
        isWhole
          ? skipNames.map((name, i) =>
              box(name, skips[i] ?? true, (isOpen) => {
                const next = skips.map((each, j) => (i === j ? isOpen : each));
                commands.draw({ skips: next as unknown as typeof skips });
              }),
            )
          : html`<p class="hint">切ったまま学習した生成器です。</p>`
      }
    </fieldset>
    <fieldset>
      <legend>ドロップアウト</legend>
      ${box('テストでも働かせる', hasDropout, (isOn) => {
        commands.draw({ hasDropout: isOn });
      })}
      ${box('16回描いて比べる', showsDraws, (isOn) => {
        commands.draw({ showsDraws: isOn });
      })}
      ${commandButton({
        label: '引き直す',
        isEnabled: hasDropout,
        onPress: () => {
          commands.draw({ drawSeed: drawSeed + 1 });
        },
      })}
    </fieldset>
  </div>`;
}
