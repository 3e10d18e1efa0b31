/** Files of digits as readers have them: IDX, NumPy's, archives of either. */
import { gzipSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import type { NamedFile } from '@lib/data/named-file';

export const size = 28 * 28;
export type Bytes = Uint8Array<ArrayBuffer>;

export function withHeader(header: readonly number[], content: Uint8Array): Bytes {
  const bytes = new Uint8Array(4 * header.length + content.length);
  const view = new DataView(bytes.buffer);
  header.forEach((word, i) => {
    view.setUint32(4 * i, word);
  });
  bytes.set(content, 4 * header.length);
  return bytes;
}

/** Every pixel of image i of set s is s · 16 + i. */
export const pixels = (count: number, set = 0) =>
  Uint8Array.from({ length: count * size }, (_, p) => set * 16 + Math.floor(p / size));
export const labelValues = (count: number, set = 0) =>
  Uint8Array.from({ length: count }, (_, i) => (i + set) % 10);
export const images = (count: number, set = 0) =>
  withHeader([2051, count, 28, 28], pixels(count, set));
export const labels = (count: number, set = 0) =>
  withHeader([2049, count], labelValues(count, set));
export const gzipped = (bytes: Uint8Array): Bytes => Uint8Array.from(gzipSync(bytes));
export const file = (name: string, bytes: Uint8Array): NamedFile => ({
  name,
  bytes: Uint8Array.from(bytes).buffer,
});
export const zipped = (content: Zippable, name = 'archive.zip') => file(name, zipSync(content));

/** An array as NumPy saves it. */
export function npy(
  type: string,
  shape: readonly number[],
  data: Uint8Array,
  order = 'False',
): Bytes {
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${type}', 'fortran_order': ${order}, 'shape': (${tuple}), }`;
  const header = strToU8(`${text.padEnd(117)}\n`);
  return Uint8Array.of(0x93, ...strToU8('NUMPY'), 1, 0, header.length, 0, ...header, ...data);
}
