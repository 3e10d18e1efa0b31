/**
 * The images and labels in one file: MNIST's original format (IDX), an array of NumPy's, or an archive
 * of either.
 *
 * IDX has a big-endian header, then one byte a pixel or label. Images: magic 2051, count, rows, columns,
 * pixels. Labels: magic 2049, count, labels.
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section "File formats".
 */
import { classCount, digitSize } from './digit-classes';
import { foreignArchive, foreignFile, foreignSet } from './foreign-files';
import { gunzipIfGzip } from './gunzip';
import type { NamedFile } from './named-file';
import { isNpy, type NpyArray, readNpy } from './npy';
import { isZip, unzip } from './zip';

export interface DigitFile {
  readonly name: string;
  readonly kind: 'images' | 'labels';
  readonly count: number;
  /** In the memory of the file that they came in, where that is not compressed. */
  readonly values: Uint8Array;
}

/** Of a kind, in words. */
export const unit = { images: '画像', labels: 'ラベル' } as const;

const imagesMagic = 2051;
const labelsMagic = 2049;

/**
 * What a file holds, plain or gzip-compressed. What it is, its content says. An archive may hold other
 * files too, and the same ones twice.
 *
 * @throws (Japanese, naming the file) on anything else, broken, cut off, or of another image size
 */
export async function readDigitFile({ name, bytes }: NamedFile): Promise<DigitFile[]> {
  const content = await gunzipIfGzip(name, bytes);
  return isZip(content) ? readArchive(name, content, 1) : [readPlain(name, content)];
}

/** @param depth archives within it that are opened too: an .npz in a zip */
async function readArchive(name: string, bytes: Uint8Array, depth: number): Promise<DigitFile[]> {
  const others: string[] = [];
  const isWanted = (path: string) => {
    const isPicture = /\.(png|jpe?g)$/i.test(path);
    const isForeign = isPicture || foreignSet(path) !== null || foreignFile(path) !== null;
    if (isForeign) others.push(path);
    return !isForeign;
  };
  const read: DigitFile[] = [];
  for (const entry of unzip(name, bytes, isWanted)) {
    const label = `${name}/${entry.path}`;
    const content = await gunzipIfGzip(label, entry.bytes);
    if (isZip(content) && depth > 0) read.push(...(await readArchive(label, content, depth - 1)));
    else if (isNpy(content) || isIdx(content)) read.push(readPlain(label, content));
    else others.push(entry.path);
  }
  if (read.length === 0) throw new Error(foreignArchive(name, others));
  return read.filter((file, i) => !read.slice(0, i).some((earlier) => isSame(earlier, file)));
}

function readPlain(name: string, content: Uint8Array): DigitFile {
  const foreign = foreignSet(name);
  if (foreign) throw new Error(foreign);
  return isNpy(content) ? digitsOf(name, readNpy(name, content)) : readIdx(name, content);
}

/** Archives of MNIST often hold every file twice, in a folder and beside it. */
function isSame(a: DigitFile, b: DigitFile): boolean {
  if (a.kind !== b.kind || a.count !== b.count) return false;
  const isShared =
    a.values.buffer === b.values.buffer && a.values.byteOffset === b.values.byteOffset;
  if (isShared) return true;
  return a.values.every((value, i) => value === b.values[i]);
}

function isIdx(content: Uint8Array): boolean {
  const magic = magicOf(content);
  return magic === imagesMagic || magic === labelsMagic;
}

function magicOf(content: Uint8Array): number | null {
  return content.length < 4 ? null : viewOf(content).getUint32(0);
}

