import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CellExample } from '@components/cells/notebook/example';
import { codeCells } from '@lib/notebook/cells';
import { exampleHash, examplesFolder } from '../../../tools/lib/example-sources';
import { root } from '../../../tools/lib/steps.mjs';

const examples = codeCells.map(({ id }) => {
  const text = readFileSync(join(root, examplesFolder, `${id}.json`), 'utf8');
  return { id, example: JSON.parse(text) as CellExample };
});
const pictures = examples.flatMap(({ example }) =>
  example.blocks.flatMap((block) => (block.kind === 'images' ? [block] : [])),
);

describe('what the cells open with', () => {
  test('is of the code that stands there', () => {
    const outdated = examples.filter(({ example }) => example.hash !== exampleHash());
    const how = 'node tools/typescript.mjs tools/make-examples.ts makes them anew';
    expect(
      outdated.map(({ id }) => id),
      how,
    ).toEqual([]);
  });

  test('has its pictures, of the size that the page keeps room for, and no others', () => {
    const files = readdirSync(join(root, examplesFolder)).filter((file) => file.endsWith('.png'));
    expect(files.sort()).toEqual(pictures.map(({ file }) => file).sort());
    for (const { file, size } of pictures) {
      const header = readFileSync(join(root, examplesFolder, file)).subarray(16, 24);
      expect([header.readUInt32BE(0), header.readUInt32BE(4)], file).toEqual(size);
    }
  });
});
