import type { Drawing } from '@lib/data/strokes';
import { html, type TemplateResult } from 'lit';
import { commandButton } from '../shared/buttons';
import type { DrawDetail } from '../shared/stroke-pad';
import './digit-pad';

export interface PadFigure {
  /** Stays while another image is looked at. */
  readonly drawing: Drawing;
  readonly onDraw: (detail: DrawDetail) => void;
}

/** The pad with its commands. */
export function padFigure({ drawing, onDraw }: PadFigure): TemplateResult {
  const redraw = (next: Drawing) => {
    onDraw({ drawing: next, isDone: true });
  };
  return html`<figure class="pad">
    <figcaption>ここに描く</figcaption>
    <digit-pad
      .drawing=${drawing}
      @draw=${({ detail }: CustomEvent<DrawDetail>) => {
        onDraw(detail);
      }}
    ></digit-pad>
    <div class="toolbar">
      ${commandButton({
        label: '1本戻す',
        isEnabled: drawing.length > 0,
        onPress: () => {
          redraw(drawing.slice(0, -1));
        },
      })}
      ${commandButton({
        label: '消す',
        isEnabled: drawing.length > 0,
        onPress: () => {
          redraw([]);
        },
      })}
    </div>
    <p class="hint">キーボードなら矢印キーでペンを動かし、スペースキーで下ろします。</p>
  </figure>`;
}
