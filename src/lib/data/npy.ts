/**
 * The reader of NumPy's arrays (.npy, versions 1 to 3): a magic string, a header that is a Python
 * dictionary in text, the numbers. An .npz file is a zip of them.
 *
 * Source: NumPy, "numpy.lib.format", section "Format Version 1.0" and after.
 */

export interface NpyArray {
  readonly shape: readonly number[];
  /** As NumPy writes it: `|u1` for bytes, `<i8`, `<f4`. */
  readonly type: string;
  /** The numbers with the last index running fastest, in the file's own memory. */
  readonly data: Uint8Array;
  /** Bytes before the numbers. */
  readonly headerBytes: number;
}

const magic = '\x93NUMPY';

export function isNpy(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, magic.length)) === magic;
}

/** @throws (Japanese, naming the file) on a header that is broken, or of arrays stored column by column */
export function readNpy(name: string, bytes: Uint8Array): NpyArray {
  const start = (bytes[6] ?? 0) > 1 ? 12 : 10;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < start ? 0 : sizeOfHeader(view, start);
  const header = new TextDecoder().decode(bytes.subarray(start, start + length));
  const [, type] = /'descr':\s*'([^']*)'/.exec(header) ?? [];
  const [, order] = /'fortran_order':\s*(True|False)/.exec(header) ?? [];
  // Python 2 wrote long numbers with an L.
  const [, sizes] = /'shape':\s*\(([\dL,\s]*)\)/.exec(header) ?? [];
  if (type === undefined || order === undefined || sizes === undefined) {
    throw new Error(
      `「${name}」のNumPy配列の見出しを読めません。ファイルが壊れているか、途中で切れています（受け取った大きさ：${bytes.length}バイト）。`,
    );
  }
  const shape = (sizes.match(/\d+/g) ?? []).map(Number);
  if (order === 'True' && shape.length > 1) {
    throw new Error(
      `「${name}」のNumPy配列は、列の順（fortran_order）に並んでいるので読めません。行の順に並べて保存し直してください。`,
    );
  }
  return { shape, type, data: bytes.subarray(start + length), headerBytes: start + length };
}

function sizeOfHeader(view: DataView, start: number): number {
  return start === 12 ? view.getUint32(8, true) : view.getUint16(8, true);
}
