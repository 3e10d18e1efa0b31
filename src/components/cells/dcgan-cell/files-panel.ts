import { html, nothing, type TemplateResult } from 'lit';
import { commandButton, fileButton } from '../kit/buttons';
import { formatCount } from '../kit/format';
import { describeKept } from '../kit/kept-generator';
import { panel } from '../kit/panel';
import { weightButtons } from '../kit/weight-buttons';
import type { DcganState, DcganView } from './types';

/** Files in and out: the reader's own images, the networks' weights, and the generator that is kept. */
export function filesPanel(view: DcganView): TemplateResult {
  const { state, commands } = view;
  return panel({
    id: 'files',
    title: '学習画像と重み',
    digest: imagesInUse(state),
    body: html`<div class="panel-body columns">
      ${imageFiles(state, commands)}${weightFiles(state, commands)}${keptGenerator(view)}
    </div>`,
  });
}

function imagesInUse({ session, surroundings }: DcganState): string {
  const name = surroundings.source.kind === 'files' ? '選んだファイル' : '同梱のMNIST';
  return session ? `${name} ${formatCount(session.family.imageCount)}枚` : name;
}

function imageFiles({ surroundings }: DcganState, commands: DcganView['commands']): TemplateResult {
  return html`<section>
    <h4>学習画像</h4>
    <p class="hint">
      MNISTのIDX形式のファイルを使えます（<code>train-images-idx3-ubyte</code>など。<code>.gz</code>のままでも可）。それを入れたzipや<code>mnist.npz</code>も使えます。ラベルのファイルはなくてもかまいません。このセルの上にドロップしても読み込みます。ファイルはどこにも送られません。
    </p>
    <div class="toolbar">
      ${fileButton({
        label: 'IDXファイルを選ぶ',
        accept: '',
        isMultiple: true,
        onFiles: commands.useFiles,
      })}
      ${
        surroundings.source.kind === 'files'
          ? commandButton({
              label: '同梱の画像に戻す',
              icon: 'reset',
              onPress: commands.useShippedImages,
            })
          : nothing
      }
    </div>
  </section>`;
}

function weightFiles(state: DcganState, commands: DcganView['commands']): TemplateResult {
  return html`<section>
    <h4>ネットワークの重み</h4>
    <p class="hint">
      生成器と識別器を1つのzipに保存します（TensorFlow.jsのLayersModel形式）。読み込むと、その重みから学習を続けられます（Adamの状態ははじめからになります）。
    </p>
    ${weightButtons(state, commands)}
  </section>`;
}

function keptGenerator({ state, commands }: DcganView): TemplateResult {
  const { about, problem } = state.own.kept;
  return html`<section>
    <h4>ブラウザに残す生成器</h4>
    <p class="hint">
      最新の生成器を1つだけこのブラウザに残します（約27MB、小さいネットワークなら約4MB）。残すのは、学習を一時停止したときと終えたとき、そして学習中の1分ごとです。DCGANの章の「潜在空間を調べる」でそのまま使えます。どこにも送られません。
    </p>
    <p class="hint">${about ? html`残してある生成器：${describeKept(about)}` : nothing}</p>
    ${problem === null ? nothing : html`<p class="problem" role="alert">${problem}</p>`}
    <div class="toolbar">
      ${commandButton({
        label: '残してある生成器を消す',
        icon: 'cancel',
        isEnabled: about !== null || problem !== null,
        onPress: commands.forgetGenerator,
      })}
    </div>
  </section>`;
}
