/** What a run has shown, below its cell. */
import { tileImages } from '@lib/data/image-grid';
import type { CellOutputOf } from '@lib/notebook/outputs';
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import '../../charts/image-grid';
import '../../charts/line-chart';
import { tilesToPng } from '../../charts/image-grid';
import { download } from '../kit/download';
import { formatCount, formatDuration, formatMeasure } from '../kit/format';
import { legend } from '../kit/legend';
import { axisWords, curveWords, imageWords } from './block-words';
import { curveLines, curvesToCsv } from './curve-lines';
import { failureView, type GoTo } from './failure-view';
import type { OutputBlock } from './output-blocks';
import './output-table';
import { quietButton } from './quiet-button';
import { valueTree } from './value-tree';

/** Lines of text that stand there without scrolling within themselves. */
const openLines = 16;

export interface OutputContext {
  /** For the names of files. */
  readonly cell: string;
  readonly goTo: GoTo;
  /** A failure of a callback, in the reader's text. */
  readonly isBusy: boolean;
}

export function outputList(blocks: readonly OutputBlock[], context: OutputContext): TemplateResult {
  return html`${repeat(
    blocks,
    (_, i) => i,
    (block) => html`<div class="block ${block.kind}">${blockView(block, context)}</div>`,
  )}`;
}

function blockView(block: OutputBlock, context: OutputContext) {
  switch (block.kind) {
    case 'text':
      return textLines(block);
    case 'value':
      return valueTree(block.value);
    case 'table':
      return html`<output-table .table=${block} name=${context.cell}></output-table>`;
    case 'images':
      return images(block, context);
    case 'curve':
      return curve(block, context);
    case 'progress':
      return progressBar(block, context.isBusy);
    case 'error':
      return failureView(block.failure, context.goTo);
  }
}

function textLines({ lines, omitted }: Extract<OutputBlock, { kind: 'text' }>): TemplateResult {
  const count = lines.reduce((sum, { text }) => sum + text.split('\n').length, 0);
  const isLong = count > openLines;
  return html`<div
      class="lines ${isLong ? 'long' : ''}"
      translate="no"
      tabindex=${isLong ? '0' : nothing}
      role=${isLong ? 'group' : nothing}
      aria-label=${isLong ? `出力、${count}行` : nothing}
    >
      ${lines.map(
        ({ level, text }) =>
          html`<pre class="line ${level}">
${level === 'log' ? nothing : levelName(level)}${text}</pre>`,
      )}
    </div>
    ${
      omitted > 0
        ? html`<p class="aside">ここから先の${formatCount(omitted)}行は省きました。</p>`
        : nothing
    }`;
}

function levelName(level: 'warn' | 'error'): TemplateResult {
  return html`<span class="visually-hidden">${level === 'warn' ? '注意：' : 'エラー：'}</span>`;
}

function images(block: CellOutputOf<'images'>, { cell }: OutputContext): TemplateResult {
  const { bytes, count, height, width, columns, channels, labels, title } = block;
  const tiles = tileImages({ images: bytes, count, height, width, columns, channels });
  const side = Math.min(columns, count);
  const save = async () => {
    download(await tilesToPng(tiles), `${cell}.png`);
  };
  return html`<figure style="--image-width: ${side * width}px">
    ${title ? html`<figcaption>${title}</figcaption>` : nothing}
    ${labels ? labelledImages(block, labels) : html`<image-grid .tiles=${tiles} label=${imageWords(block)}></image-grid>`}
    <div class="aside">
      <span translate="no">${count}枚、${height}×${width}</span>
      ${quietButton('PNGで保存', () => void save())}
    </div>
  </figure>`;
}

function labelledImages(
  { bytes, count, height, width, columns, channels }: CellOutputOf<'images'>,
  labels: readonly string[],
): TemplateResult {
  const size = height * width * channels;
  const each = Array.from({ length: count }, (_, i) => ({
    label: labels[i] ?? '',
    tiles: tileImages({
      images: bytes.subarray(i * size, (i + 1) * size),
      ...{ count: 1, height, width, columns: 1, channels },
    }),
  }));
  return html`<ul class="labelled" style="--columns: ${columns}">
    ${each.map(
      ({ label, tiles }) =>
        html`<li>
          <image-grid .tiles=${tiles} label=${label || '画像'}></image-grid>
          <span translate="no" aria-hidden="true">${label}</span>
        </li>`,
    )}
  </ul>`;
}

function curve(
  { about, series }: Extract<OutputBlock, { kind: 'curve' }>,
  { cell }: OutputContext,
): TemplateResult {
  const { steps, curves } = curveLines(series);
  const entries = curves.map((line, i) => ({
    ...line,
    latest: series[i]?.y.at(-1) ?? null,
    format: formatMeasure,
  }));
  const label = curveWords(about, { steps, entries });
  const save = () => {
    const text = curvesToCsv(about.xLabel ?? 'x', series);
    download(new Blob([text], { type: 'text/csv' }), `${cell}-${about.key}.csv`);
  };
  return html`<figure>
    <figcaption>
      ${about.title ? html`<span class="caption-title">${about.title}</span>` : nothing}
      ${legend(entries)}
    </figcaption>
    <div class="plot-area">
      <line-chart .steps=${steps} .curves=${curves} label=${label}></line-chart>
    </div>
    <div class="aside">
      <span>${axisWords(about)}</span>
      ${quietButton('CSVで保存', save)}
    </div>
  </figure>`;
}

function progressBar(
  { done, total, ms, label }: CellOutputOf<'progress'>,
  isBusy: boolean,
): TemplateResult {
  const isKnown = total > 0;
  const left = isKnown && done > 0 && done < total ? (ms / done) * (total - done) : null;
  const isEnded = isKnown && done >= total;
  const counted = isKnown ? `${formatCount(done)} / ${formatCount(total)}` : formatCount(done);
  const name = label ?? '進み';
  const times = [
    // A training says so by itself.
    isBusy && left !== null && !label?.includes('残り') ? `残り約${formatDuration(left)}` : null,
    isEnded || !isBusy ? formatDuration(ms) : null,
  ].filter((part) => part !== null);
  // Once all is done, the numbers say so.
  const bar = html`<progress
    aria-label=${name}
    aria-valuetext=${[counted, ...times].join('、')}
    value=${isKnown ? Math.min(done, total) : isBusy ? nothing : 0}
    max=${isKnown ? total : 1}
  ></progress>`;
  return html`${isEnded && !isBusy ? nothing : bar}
    <p class="aside">
      <span>${label ? `${label}　` : ''}<span translate="no">${counted}</span></span>
      <span>${times.join('、')}</span>
    </p>`;
}
