import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mnistFromIdxFiles } from '@lib/data/idx';
import type { NamedFile } from '@lib/data/named-file';
import {
  type Bytes,
  file,
  gzipped,
  images,
  labels,
  labelValues,
  pixels,
  size,
  withHeader,
} from '../support/digit-files';

const cut = (bytes: Bytes, length: number): Bytes => bytes.slice(0, length);
const read = (...files: NamedFile[]) => mnistFromIdxFiles(files);

describe('IDX files', () => {
  it('of one pair are read, plain or gzip-compressed', async () => {
    const expected = { images: pixels(5), labels: labelValues(5), count: 5, height: 28, width: 28 };
    const plain = [file('a', images(5)), file('b', labels(5))] as const;
    const compressed = [file('a', gzipped(images(5))), file('b', gzipped(labels(5)))] as const;
    expect(await read(...plain)).toEqual(expected);
    expect(await read(...compressed)).toEqual(expected);
    expect(await read(plain[1], compressed[0])).toEqual(expected);
  });

  it('of both pairs make one dataset, the larger pair first, each image with its own label', async () => {
    const dataset = await read(
      file('t10k-labels', labels(2, 7)),
      file('train-images', images(3)),
      file('t10k-images', images(2, 7)),
      file('train-labels', labels(3)),
    );
    expect(dataset.count).toBe(5);
    expect([...(dataset.labels ?? [])]).toEqual([0, 1, 2, 7, 8]);
    expect([0, 1, 2, 3, 4].map((i) => dataset.images[i * size])).toEqual([0, 1, 2, 112, 113]);
  });

  it('are told apart by their contents: names and order change nothing', async () => {
    const contents = [images(4), labels(4), images(3, 5), labels(3, 5)];
    const expected = await read(...contents.map((bytes, i) => file(`${i}`, bytes)));
    const order = fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 });
    const name = fc.string();
    const chosen = fc.tuple(order, fc.tuple(name, name, name, name), fc.array(fc.boolean()));
    await fc.assert(
      fc.asyncProperty(chosen, async ([positions, names, compress]) => {
        const files = positions.map((position, i) => {
          const bytes = contents[position] ?? new Uint8Array();
          return file(names[i] ?? '', compress[i] ? gzipped(bytes) : bytes);
        });
        expect(await read(...files)).toEqual(expected);
      }),
      { numRuns: 30 },
    );
  });

  it('of images alone are enough; labels are then unknown', async () => {
    const dataset = await read(file('a', images(3)));
    expect(dataset).toMatchObject({ count: 3, labels: null });
  });

  it('of labels for a part of the images leave the labels unknown', async () => {
    const dataset = await read(
      file('a', images(3)),
      file('b', images(2, 7)),
      file('c', labels(2, 7)),
    );
    expect(dataset).toMatchObject({ count: 5, labels: null });
  });

  it('of the real sizes are read: 60,000 and 10,000', async () => {
    const dataset = await read(
      file('train', images(60_000)),
      file('train-labels', labels(60_000)),
      file('t10k', images(10_000)),
      file('t10k-labels', labels(10_000)),
    );
    expect(dataset.count).toBe(70_000);
    expect(dataset.labels).toHaveLength(70_000);
    expect(dataset.images).toHaveLength(70_000 * size);
  });
});

