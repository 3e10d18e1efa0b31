import { html, type TemplateResult } from 'lit';
import { formatCount } from '../../kit/format';
import { panel } from '../../kit/panel';
import type { Film, Films } from './films';

/**
 * The record of the reader's run, folded up. What is inside is a program of its own, `<training-film>`,
 * which a cell loads when the panel is opened.
 */
export function filmPanel(films: Films, onOpen: () => void): TemplateResult {
  return panel({
    id: 'film',
    title: '学習の記録映像',
    digest: films.current ? extentOf(films.current) : '生成画像の変化を見返し、GIFや動画で保存する',
    onOpen,
    body: html`<div class="panel-body film">
      <training-film .films=${films}>
        <p class="hint">
          学習の間に生成器が描いた画像を、はじめから順に見返し、GIFや動画として保存できます。
        </p>
      </training-film>
    </div>`,
  });
}

/** How many pictures a film has, and of which steps. */
export function extentOf({ frames }: Film): string {
  const [first, last] = [frames[0]?.step ?? 0, frames.at(-1)?.step ?? 0];
  return `${frames.length}枚（ステップ${formatCount(first)}〜${formatCount(last)}）`;
}
