/** Which generator the cell uses, and the ways to use another. */
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton, fileButton } from '../shared/buttons';
import { formatCount } from '../shared/format';
import { describeKept } from '../shared/kept-generator';
import type { LatentView } from './view';

export function sourceOf(view: LatentView): TemplateResult {
  const { ownGenerator, kept, phase } = view.state;
  return html`<div class="source">
    <p>
      <b>生成器</b
      >：${ownGenerator ?? 'このサイトのプログラムで学習させ、小さくまとめ直したもの（同梱、約1.8MB）'}
    </p>
    ${
      kept.about
        ? html`<p class="hint">
            このブラウザに、実装の章で学習させた生成器が残っています（${describeKept(kept.about)}）。
          </p>`
        : nothing
    }
    ${kept.problem === null ? nothing : html`<p class="problem">${kept.problem}</p>`}
    <div class="toolbar" role="group" aria-label="生成器を選ぶ">
      ${
        kept.about
          ? commandButton({
              label: `あなたが学習させた生成器（ステップ${formatCount(kept.about.step)}）を使う`,
              icon: 'open',
              isEnabled: phase !== 'preparing',
              onPress: view.onKept,
            })
          : nothing
      }
      ${fileButton({
        label: 'ファイルの生成器を使う',
        accept: '.zip,.json,.bin',
        isMultiple: true,
        onFiles: view.onFiles,
      })}
      ${
        ownGenerator === null
          ? nothing
          : commandButton({
              label: '同梱の生成器に戻す',
              icon: 'reset',
              isEnabled: phase !== 'preparing',
              onPress: view.onShipped,
            })
      }
      ${
        kept.about || kept.problem !== null
          ? commandButton({
              label: '残してある生成器を消す',
              icon: 'cancel',
              isEnabled: phase !== 'preparing',
              onPress: view.onForget,
            })
          : nothing
      }
    </div>
  </div>`;
}
