/** A shipped cell's example as HTML that needs no program: only the server draws it. */
import { html, nothing, type TemplateResult } from 'lit';
import { curveSketch } from '../../charts/sketch';
import { legend } from '../kit/legend';
import { axisWords, curveWords, imageWords } from './block-words';
import type { CellExample, ExampleBlock } from './example';
import { columnLook } from './table-entry';

type BlockOf<Kind extends ExampleBlock['kind']> = Extract<ExampleBlock, { kind: Kind }>;

/** @param addressOf gives the address of a picture by its file's name */
export function exampleView(
  { about, blocks }: CellExample,
  addressOf: (file: string) => string,
): TemplateResult {
  // By its id the place of a focus in it is found again.
  return html`<div class="under example" id="example" role="group" aria-label="実行例">
    <p class="from"><strong>実行例</strong>${about}</p>
    <div class="outputs">
      ${blocks.map(
        (block) => html`<div class="block ${block.kind}">${blockView(block, addressOf)}</div>`,
      )}
    </div>
  </div>`;
}

function blockView(block: ExampleBlock, addressOf: (file: string) => string) {
  switch (block.kind) {
    case 'text':
      return html`<p class="line" translate="no">${block.text}</p>`;
    case 'table':
      return table(block);
    case 'images':
      return images(block, addressOf(block.file));
    case 'curve':
      return curve(block);
  }
}

function table({ columns, rows }: BlockOf<'table'>): TemplateResult {
  const looks = columns.map(({ digits }, i) => columnLook(rows, i, digits));
  return html`<div class="scroll" tabindex="0" role="group" aria-label="表、${rows.length}行">
    <table>
      <thead>
        <tr>
          ${columns.map(
            ({ name, unit }, i) =>
              html`<th scope="col" class=${looks[i]?.kind}>
                ${name}${unit ? `（${unit}）` : nothing}
              </th>`,
          )}
        </tr>
      </thead>
      <tbody translate="no">
        ${rows.map(
          (row) =>
            html`<tr>
              ${looks.map(({ kind, format }, i) => html`<td class=${kind}>${format(row[i])}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function images(block: BlockOf<'images'>, address: string): TemplateResult {
  const { title, labels, size, columns } = block;
  const [width, height] = size;
  const about = [imageWords(block), ...(labels ?? [])].join('、');
  const style = labels ? `--columns: ${columns}` : `--image-width: ${width}px`;
  return html`<figure style=${style} class=${labels ? 'strip' : nothing}>
    ${title ? html`<figcaption>${title}</figcaption>` : nothing}
    <img src=${address} alt=${about} width=${width} height=${height} loading="lazy" />
    ${
      labels
        ? html`<ul class="labelled" translate="no" aria-hidden="true">
            ${labels.map((label) => html`<li>${label}</li>`)}
          </ul>`
        : nothing
    }
  </figure>`;
}

function curve({ steps, curves, ...about }: BlockOf<'curve'>): TemplateResult {
  const label = curveWords(about, { steps, entries: curves });
  return html`<figure>
    <figcaption>
      ${about.title ? html`<span class="caption-title">${about.title}</span>` : nothing}
      ${legend(curves)}
    </figcaption>
    <div class="plot-area">${curveSketch({ steps, curves, label })}</div>
    <div class="aside"><span>${axisWords(about)}</span></div>
  </figure>`;
}