describe('a refusal says what was received and what is needed when', () => {
  it('nothing is selected', async () => {
    await expect(read()).rejects.toThrow('ファイルが選ばれていません');
  });

  it('a file is not IDX', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a);
    await expect(read(file('a.png', png))).rejects.toThrow(
      '「a.png」はMNISTのIDXファイルではありません。先頭の数が2051（画像）か2049（ラベル）のはずですが、2303741511でした。',
    );
  });

  it('a file is too short to say what it is', async () => {
    await expect(read(file('a', new Uint8Array(3)))).rejects.toThrow('3バイトしかありません');
    await expect(read(file('a', new Uint8Array()))).rejects.toThrow('0バイトしかありません');
  });

  it('a file is IDX of another type or rank', async () => {
    const floats = withHeader([0x00000d03, 1, 28, 28], new Uint8Array(4 * size));
    await expect(read(file('a', floats))).rejects.toThrow('3331でした');
  });

  it('a file has one foreign file beside it', async () => {
    const text = new TextEncoder().encode('readme');
    await expect(read(file('a', images(2)), file('notes.txt', text))).rejects.toThrow(
      '「notes.txt」',
    );
  });

  it('images are cut off', async () => {
    const bytes = cut(images(3), 2000);
    await expect(read(file('train', bytes))).rejects.toThrow(
      '「train」は途中で切れています。2368バイトのはずですが、2000バイトでした。',
    );
  });

  it('labels are cut off', async () => {
    const files = [file('a', images(30)), file('b', cut(labels(30), 20))];
    await expect(read(...files)).rejects.toThrow('38バイトのはずですが、20バイトでした');
  });

  it('a header is cut off', async () => {
    for (const bytes of [images(1), labels(1)]) {
      for (let length = 4; length < 8; length++) {
        await expect(read(file('a', cut(bytes, length)))).rejects.toThrow('途中で切れています');
      }
    }
    await expect(read(file('a', cut(images(1), 15)))).rejects.toThrow('16バイトのはず');
  });

  it('there is more than the header says', async () => {
    const bytes = Uint8Array.of(...images(1), 0);
    await expect(read(file('a', bytes))).rejects.toThrow(
      '余分なデータがあります。800バイトのはずですが、801バイトでした',
    );
  });

  it('images have another size', async () => {
    const bytes = withHeader([2051, 2, 32, 20], new Uint8Array(2 * 32 * 20));
    await expect(read(file('usps', bytes))).rejects.toThrow(
      '「usps」の画像は縦32×横20画素です。縦28×横28画素の画像が必要です。',
    );
  });

  it('a header promises no images at all, or more than any memory holds', async () => {
    await expect(read(file('a', images(0)))).rejects.toThrow('「a」に入っている画像は0個です');
    const huge = withHeader([2051, 2 ** 32 - 1, 28, 28], new Uint8Array(size));
    await expect(read(file('a', huge))).rejects.toThrow('途中で切れています');
  });

  it('there are only labels', async () => {
    await expect(read(file('l1', labels(3)), file('l2', labels(2)))).rejects.toThrow(
      'ラベルのファイル（「l1」、「l2」）だけです',
    );
  });

  it('labels fit no images', async () => {
    const files = [file('train', images(3)), file('t10k', images(4)), file('l', labels(5))];
    await expect(read(...files)).rejects.toThrow(
      'ラベル「l」は5個ですが、画像は「t10k」は4枚、「train」は3枚です',
    );
  });

  it('the same images are there twice', async () => {
    const files = [file('train', images(3)), file('train.gz', gzipped(images(3)))];
    await expect(read(...files)).rejects.toThrow(
      '「train」と「train.gz」は、どちらも3個の画像のファイルです。どちらか一方だけを選んでください。',
    );
  });

  it('a gzip file is cut off anywhere', async () => {
    const bytes = gzipped(labels(10));
    for (let length = 2; length < bytes.length; length++) {
      await expect(read(file('a.gz', cut(bytes, length)))).rejects.toThrow(
        `「a.gz」のgzip圧縮を展開できません。ファイルが壊れているか、途中で切れています（受け取った大きさ：${length}バイト）。`,
      );
    }
  });

  it('a gzip file has a flipped bit', async () => {
    const bytes = gzipped(images(2));
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await expect(read(file('a.gz', bytes))).rejects.toThrow('gzip圧縮を展開できません');
  });

  it('bytes are anything at all: the error is always one of ours', async () => {
    const start = fc.constantFrom<number[]>([], [0, 0, 8, 3], [0, 0, 8, 1], [0x1f, 0x8b]);
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 64 }), async (magic, rest) => {
        const bytes = Uint8Array.of(...magic, ...rest);
        await expect(read(file('何か', bytes))).rejects.toThrow(/「何か」.*。$/);
      }),
    );
  });
});
