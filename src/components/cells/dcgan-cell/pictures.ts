import type { ImageTiles } from '@lib/data/image-grid';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { formatCount } from '../kit/format';
import type { DcganState, DcganView } from './types';
import { stills } from './stills';

/** The generator's images of the run's fixed noise, beside as many real ones or what its own weights draw. */
export function pictures(view: DcganView): TemplateResult {
  return html`${generated(view)}${own(view.state) ?? real(view.state)}`;
}

function generated({ state, commands }: DcganView): TemplateResult {
  const tiles = state.lanes[0]?.picture ?? null;
  const { pictureStep, used } = state;
  const isAveraged = used !== null && used.drawnWeights !== 'own';
  const { caption, description } = stills.generated;
  return html`<figure class="generated">
    <figcaption>
      <span class="caption-title"
        >生成画像${isAveraged ? '（平均した重み）' : ''}${tiles ? nothing : html`<span class="mark">見本</span>`}</span
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

/** What G draws by its weights as they are, beside what their average draws. */
function own({ watched, used }: DcganState): TemplateResult | null {
  const seen = watched['own'];
  if (!seen || used?.drawnWeights !== 'both') return null;
  return html`<figure class="own">
    <figcaption>
      <span class="caption-title">そのままの重み</span>
      <span class="caption-detail">ステップ${formatCount(seen.step)}（同じノイズから）</span>
    </figcaption>
    <image-grid
      .tiles=${seen.value as ImageTiles}
      label=${`ステップ${seen.step}で、平均しない重みが描いた64枚の画像`}
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
