/** D's map of verdicts, and the square on the picture that a verdict is about. */
import { textureSide as side } from '@lib/data/textures';
import { type Field, fieldOf } from '@lib/models/pix2pix-settings';
import { html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import '../../charts/image-grid';
import { mapTiles } from './tiles';
import type { Pix2pixCellView, Pix2pixState } from './types';

/** The field of the D that is shown. */
export function fieldShown({ used, draft }: Pix2pixState): Field {
  return Number(used?.field ?? draft['field']) as Field;
}

/** Row and column of the patch whose square is shown. */
function chosenPatch(state: Pix2pixState): readonly [number, number] {
  const { outputs } = fieldOf(fieldShown(state));
  const place = state.own.patch ?? 0;
  const isGiven = state.own.patch !== null && place < outputs ** 2;
  if (!isGiven) return [Math.floor(outputs / 2), Math.floor(outputs / 2)];
  return [Math.floor(place / outputs), place % outputs];
}

/** The square that the chosen verdict is about, over a picture; what lies in the padding is cut off. */
export function fieldSquare(state: Pix2pixState): SVGTemplateResult {
  const { size, stride, start } = fieldOf(fieldShown(state));
  const [row, column] = chosenPatch(state);
  return svg`<rect class="square" x=${start + column * stride} y=${start + row * stride}
    width=${size} height=${size} />`;
}

const keys: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** The map, in which a verdict is chosen by pointer or arrow keys. */
export function verdictMap({ state, commands }: Pix2pixCellView): TemplateResult {
  const verdicts = state.lanes[0]?.picture?.verdicts ?? null;
  const { outputs, size } = fieldOf(fieldShown(state));
  const isKnown = verdicts?.length === outputs ** 2;
  const [row, column] = chosenPatch(state);
  const value = isKnown ? ((verdicts[row * outputs + column] ?? 0) / 255).toFixed(2) : '—';
  const choose = (toRow: number, toColumn: number) => {
    const inside = (place: number) => Math.min(outputs - 1, Math.max(0, place));
    commands.show({ patch: inside(toRow) * outputs + inside(toColumn) });
  };
  const point = (event: PointerEvent) => {
    const { left, top, width, height } = (event.currentTarget as Element).getBoundingClientRect();
    choose(
      Math.floor(((event.clientY - top) / height) * outputs),
      Math.floor(((event.clientX - left) / width) * outputs),
    );
  };
  return html`<figure>
    <figcaption><b>識別器の判定</b>白いほど本物。${outputs}×${outputs}か所</figcaption>
    <div class="framed">
      <image-grid
        .tiles=${isKnown ? mapTiles(verdicts) : null}
        label="識別器の判定の地図"
      ></image-grid>
      <svg
        class="over"
        viewBox="0 0 ${outputs} ${outputs}"
        tabindex="0"
        role="application"
        aria-label="判定の場所。矢印キーで選びます。"
        @pointerdown=${point}
        @pointermove=${point}
        @keydown=${(event: KeyboardEvent) => {
          const step = keys[event.key];
          if (!step) return;
          event.preventDefault();
          choose(row + step[0], column + step[1]);
        }}
      >
        ${svg`<rect class="square" x=${column} y=${row} width="1" height="1" />`}
      </svg>
    </div>
    <p class="hint" translate="no">
      四角（${size}×${size}画素${size >= side ? '、画像全体' : ''}）の判定は${value}
    </p>
  </figure>`;
}
