/**
 * The reader of MNIST's original files (IDX): a big-endian header, then one byte a pixel or label.
 *
 * Images: magic 2051, count, rows, columns, pixels. Labels: magic 2049, count, labels.
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits", section "File formats".
 */
import { concatenate } from './concatenate';
import { gunzipIfGzip } from './gunzip';
import type { MnistDataset } from './mnist';
import { digitSize } from './digit-classes';
import { quotedNames, type NamedFile } from './named-file';

interface IdxFile {
  readonly name: string;
  readonly kind: 'images' | 'labels';
  readonly count: number;
  readonly values: Uint8Array;
}

const imagesMagic = 2051;
const labelsMagic = 2049;

/**
 * The images of one or more IDX files as one dataset: the training pair, the test pair, or both, plain
 * or gzip-compressed, in any order. What a file is, its content says. Images and labels belong
 * together if there are equally many. Labels may be left out: then they are `null` for the whole
 * dataset.
 *
 * @returns the larger file's images first, `[count, 28, 28]`
 * @throws (Japanese, naming the file) on an empty selection, on a file that is not IDX, broken, cut
 *   off or of another image size, and on labels without their images
 */
export async function mnistFromIdxFiles(files: readonly NamedFile[]): Promise<MnistDataset> {
  if (files.length === 0) {
    throw new Error('ファイルが選ばれていません。MNISTのIDX形式のファイルを選んでください。');
  }
  const read = await Promise.all(files.map(readIdxFile));
  const images = oneOfEachCount(read.filter(({ kind }) => kind === 'images'));
  const labels = oneOfEachCount(read.filter(({ kind }) => kind === 'labels'));
  if (images.length === 0) {
    throw new Error(
      `画像のファイルがありません。受け取ったのはラベルのファイル（${quotedNames(labels)}）だけです。画像のファイル（train-images-idx3-ubyteなど）も選んでください。`,
    );
  }
  refuseStrayLabels(images, labels);

  const paired = images.map(({ count }) => labels.find((file) => file.count === count)?.values);
  return {
    images: concatenate(images.map(({ values }) => values)),
    labels: paired.every((values) => values !== undefined) ? concatenate(paired) : null,
    count: images.reduce((sum, { count }) => sum + count, 0),
    height: digitSize,
    width: digitSize,
  };
}

async function readIdxFile({ name, bytes }: NamedFile): Promise<IdxFile> {
  const content = await gunzipIfGzip(name, bytes);
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const magic = content.length < 4 ? null : view.getUint32(0);
  if (magic !== imagesMagic && magic !== labelsMagic) {
    const received = magic === null ? `${content.length}バイトしかありません` : `${magic}でした`;
    throw new Error(
      `「${name}」はMNISTのIDXファイルではありません。先頭の数が${imagesMagic}（画像）か${labelsMagic}（ラベル）のはずですが、${received}。`,
    );
  }
  const kind = magic === imagesMagic ? 'images' : 'labels';
  const headerBytes = kind === 'images' ? 16 : 8;
  if (content.length < headerBytes) throw wrongSize(name, content.length, headerBytes);
  const count = view.getUint32(4);
  if (count === 0) throw new Error(`「${name}」に入っている${unit[kind]}は0個です。`);
  if (kind === 'images') checkDimensions(name, view.getUint32(8), view.getUint32(12));

  const expected = headerBytes + count * (kind === 'images' ? digitSize ** 2 : 1);
  if (content.length !== expected) throw wrongSize(name, content.length, expected);
  return { name, kind, count, values: content.subarray(headerBytes) };
}

const unit = { images: '画像', labels: 'ラベル' } as const;

function wrongSize(name: string, received: number, expected: number): Error {
  const reason = received < expected ? '途中で切れています' : '余分なデータがあります';
  return new Error(
    `「${name}」は${reason}。${expected}バイトのはずですが、${received}バイトでした。`,
  );
}

function checkDimensions(name: string, rows: number, columns: number): void {
  if (rows === digitSize && columns === digitSize) return;
  throw new Error(
    `「${name}」の画像は縦${rows}×横${columns}画素です。縦${digitSize}×横${digitSize}画素の画像が必要です。`,
  );
}

/** The files, largest first; counts tell them apart, so no two may have the same. */
function oneOfEachCount(files: readonly IdxFile[]): IdxFile[] {
  const sorted = [...files].sort((a, b) => b.count - a.count);
  sorted.forEach((file, i) => {
    const previous = sorted[i - 1];
    if (previous?.count !== file.count) return;
    throw new Error(
      `「${previous.name}」と「${file.name}」は、どちらも${file.count}個の${unit[file.kind]}のファイルです。どちらか一方だけを選んでください。`,
    );
  });
  return sorted;
}

function refuseStrayLabels(images: readonly IdxFile[], labels: readonly IdxFile[]): void {
  const stray = labels.find((file) => !images.some(({ count }) => count === file.count));
  if (!stray) return;
  const counts = images.map(({ name, count }) => `「${name}」は${count}枚`).join('、');
  throw new Error(
    `画像とラベルの数が合いません。ラベル「${stray.name}」は${stray.count}個ですが、画像は${counts}です。`,
  );
}
