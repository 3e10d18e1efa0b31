import type { DrawnDigits, LatentSamples } from '@lib/lookups/latent-space';
import { html, type TemplateResult } from 'lit';
import { neighbourCount, pathLength } from './plan';
import type { LatentState } from './types';
import { describe, meanImage, picture, range, tileOf, tilesOf } from './tile';

/** What was drawn last, each way of looking in its own manner. */
export function results(state: LatentState, samples: LatentSamples): TemplateResult {
  const { answer, own } = state;
  if (!answer) return html`<p class="hint">グループに画像を入れると、ここに結果が出ます。</p>`;
  const { plan, digits } = answer;
  switch (plan.mode) {
    case 'arithmetic':
      return arithmetic(own, samples, digits);
    case 'interpolation':
      return interpolation(digits);
    case 'slice':
      return slice(digits);
    case 'sliders':
      return moved(digits);
  }
}

const figure = (caption: string, body: TemplateResult, kind = '') =>
  html`<figure class=${kind}>
    <figcaption>${caption}</figcaption>
    ${body}
  </figure>`;

function arithmetic({ groups }: LatentState['own'], samples: LatentSamples, digits: DrawnDigits) {
  const one = (i: number, label: string) => picture(tileOf(digits.images, i), label);
  const signs = ['A', '− B', '+ C', '＝ 結果'];
  const [a, b, c] = [groups.a, groups.b, groups.c].map((members) =>
    meanImage(samples.images, members),
  );
  const pixels = Uint8Array.from({ length: a?.length ?? 0 }, (_, k) =>
    Math.min(255, Math.max(0, (a?.[k] ?? 0) - (b?.[k] ?? 0) + (c?.[k] ?? 0))),
  );
  return html`<div class="equation">
      ${signs.map((sign, i) =>
        figure(i < 3 ? `${sign} の平均` : sign, one(i, `${sign}：${describe(digits, i)}`)),
      )}
    </div>
    <div class="beside">
      ${figure(
        '結果（左上）と、そのまわり',
        picture(
          tilesOf(range(digits, 3, 3 + neighbourCount), 3),
          `結果のzに小さな乱数を足して描いた${neighbourCount}枚`,
        ),
      )}
      ${figure(
        '画素の値をそのまま足し引きした場合',
        picture(tilesOf(pixels, 1), '同じ画像の平均を画素の値のまま足し引きしたもの'),
      )}
    </div>
    <p class="reading" role="status">結果は${describe(digits, 3)}。Cは${describe(digits, 2)}。</p>`;
}

function interpolation(digits: DrawnDigits): TemplateResult {
  const way = (from: number) => picture(tilesOf(range(digits, from, from + pathLength), 9), pathOf);
  const pathOf = 'AからBまで、左から右へ9枚';
  const classes = (from: number) => [...digits.classes.slice(from, from + pathLength)].join('、');
  return html`${figure('まっすぐな経路：(1 − t)A + tB', way(0), 'wide')}
    ${figure('球面に沿った経路', way(pathLength), 'wide')}
    <p class="reading" role="status">
      分類器の判定。まっすぐな経路：${classes(0)}。球面に沿った経路：${classes(pathLength)}。
    </p>`;
}

function slice(digits: DrawnDigits): TemplateResult {
  const count = new Set(digits.classes).size;
  return html`${figure(
      '左上はA、右上はB、左下はC、右下はB + C − A',
      picture(tilesOf(digits.images, pathLength), 'A、B、Cを通る平面から9×9枚'),
      'square',
    )}
    <p class="reading" role="status">
      81枚を分類器は${count}種類の数字と判定しました（${[...new Set(digits.classes)].sort().join('、')}）。
    </p>`;
}

function moved(digits: DrawnDigits): TemplateResult {
  const one = (i: number, label: string) => picture(tileOf(digits.images, i), label);
  return html`<div class="equation">
      ${figure('A の平均', one(0, describe(digits, 0)))}
      ${figure('動かしたもの', one(1, describe(digits, 1)))}
    </div>
    <p class="reading" role="status">
      もとは${describe(digits, 0)}。動かすと${describe(digits, 1)}。
    </p>`;
}
