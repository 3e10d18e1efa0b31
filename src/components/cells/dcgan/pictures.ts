import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../shared/buttons';
import { formatCount } from '../shared/format';
import type { Commands } from './commands';
import type { DcganState } from './state';
import { stills } from './stills';

/** The generator's images of the run's fixed noise beside as many real ones. */
export function pictures(state: DcganState, commands: Commands): TemplateResult {
  return html`${generated(state, commands)}${real(state)}`;
}

function generated({ samples }: DcganState, commands: Commands): TemplateResult {
  const { caption, description } = stills.generated;
  return html`<figure class="generated">
    <figcaption>
      <span class="caption-title"
        >生成画像${samples ? nothing : html`<span class="mark">見本</span>`}</span
      >
      ${commandButton({
        label: 'PNGで保存',
        icon: 'save',
        isEnabled: samples !== null,
        onPress: commands.saveImage,
      })}
      <span class="caption-detail">
        ${samples ? `ステップ${formatCount(samples.step)}（固定した64個のノイズから）` : caption}
      </span>
    </figcaption>
    <image-grid
      id="samples"
      .tiles=${samples?.tiles ?? null}
      still=${stills.generated.url}
      label=${samples ? `ステップ${samples.step}で生成器が描いた64枚の画像` : description}
    ></image-grid>
  </figure>`;
}

function real({ session }: DcganState): TemplateResult {
  const images = session?.info.images;
  const where = images?.source === 'files' ? '選んだファイル' : 'MNIST';
  return html`<figure class="real">
    <figcaption>
      <span class="caption-title">本物の画像</span>
      <span class="caption-detail">
        ${images ? `${where}の${formatCount(images.count)}枚から64枚` : stills.real.caption}
      </span>
    </figcaption>
    <image-grid
      .tiles=${session?.info.realSamples ?? null}
      still=${stills.real.url}
      label=${images ? `学習に使う本物の画像のうち64枚（${where}）` : stills.real.description}
    ></image-grid>
  </figure>`;
}
