/** The functions by which a cell shows something; `../functions.ts` documents them. */
import * as tf from '@tensorflow/tfjs';
import type { Curve, NotebookFunctions, TableCell } from '../functions';
import { type CellOutput, outputLimits } from '../outputs';
import { describe, previewOf } from './describe';
import { imageBytesOf } from './image-bytes';

const {
  label: longestLabel,
  pixels,
  points,
  series,
  tableColumns,
  tableRows,
  tableText,
} = outputLimits;

export type Display = Pick<
  NotebookFunctions,
  'plot' | 'print' | 'progress' | 'showImages' | 'table'
> & {
  /** A cell's last value. */
  show(value: unknown): void;
};

/** @param emit takes what is to be shown below the cell */
export function createDisplay(
  emit: (output: CellOutput) => void,
  now = () => performance.now(),
): Display {
  const began = now();
  return {
    print(...values) {
      // A thing by itself can be looked into.
      const [only] = values;
      if (values.length === 1 && typeof only === 'object' && only !== null) {
        emit({ kind: 'value', value: describe(only) });
      } else emit({ kind: 'text', level: 'log', text: lineOf(values) });
    },
    show(value) {
      if (value !== undefined) emit({ kind: 'value', value: describe(value) });
    },
    showImages(images, { columns, labels, title, key } = {}) {
      const found = imageBytesOf(images);
      const { count, height, width } = found;
      if (count * height * width > pixels) {
        throw new RangeError(
          `画像が多すぎます。合わせて${pixels.toLocaleString('ja-JP')}画素まで表示できます。`,
        );
      }
      if (count === 0) throw new RangeError('表示する画像が1枚もありません。');
      const usual = found.columns ?? Math.ceil(Math.sqrt(count));
      emit({
        kind: 'images',
        ...found,
        columns: Math.min(1000, Math.max(1, Math.round(columns ?? usual))),
        ...(labels ? { labels: labelsFor(labels, count) } : {}),
        ...optional({ title, key }),
      });
    },
    table(rows, { digits, key } = {}) {
      emit({ kind: 'table', ...tableOf(rows, digits), ...optional({ key }) });
    },
    plot(curves, { title, x, y, key = 'plot' } = {}) {
      const all = Object.entries(curves).slice(0, series);
      const most = Math.floor(points / Math.max(1, all.length));
      emit({
        kind: 'curve',
        key: short(key),
        appends: false,
        series: all.map(([name, curve]) => ({ name: short(name), ...pointsOf(curve, most) })),
        ...optional({ title, xLabel: x, yLabel: y }),
      });
    },
    progress(done, total, label) {
      const ms = Math.max(0, now() - began);
      emit({
        kind: 'progress',
        done: count(done),
        total: count(total),
        ms,
        ...optional({ label }),
      });
    },
  };
}

/** As `console.log` writes its arguments. */
export function lineOf(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : previewOf(value, 2))).join(' ');
}

function tableOf(rows: readonly Readonly<Record<string, TableCell>>[], digits?: number) {
  const names = [...new Set(rows.slice(0, tableRows).flatMap((row) => Object.keys(row)))];
  const shown = names.slice(0, tableColumns);
  const omitted = Math.max(0, rows.length - tableRows);
  return {
    columns: shown.map((name) => ({
      name: short(name),
      ...(digits === undefined ? {} : { digits: Math.min(20, count(digits)) }),
    })),
    rows: rows.slice(0, tableRows).map((row) => shown.map((name) => cellOf(row[name]))),
    ...(omitted > 0 ? { omitted } : {}),
  };
}

function cellOf(value: unknown): TableCell {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return (typeof value === 'string' ? value : previewOf(value)).slice(0, tableText);
}

/** Of more points than can be shown, some that are spread evenly. */
function pointsOf(curve: Curve, most: number) {
  const isPair = typeof curve === 'object' && 'y' in curve;
  const values = numbersOf(isPair ? curve.y : curve);
  const places = isPair ? numbersOf(curve.x) : Float64Array.from(values, (_, i) => i);
  const length = Math.min(values.length, places.length);
  const every = Math.max(1, Math.ceil(length / most));
  const pick = (from: Float64Array) =>
    Float64Array.from({ length: Math.ceil(length / every) }, (_, i) => from[i * every] ?? NaN);
  return { x: pick(places), y: pick(values) };
}

function numbersOf(values: ArrayLike<number> | tf.Tensor): Float64Array {
  const list = values instanceof tf.Tensor ? values.dataSync() : values;
  return Float64Array.from(list, Number);
}

function labelsFor(labels: readonly (string | number)[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => short(String(labels[i] ?? '')));
}

function count(value: number): number {
  return Number.isFinite(value) ? Math.max(0, value) : 0;
}

function short(text: string): string {
  return String(text).slice(0, longestLabel);
}

/** Without what was left out. */
function optional<Name extends string>(
  texts: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const given = Object.entries(texts).filter(([, text]) => text !== undefined);
  return Object.fromEntries(given.map(([name, text]) => [name, short(text as string)])) as Partial<
    Record<Name, string>
  >;
}
