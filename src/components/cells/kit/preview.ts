/** What a cell opens with, as its `preview.json` holds it: see `tools/make-previews.ts`. */
import type { CellState, CellTypes, Preview } from './cell-state';

/** The part of a state that a preview shows. */
export function previewOf<T extends CellTypes>(state: CellState<T>): Preview<T> {
  const { step, pictureStep, cause, headStart, lanes, curves, watchCurves, watched, info, own } =
    state;
  return { step, pictureStep, cause, headStart, lanes, curves, watchCurves, watched, info, own };
}

/**
 * For `JSON.stringify`: numbers as a picture shows them, images as text.
 *
 * @param figures significant figures of a number; more where the reader is to add numbers up
 */
export function previewWriter(figures = 3) {
  return (_name: string, value: unknown): unknown => {
    if (value instanceof Uint8Array) return { bytes: btoa(String.fromCharCode(...value)) };
    if (ArrayBuffer.isView(value)) return { floats: [...(value as Float32Array)] };
    if (typeof value !== 'number') return value;
    if (!Number.isFinite(value)) return null;
    // From 1000 on, cells show every digit before the point.
    return Number(value.toPrecision(Math.abs(value) < 1000 ? figures : Math.max(figures, 4)));
  };
}

/** For `JSON.parse`: images and rows of numbers as they were. */
export function readPreview(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('bytes' in value) {
    return Uint8Array.from(atob(String(value.bytes)), (letter) => letter.charCodeAt(0));
  }
  return 'floats' in value ? Float32Array.from(value.floats as number[]) : value;
}
