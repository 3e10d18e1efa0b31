import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/image-grid';
import { commandButton, fileButton } from '../kit/buttons';
import { leadingField, settingField } from '../kit/form';
import { formatCount } from '../kit/format';
import { describeKept } from '../kit/kept-generator';
import { runButton } from '../kit/run-button';
import { runShortcut } from '../kit/toolbar';
import { picker } from './picker';
import { isNeeded, missingGroups } from './plan';
import { results } from './results';
import { strengthNames } from './settings';
import { picture, tilesOf } from './tile';
import type { LatentState, LatentView } from './types';

export function latentView(view: LatentView): TemplateResult {
  const { state } = view;
  const { phase, own, values } = state;
  const samples = phase === 'preparing' ? null : own.samples;
  return html`${commandRow(view)} ${generator(view)}
    <div class="form">
      ${['mode', 'recipe', 'digit'].map((name) => leadingField(view, name))}
      ${settingField(view, 'seed')}
      ${values.mode === 'sliders' ? strengthNames.map((name) => leadingField(view, name)) : nothing}
    </div>
    <div class="stage">
      ${samples ? html`${hint(state)}${results(state, samples)}` : beginning(state)}
    </div>
    ${samples ? picker(view, samples) : nothing}`;
}

function commandRow({ state, commands }: LatentView): TemplateResult {
  return html`<div class="toolbar controls" role="group" aria-label="操作">
    ${
      state.phase === 'ready'
        ? commandButton({
            label: 'サンプルを引き直す',
            icon: 'reset',
            shortcut: runShortcut,
            onPress: commands.run,
          })
        : runButton(state.phase, commands.run)
    }
  </div>`;
}

/** Which generator the cell uses, and the ways to use another. */
function generator({ state, commands }: LatentView): TemplateResult {
  const { own, phase } = state;
  const { about, problem } = own.kept;
  const isEnabled = phase !== 'preparing';
  const site = 'このサイトのプログラムで学習させ、小さくまとめ直したもの（同梱、約1.8MB）';
  return html`<div class="source">
    <p><b>生成器</b>：${own.generator.name ?? site}</p>
    ${
      about
        ? html`<p class="hint">
            このブラウザに、実装の章で学習させた生成器が残っています（${describeKept(about)}）。
          </p>`
        : nothing
    }
    ${problem === null ? nothing : html`<p class="problem">${problem}</p>`}
    <div class="toolbar" role="group" aria-label="生成器を選ぶ">
      ${
        about
          ? commandButton({
              label: `あなたが学習させた生成器（ステップ${formatCount(about.step)}）を使う`,
              icon: 'open',
              isEnabled,
              onPress: commands.useKept,
            })
          : nothing
      }
      ${fileButton({
        label: 'ファイルの生成器を使う',
        accept: '.zip,.json,.bin',
        isMultiple: true,
        onFiles: commands.useFiles,
      })}
      ${
        own.generator.name === null
          ? nothing
          : commandButton({
              label: '同梱の生成器に戻す',
              icon: 'reset',
              isEnabled,
              onPress: commands.useShipped,
            })
      }
      ${
        about || problem !== null
          ? commandButton({
              label: '残してある生成器を消す',
              icon: 'cancel',
              isEnabled,
              onPress: commands.forgetKept,
            })
          : nothing
      }
    </div>
  </div>`;
}

/** Before there are samples: the preview. */
function beginning({ phase, own }: LatentState): TemplateResult {
  if (phase === 'preparing') {
    return html`<progress aria-label="準備の進み"></progress>
      <p role="status" class="hint">生成器を読み込んで、サンプルを描いています…</p>`;
  }
  if (!own.example) return html``;
  return html`<figure class="wide example">
    <figcaption>
      <span class="mark">見本</span>左から、傾いた7（A）、立った7（B）、立った1（C）、A − B + C
      の結果
    </figcaption>
    ${picture(
      tilesOf(own.example, 4),
      '見本：傾いた7の平均から立った7の平均を引き、立った1の平均を足したzから描いた画像',
    )}
  </figure>`;
}

function hint({ values, own }: LatentState): TemplateResult | typeof nothing {
  const missing = missingGroups(values, own.groups);
  if (missing.length === 0) return nothing;
  const names = missing.map((name) => name.toUpperCase()).join('、');
  return html`<p role="status" class="note">
    グループ${names}が空です。下の一覧から画像を選んでください。${
      isNeeded(values, 'c') ? '' : '（Cは使いません。）'
    }
  </p>`;
}
