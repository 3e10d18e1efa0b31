import type { TensorSummary, ValueNode } from '@lib/notebook/outputs';
import { html, nothing, type TemplateResult } from 'lit';
import { formatCount } from '../kit/format';

/** A value to open level by level: nested disclosures, so that the keyboard opens them as anywhere. */
export function valueTree(value: ValueNode): TemplateResult {
  return html`<div class="tree" translate="no">${node(null, value, true)}</div>`;
}

function node(name: string | null, value: ValueNode, isOpen = false): TemplateResult {
  const { entries = [], omitted = 0, tensor } = value;
  const line = html`${name === null ? nothing : html`<span class="key">${name}</span>: `}<span
      class="value"
      data-type=${value.type}
      >${value.preview}</span
    >`;
  if (entries.length === 0 && !tensor) return html`<div class="leaf">${line}</div>`;
  return html`<details ?open=${isOpen}>
    <summary>${line}</summary>
    <div class="entries">
      ${tensor ? tensorFacts(tensor) : nothing}
      ${entries.map((entry) => node(entry.name, entry.value))}
      ${omitted > 0 ? html`<p class="aside">ほか${formatCount(omitted)}個</p>` : nothing}
    </div>
  </details>`;
}

function tensorFacts({ shape, dtype, range, first }: TensorSummary): TemplateResult {
  const facts: (readonly [string, string])[] = [
    ['形', `[${shape.join(', ')}]`],
    ['型', dtype],
  ];
  if (range) {
    facts.push(['最小', short(range.min)], ['平均', short(range.mean)], ['最大', short(range.max)]);
  }
  const count = shape.reduce((product, size) => product * size, 1);
  const values = `${first.map(short).join(', ')}${count > first.length ? ', …' : ''}`;
  return html`<dl>
      ${facts.map(
        ([fact, text]) =>
          html`<div>
            <dt translate="yes">${fact}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>
    ${first.length > 0 ? html`<p class="numbers">${values}</p>` : nothing}`;
}

function short(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(4)));
}