function readIdx(name: string, content: Uint8Array): DigitFile {
  const view = viewOf(content);
  const magic = magicOf(content);
  if (magic !== imagesMagic && magic !== labelsMagic) {
    const received = magic === null ? `${content.length}バイトしかありません` : `${magic}でした`;
    throw new Error(
      foreignFile(name, content) ??
        `「${name}」はMNISTのIDXファイルではありません。先頭の数が${imagesMagic}（画像）か${labelsMagic}（ラベル）のはずですが、${received}。`,
    );
  }
  const kind = magic === imagesMagic ? 'images' : 'labels';
  const headerBytes = kind === 'images' ? 16 : 8;
  if (content.length < headerBytes) throw wrongSize(name, content.length, headerBytes);
  const count = view.getUint32(4);
  if (count === 0) throw nothingIn(name, kind);
  if (kind === 'images') checkDimensions(name, view.getUint32(8), view.getUint32(12));
  const expected = headerBytes + count * (kind === 'images' ? digitSize ** 2 : 1);
  if (content.length !== expected) throw wrongSize(name, content.length, expected);
  const values = content.subarray(headerBytes);
  if (kind === 'labels') checkLabels(name, values);
  return { name, kind, count, values };
}

/** The digits in an array of NumPy's: `[count, 28, 28]` or `[count, 784]` bytes, or `[count]` integers. */
function digitsOf(name: string, { shape, type, data, headerBytes }: NpyArray): DigitFile {
  const [count = 0, ...each] = shape;
  const size = each.reduce((product, length) => product * length, 1);
  const kind = size === 1 && shape.length > 0 ? 'labels' : 'images';
  const [, sign = '', width = ''] = /^[|<>=]?([ui])([1248])$/.exec(type) ?? [];
  const isUsable = kind === 'labels' ? sign !== '' : `${sign}${width}` === 'u1';
  if (!isUsable) {
    const wanted = kind === 'labels' ? '整数' : '0から255の整数（u1）';
    throw new Error(
      `「${name}」の${unit[kind]}は${wanted}のはずですが、NumPyの型「${type}」でした。`,
    );
  }
  if (kind === 'images' && !/^(28,28|28,28,1|1,28,28|784)$/.test(String(each))) {
    throw new Error(
      `「${name}」の配列の形は[${shape.join('×')}]です。縦${digitSize}×横${digitSize}画素の白黒画像（[枚数×${digitSize}×${digitSize}]）が必要です。`,
    );
  }
  if (count === 0) throw nothingIn(name, kind);
  const expected = count * size * Number(width);
  if (data.length !== expected) {
    throw wrongSize(name, headerBytes + data.length, headerBytes + expected);
  }
  if (kind === 'images') return { name, kind, count, values: data };
  const values = integers(data, { width: Number(width), isBigEndian: type.startsWith('>') });
  checkLabels(name, values);
  return { name, kind, count, values };
}

/** Integers of 1 to 8 bytes as bytes; 255 for those that are no bytes. */
function integers(
  data: Uint8Array,
  { width, isBigEndian }: { readonly width: number; readonly isBigEndian: boolean },
): Uint8Array {
  if (width === 1) return data;
  const lowest = isBigEndian ? width - 1 : 0;
  return Uint8Array.from({ length: data.length / width }, (_, i) => {
    const bytes = data.subarray(i * width, (i + 1) * width);
    return bytes.every((byte, place) => byte === 0 || place === lowest)
      ? (bytes[lowest] ?? 0)
      : 255;
  });
}

function wrongSize(name: string, received: number, expected: number): Error {
  const reason = received < expected ? '途中で切れています' : '余分なデータがあります';
  return new Error(
    `「${name}」は${reason}。${expected}バイトのはずですが、${received}バイトでした。`,
  );
}

function nothingIn(name: string, kind: DigitFile['kind']): Error {
  return new Error(`「${name}」に入っている${unit[kind]}は0個です。`);
}

function checkDimensions(name: string, rows: number, columns: number): void {
  if (rows === digitSize && columns === digitSize) return;
  throw new Error(
    `「${name}」の画像は縦${rows}×横${columns}画素です。縦${digitSize}×横${digitSize}画素の画像が必要です。`,
  );
}

function checkLabels(name: string, values: Uint8Array): void {
  const stray = values.find((value) => value >= classCount);
  if (stray === undefined) return;
  throw new Error(
    `「${name}」のラベルに${stray}があります。使えるのは数字0から9のラベルだけです（文字の組は使えません）。`,
  );
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength);
}
