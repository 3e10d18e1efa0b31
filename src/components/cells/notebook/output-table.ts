import type { CellOutputOf } from '@lib/notebook/outputs';
import { css, html, LitElement, nothing } from 'lit';
import { base } from '../kit/styles/base';
import { commands } from '../kit/styles/commands';
import { download } from '../kit/download';
import { formatCount } from '../kit/format';
import { toCsv } from './curve-lines';
import { quietButton, quietButtonStyles } from './quiet-button';
import { columnLook, type TableEntry } from './table-entry';
import { tableStyles } from './table-styles';

type Table = CellOutputOf<'table'>;

/** Rows that stand there at first; a press shows the rest. */
const firstRows = 20;

/** `<output-table>`: rows that the reader can sort by a column and save. Properties: `table`; `name`, of the file. */
export class OutputTable extends LitElement {
  static override properties = {
    table: { attribute: false },
    name: {},
    order: { state: true },
    isWhole: { state: true },
  };

  static override styles = [
    base,
    commands,
    quietButtonStyles,
    tableStyles,
    css`
      th button {
        min-block-size: 1.75rem;
        padding: 0;
        border: 0;
        background: none;
        color: var(--color-muted);
        font: inherit;
        cursor: pointer;
      }
      th[aria-sort='ascending'] button::after {
        content: '↑';
      }
      th[aria-sort='descending'] button::after {
        content: '↓';
      }
      th button:hover {
        color: var(--color-ink);
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 0.25rem 0.75rem;
        padding-block-start: 0.4rem;
        color: var(--color-muted);
        font-size: 0.75rem;
      }
    `,
  ];

  declare table: Table;
  declare name: string;
  declare private order: { readonly column: number; readonly isDown: boolean } | null;
  declare private isWhole: boolean;

  constructor() {
    super();
    this.table = { kind: 'table', columns: [], rows: [] };
    this.name = '';
    this.order = null;
    this.isWhole = false;
  }

  protected override render() {
    const { columns, omitted = 0 } = this.table;
    const rows = this.sorted();
    const shown = this.isWhole ? rows : rows.slice(0, firstRows);
    const looks = columns.map(({ digits }, i) => columnLook(rows, i, digits));
    return html`<div class="scroll" tabindex="0" role="group" aria-label="表、${rows.length}行">
        <table>
          <thead>
            <tr>
              ${columns.map((_, i) => this.head(i, looks[i]?.kind ?? 'text'))}
            </tr>
          </thead>
          <tbody translate="no">
            ${shown.map(
              (row) =>
                html`<tr>
                  ${looks.map(
                    ({ kind, format }, i) => html`<td class=${kind}>${format(row[i])}</td>`,
                  )}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <div class="foot">
        <span
          >${formatCount(rows.length + omitted)}行${omitted > 0 ? `のうち${formatCount(rows.length)}行` : ''}</span
        >
        ${
          shown.length < rows.length
            ? quietButton('すべての行を見る', () => (this.isWhole = true))
            : nothing
        }
        ${quietButton('CSVで保存', () => {
          this.save();
        })}
      </div>`;
  }

  private head(i: number, kind: 'number' | 'text') {
    const { name, unit } = this.table.columns[i] ?? { name: '' };
    const isHere = this.order?.column === i;
    const direction = this.order?.isDown ? 'descending' : 'ascending';
    return html`<th scope="col" class=${kind} aria-sort=${isHere ? direction : nothing}>
      <button
        type="button"
        @click=${() => {
          this.sortBy(i);
        }}
      >
        ${name}${unit ? `（${unit}）` : ''}
      </button>
    </th>`;
  }

  /** Upwards, downwards, as they came. */
  private sortBy(column: number): void {
    if (this.order?.column !== column) this.order = { column, isDown: false };
    else this.order = this.order.isDown ? null : { column, isDown: true };
  }

  private sorted(): Table['rows'] {
    const { order } = this;
    if (!order) return this.table.rows;
    const sign = order.isDown ? -1 : 1;
    return this.table.rows.toSorted(
      (a, b) => sign * compare(a[order.column] ?? null, b[order.column] ?? null),
    );
  }

  private save(): void {
    const { columns, rows } = this.table;
    const names = columns.map(({ name, unit }) => (unit ? `${name} (${unit})` : name));
    download(new Blob([toCsv([names, ...rows])], { type: 'text/csv' }), `${this.name}.csv`);
  }
}

function compare(a: TableEntry, b: TableEntry): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a ?? '').localeCompare(String(b ?? ''), 'ja');
}

if (!customElements.get('output-table')) customElements.define('output-table', OutputTable);

declare global {
  interface HTMLElementTagNameMap {
    'output-table': OutputTable;
  }
}
