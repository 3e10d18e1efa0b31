import { tileImages } from '@lib/data/image-grid';
import { html, nothing, type TemplateResult } from 'lit';
import { commandButton } from '../kit/buttons';
import { formatCount, formatMeasure } from '../kit/format';
import { type DcganState, type DcganView, hasNetworks } from './types';

/** Any of the samples beside the training image nearest to it. */
export function inspection(state: DcganState, commands: DcganView['commands']): TemplateResult {
  const { inspected, isBusy } = state.own;
  return html`<section>
    <h4>いちばん近い学習画像</h4>
    <p class="hint">
      生成器が学習画像を丸暗記していれば、そっくりな1枚が見つかります。番号は、上の生成画像の左上を1として右へ数えます。
    </p>
    <form
      class="toolbar"
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget as HTMLFormElement);
        commands.inspectSample(Number(data.get('sample')) - 1);
      }}
    >
      <label class="sample-number"
        >番号 <input name="sample" type="number" min="1" max="64" value="1" required
      /></label>
      <button
        type="submit"
        class="button"
        aria-disabled=${hasNetworks(state) && !isBusy ? nothing : 'true'}
      >
        探す
      </button>
    </form>
    ${inspected ? compared(inspected) : nothing}
  </section>`;
}

function compared(inspected: NonNullable<DcganState['own']['inspected']>): TemplateResult {
  const { index, step, image, nearest, distance, score } = inspected;
  return html`<div class="pair" role="status">
    ${single(image, `生成画像${index + 1}番`, `ステップ${formatCount(step)}、D = ${formatMeasure(score)}`)}
    ${single(nearest, '最も近い学習画像', `画素の差の大きさ${Math.round(distance)}`)}
  </div>`;
}

function single(image: Uint8Array, title: string, detail: string): TemplateResult {
  const tiles = tileImages({ images: image, count: 1, height: 28, width: 28, columns: 1 });
  return html`<figure>
    <image-grid .tiles=${tiles} label=${title}></image-grid>
    <figcaption><span>${title}</span><span class="caption-detail">${detail}</span></figcaption>
  </figure>`;
}

/** Samples that the discriminator takes for real most. */
export function bestSamples(state: DcganState, commands: DcganView['commands']): TemplateResult {
  const { best, isBusy } = state.own;
  return html`<section>
    <h4>識別器がいちばんだまされた画像</h4>
    <div class="toolbar">
      ${commandButton({
        label: '256枚から選ぶ',
        isEnabled: hasNetworks(state) && !isBusy,
        onPress: commands.bestSamples,
      })}
    </div>
    ${
      best
        ? html`<figure>
            <image-grid
              .tiles=${best.tiles}
              label=${`Dの値が大きい順に${best.scores.length}枚`}
            ></image-grid>
            <figcaption>
              <span class="caption-detail" role="status"
                >ステップ${formatCount(best.step)}、Dの値が大きい順に${best.scores.length}枚（${formatMeasure(best.scores[0] ?? NaN)}から${formatMeasure(best.scores.at(-1) ?? NaN)}）</span
              >
            </figcaption>
          </figure>`
        : nothing
    }
  </section>`;
}
