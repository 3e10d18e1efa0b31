import type { Drawing } from '@lib/data/strokes';
import { html, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import type { LookupPhase } from '../kit/widget-declaration';
import type { DrawDetail } from './stroke-pad';
import './digit-pad';

/**
 * The pad with its commands.
 *
 * @param drawing stays while another image is looked at
 */
export function padFigure(drawing: Drawing, onDraw: (drawing: Drawing) => void): TemplateResult {
  return html`<figure class="pad">
    <figcaption>ここに描く</figcaption>
    <digit-pad
      .drawing=${drawing}
      @draw=${({ detail }: CustomEvent<DrawDetail>) => {
        onDraw(detail.drawing);
      }}
    ></digit-pad>
    <div class="toolbar">
      ${commandButton({
        label: '1本戻す',
        isEnabled: drawing.length > 0,
        onPress: () => {
          onDraw(drawing.slice(0, -1));
        },
      })}
      ${commandButton({
        label: '消す',
        isEnabled: drawing.length > 0,
        onPress: () => {
          onDraw([]);
        },
      })}
    </div>
    <p class="hint">キーボードなら矢印キーでペンを動かし、スペースキーで下ろします。</p>
  </figure>`;
}

/** In the place of an answer that there is none of yet. */
export function noAnswer(phase: LookupPhase, network: string): TemplateResult {
  if (phase === 'preparing') {
    return html`<div>
      <progress aria-label="準備の進み"></progress>
      <p class="hint">${network}を読み込んでいます…</p>
    </div>`;
  }
  const first = phase === 'idle' ? '「実行」を押すか' : '';
  return html`<p class="hint">${first}左の枠に数字を描くと、ここに${network}の答えが出ます。</p>`;
}
