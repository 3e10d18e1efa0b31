import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { formatCount } from '../kit/format';
import type { DcganState, DcganView } from './types';
import { stills } from './stills';

/** The generator's images of the run's fixed noise beside as many real ones. */
export function pictures(view: DcganView): TemplateResult {
  return html`${generated(view)}${real(view.state)}`;
}

function generated({ state, commands }: DcganView): TemplateResult {
  const tiles = state.lanes[0]?.picture ?? null;
  const { pictureStep } = state;
  const { caption, description } = stills.generated;
  return html`<figure class="generated">
    <figcaption>
      <span class="caption-title"
        >生成画像${tiles ? nothing : html`<span class="mark">見本</span>`}</span
      >
      ${commandButton({
        label: 'PNGで保存',
        icon: 'save',
        isEnabled: tiles !== null,
        onPress: commands.saveImage,
      })}
      <span class="caption-detail">
        ${tiles ? `ステップ${formatCount(pictureStep)}（固定した64個のノイズから）` : caption}
      </span>
    </figcaption>
    <image-grid
      id="samples"
      .tiles=${tiles}
      still=${stills.generated.url}
      label=${tiles ? `ステップ${pictureStep}で生成器が描いた64枚の画像` : description}
    ></image-grid>
  </figure>`;
}

function real({ session, surroundings }: DcganState): TemplateResult {
  const images = session?.family;
  const where = surroundings.source.kind === 'files' ? '選んだファイル' : 'MNIST';
  return html`<figure class="real">
    <figcaption>
      <span class="caption-title">本物の画像</span>
      <span class="caption-detail">
        ${images ? `${where}の${formatCount(images.imageCount)}枚から64枚` : stills.real.caption}
      </span>
    </figcaption>
    <image-grid
      .tiles=${images?.realSamples ?? null}
      still=${stills.real.url}
      label=${images ? `学習に使う本物の画像のうち64枚（${where}）` : stills.real.description}
    ></image-grid>
  </figure>`;
}
