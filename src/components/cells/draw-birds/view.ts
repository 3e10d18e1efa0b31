import { html, nothing, type TemplateResult } from 'lit';
import { slotNames, slots } from '@lib/data/bird-words';
import { commandButton } from '../kit/buttons';
import { leadingField, settingField } from '../kit/form';
import { runButton } from '../kit/run-button';
import { runShortcut } from '../kit/toolbar';
import { galleryOf } from './gallery';
import { pictures } from './pictures';
import { readings } from './readings';
import { hasSecond, longestCaption } from './settings';
import type { Answer, BirdState, BirdView, Own } from './types';

export function birdsView(view: BirdView): TemplateResult {
  const { state, commands } = view;
  const { values, phase, answer, isPreview } = state;
  const isGallery = values.mode === 'gallery';
  return html`<div class="toolbar controls" role="group" aria-label="操作">
      ${
        phase === 'ready'
          ? commandButton({
              label: '描く',
              icon: 'run',
              shortcut: runShortcut,
              onPress: commands.run,
            })
          : runButton(phase, commands.run)
      }
    </div>
    <div class="form">
      ${leadingField(view, 'mode')} ${isGallery ? nothing : leadingField(view, 'source')}
      ${values.mode === 'draws' ? leadingField(view, 'augmentation') : nothing}
      ${settingField(view, 'seed')}
    </div>
    ${isGallery ? nothing : captionFields(view)}
    <div class="stage">
      ${
        phase === 'preparing'
          ? html`<progress aria-label="準備の進み"></progress>
              <p role="status" class="hint">学習ずみのネットワーク（約1MB）を読み込んでいます…</p>`
          : nothing
      }
      ${isPreview ? html`<p class="mark">見本：既定の説明文から描いたもの</p>` : nothing}
      ${answer ? answered(answer) : nothing}
    </div>`;
}

function answered(answer: Answer): TemplateResult {
  if (answer.mode === 'gallery') return galleryOf(answer.gallery);
  const { captions, drawn } = answer;
  // What the encoder makes of nothing is of no use to a reader.
  return html`${readings(captions, drawn.readings)}
  ${captions.includes('') ? nothing : pictures(answer)}`;
}

/** The menus of one caption or of both, or what is written in their place. */
function captionFields(view: BirdView): TemplateResult {
  const { values } = view.state;
  const names = hasSecond(values.mode) ? (['a', 'b'] as const) : (['a'] as const);
  if (values.source === 'text') {
    return html`<div class="captions">${names.map((name) => textField(view, name))}</div>`;
  }
  return html`${names.map(
    (name) =>
      html`<div class="form menus" role="group" aria-label=${`説明文${name.toUpperCase()}`}>
        ${slots.map((slot) => leadingField(view, name === 'a' ? slot : `${slot}B`))}
      </div>`,
  )}`;
}

function textField({ state, commands }: BirdView, name: keyof Own): TemplateResult {
  return html`<div class="field">
    <label for=${`caption-${name}`}>説明文${name.toUpperCase()}</label>
    <input
      id=${`caption-${name}`}
      type="text"
      maxlength=${longestCaption}
      autocomplete="off"
      .value=${state.own[name]}
      @change=${(event: Event) => {
        commands.write(name, (event.currentTarget as HTMLInputElement).value);
      }}
    />
  </div>`;
}

/** For screen readers: how many of the pictures show what was said. */
export function summaryOf({ answer, isPreview }: BirdState): readonly [string, string] {
  if (isPreview || !answer) return ['', ''];
  if (answer.mode === 'gallery') {
    const { mended, broken } = answer.gallery;
    return ['gallery', `直した例が${mended.length}枚、壊した例が${broken.length}枚あります。`];
  }
  const { count, readings: found } = answer.drawn;
  const read = slots.map((slot) => slotNames[slot][0]).join('、');
  const text = `${count}枚を描きました。文から読み取るのは${read}です。`;
  return [JSON.stringify(answer.captions) + answer.mode, found.length > 0 ? text : ''];
}
