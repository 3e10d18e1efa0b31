/** A dataset from the reader's own files: those of MNIST, and what holds digits as they do. */
import { concatenate } from './concatenate';
import { digitSize } from './digit-classes';
import { type DigitFile, readDigitFile, unit } from './digit-file';
import type { MnistDataset } from './mnist';
import { quotedNames, type NamedFile } from './named-file';

/**
 * The images of one or more files as one dataset: the training pair, the test pair, or both, in any
 * order, as `readDigitFile` reads them. What a file is, its content says. Images and labels belong
 * together if there are equally many. Labels may be left out: then they are `null` for the whole
 * dataset.
 *
 * @returns the larger file's images first, `[count, 28, 28]`
 * @throws (Japanese, naming the file) on an empty selection, as `readDigitFile` does, and on labels
 *   without their images
 */
export async function mnistFromIdxFiles(files: readonly NamedFile[]): Promise<MnistDataset> {
  if (files.length === 0) {
    throw new Error('ファイルが選ばれていません。MNISTのIDX形式のファイルを選んでください。');
  }
  const read: DigitFile[] = [];
  // One after the other, so that no two are unpacked at a time.
  for (const file of files) read.push(...(await readDigitFile(file)));
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
    images: joined(images.map(({ values }) => values)),
    labels: paired.every((values) => values !== undefined) ? joined(paired) : null,
    count: images.reduce((sum, { count }) => sum + count, 0),
    height: digitSize,
    width: digitSize,
  };
}

/** Large sets are not copied for nothing. */
function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only, ...others] = parts;
  return only && others.length === 0 ? only : concatenate(parts);
}

/** The files, largest first; counts tell them apart, so no two may have the same. */
function oneOfEachCount(files: readonly DigitFile[]): DigitFile[] {
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

function refuseStrayLabels(images: readonly DigitFile[], labels: readonly DigitFile[]): void {
  const stray = labels.find((file) => !images.some(({ count }) => count === file.count));
  if (!stray) return;
  const counts = images.map(({ name, count }) => `「${name}」は${count}枚`).join('、');
  throw new Error(
    `画像とラベルの数が合いません。ラベル「${stray.name}」は${stray.count}個ですが、画像は${counts}です。`,
  );
}
