/** Entries of a cell's table as the reader sees them. */
import type { CellOutputOf } from '@lib/notebook/outputs';
import { formatCount } from '../kit/format';

type Rows = CellOutputOf<'table'>['rows'];
export type TableEntry = Rows[number][number];

export interface ColumnLook {
  readonly kind: 'number' | 'text';
  readonly format: (entry: TableEntry | undefined) => string;
}

/** @param digits decimals, unless all numbers of the column are integers; four significant figures if left out */
export function columnLook(rows: Rows, column: number, digits: number | undefined): ColumnLook {
  const entries = rows.map((row) => row[column]);
  const isWhole = entries.every((entry) => typeof entry !== 'number' || Number.isInteger(entry));
  return {
    kind: entries.some((entry) => typeof entry === 'string') ? 'text' : 'number',
    format(entry = null) {
      if (entry === null) return '—';
      if (typeof entry !== 'number') return String(entry);
      const text = isWhole
        ? formatCount(entry)
        : digits === undefined
          ? String(Number(entry.toPrecision(4)))
          : entry.toFixed(digits);
      return text.replaceAll('-', '−');
    },
  };
}
