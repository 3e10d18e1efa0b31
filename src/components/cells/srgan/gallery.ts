/** One digit made small, and brought back in every way; unnamed and shuffled until the reader has guessed. */
import { type SrganPicture } from '@lib/models/srgan-shown';
import { type EnlargementMethod, enlargementMethods } from '@lib/models/srgan-settings';
import { Random } from '@lib/random';
import { html, nothing, type TemplateResult } from 'lit';
import '../../charts/image-grid';
import { commandButton } from '../kit/buttons';
import { tileOf } from '../kit/digit-tiles';
import { formatCount } from '../kit/format';
import { methodLabels, pictureOf, type SrganState, type SrganView } from './types';

export function gallery(view: SrganView): TemplateResult {
  const { state, commands } = view;
  const picture = pictureOf(state);
  if (!picture) return html`<p class="hint">「実行」を押すと、ここに数字が出ます。</p>`;
  const { guess } = state.own;
  return html`<div class="gallery-head">
      ${question(picture, guess)}
      <div class="toolbar">
        ${commandButton({ label: '別の数字', icon: 'reset', onPress: commands.nextDigit })}
        ${
          guess === null
            ? commandButton({
                label: '答えを見る',
                onPress: () => {
                  commands.guess('told');
                },
              })
            : nothing
        }
      </div>
    </div>
    <div class="enlargements">
      ${figure('元の画像', '28×28画素', picture.original)}
      ${figure('低解像度', '7×7画素、4階調', picture.made.nearest)}
      ${guess === null ? choices(view, picture) : named(picture, guess)}
    </div>
    <p class="hint">${origin(state)}</p>`;
}

function question({ psnr }: SrganPicture, guess: SrganState['own']['guess']): TemplateResult {
  if (guess === null) {
    return html`<p class="question">
      <b>問題</b>
      AからDはどれも7×7画素から作ったものです。元の画像との誤差がいちばん小さい（PSNRがいちばん高い）のはどれでしょう。
    </p>`;
  }
  const best = enlargementMethods.reduce((a, b) => (psnr[b] > psnr[a] ? b : a));
  const [name] = methodLabels[best];
  const verdict = guess === 'told' ? '' : guess === best ? '正解です。' : '残念。';
  const srgan = best === 'srgan' ? '' : `SRGANは${decibels(psnr.srgan)}です。`;
  return html`<p class="question" role="status">
    <b>答え</b>
    ${verdict}この数字でPSNRがいちばん高いのは<b>${name}</b>（${decibels(psnr[best])}）です。${srgan}
  </p>`;
}

/** The pictures without their names, each with a button. */
function choices({ state, commands }: SrganView, { made }: SrganPicture): TemplateResult[] {
  const order: EnlargementMethod[] = [...enlargementMethods];
  new Random(Number(state.draft['digit'])).shuffle(order);
  return order.map((method, i) => {
    const letter = 'ABCD'[i] ?? '';
    return html`<figure>
      <figcaption><b>${letter}</b>？</figcaption>
      <image-grid .tiles=${tileOf(made[method], 0)} label=${`${letter}の画像`}></image-grid>
      ${commandButton({
        label: `${letter}を選ぶ`,
        onPress: () => {
          commands.guess(method);
        },
      })}
    </figure>`;
  });
}

function named({ made, psnr }: SrganPicture, guess: SrganState['own']['guess']): TemplateResult[] {
  return enlargementMethods.map((method) => {
    const [name, detail] = methodLabels[method];
    return html`<figure ?data-chosen=${method === guess}>
      <figcaption><b>${name}</b>${detail}</figcaption>
      <image-grid .tiles=${tileOf(made[method], 0)} label=${`${name}の画像`}></image-grid>
      <p class="figure-number" translate="no">${decibels(psnr[method])}</p>
    </figure>`;
  });
}

function figure(title: string, detail: string, image: Uint8Array): TemplateResult {
  return html`<figure>
    <figcaption><b>${title}</b>${detail}</figcaption>
    <image-grid .tiles=${tileOf(image, 0)} label=${`${title}（${detail}）`}></image-grid>
  </figure>`;
}

function origin({
  isPreview,
  pictureStep,
  own,
  draft,
  used,
  session,
  hasLoadedWeights,
}: SrganState): TemplateResult {
  const what = own.isDrawn
    ? 'あなたの描いた数字'
    : `学習に使っていない数字の${formatCount(Number(draft['digit']))}番`;
  if (isPreview)
    return html`<span class="mark">見本</span> サイトに付けた学習ずみのネットワークで作りました。`;
  const isShipped = pictureStep === 0 && used?.start === 'shipped' && session !== null;
  return html`${what}。${
    pictureStep === 0 && hasLoadedWeights
      ? '読み込んだ重みのままです。'
      : isShipped
        ? '学習ずみのネットワークのままです。'
        : `この実行のステップ${formatCount(pictureStep)}のネットワークです。`
  }`;
}

export function decibels(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? '—' : `${value.toFixed(2)} dB`;
}
