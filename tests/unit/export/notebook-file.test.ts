import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type NotebookFile,
  readNotebook,
  type ShownOutput,
  writeNotebook,
} from '@lib/export/notebook-file';
import { pythonWith, runPython } from '../support/python';
import { nbformatProblem } from '../support/nbformat';
import { readAll, rounds, spoilt, spoiltJson } from '../support/malformed';

const notebook: NotebookFile = {
  notebook: 'code',
  library: '0.1.0',
  base: { generator: 'a1b2' },
  parts: [
    { id: 'heading', kind: 'text', source: '# 生成器\n\nノイズから画像を作ります。' },
    {
      id: 'generator',
      kind: 'code',
      source: 'const G = createGenerator(random);\nprint(G.name);\n',
      outputs: [
        { kind: 'text', isError: false, text: 'generator\n' },
        {
          kind: 'display',
          text: '画像',
          png: { bytes: Uint8Array.of(0x89, 0x50, 0x4e, 0x47), size: { width: 2, height: 4 } },
          own: { kind: 'images' },
        },
        { kind: 'display', text: 'a\tb', html: '<table>\n</table>' },
        { kind: 'error', name: 'TypeError', message: '数ではありません' },
      ],
    },
  ],
};

interface Written {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: { readonly kernelspec: unknown };
  readonly cells: readonly { readonly source: string[]; readonly outputs?: readonly unknown[] }[];
}

/** Markup is not read back, nor is the size to show a picture in. */
const readBack = ({ parts, ...rest }: NotebookFile): NotebookFile => ({
  ...rest,
  parts: parts.map(({ outputs, ...part }) => ({
    ...part,
    ...(outputs ? { outputs: outputs.map(withoutMarkup) } : {}),
  })),
});

function withoutMarkup(output: ShownOutput): ShownOutput {
  if (output.kind !== 'display') return output;
  const { kind, text, png, own } = output;
  return {
    ...{ kind, text },
    ...(png ? { png: { bytes: png.bytes } } : {}),
    ...(own === undefined ? {} : { own }),
  };
}

describe('a notebook file', () => {
  it('is a Jupyter notebook of the Deno kernel, with outputs', () => {
    const written = JSON.parse(writeNotebook(notebook)) as Written;
    expect([written.nbformat, written.nbformat_minor]).toEqual([4, 5]);
    expect(written.metadata.kernelspec).toMatchObject({ name: 'deno', language: 'typescript' });
    expect(written.cells[1]?.source).toEqual([
      'const G = createGenerator(random);\n',
      'print(G.name);\n',
    ]);
    expect(written.cells[1]?.outputs).toEqual([
      { output_type: 'stream', name: 'stdout', text: ['generator\n'] },
      {
        output_type: 'display_data',
        metadata: { 'image/png': { width: 2, height: 4 } },
        data: {
          'image/png': 'iVBORw==',
          'text/plain': ['画像'],
          'application/vnd.hajimete-no-gan.output+json': { kind: 'images' },
        },
      },
      {
        output_type: 'display_data',
        metadata: {},
        data: { 'text/html': ['<table>\n', '</table>'], 'text/plain': ['a\tb'] },
      },
      { output_type: 'error', ename: 'TypeError', evalue: '数ではありません', traceback: [] },
    ]);
  });

  it('keeps to nbformat’s schema of version 4.5', () => {
    expect(nbformatProblem(JSON.parse(writeNotebook(notebook)))).toBe(null);
  });

  it('passes over outputs of other programs that it cannot show', () => {
    const data = { 'text/plain': '5', 'text/html': '<b>5</b>' };
    const outputs = [
      { output_type: 'execute_result', execution_count: 1, metadata: {}, data },
      { output_type: 'display_data', metadata: {}, data: { 'image/png': '%%' } },
      { output_type: 'widget' },
      7,
    ];
    const text = change({ cells: [{ cell_type: 'code', id: 'a', source: '', outputs }] });
    expect(readNotebook('a.ipynb', text).parts[0]?.outputs).toEqual([
      { kind: 'display', text: '5' },
      { kind: 'display', text: '' },
    ]);
  });

  const python = pythonWith('nbformat');
  it.skipIf(!python)('is valid to nbformat itself (skipped where it is not installed)', () => {
    const code =
      'import nbformat, sys; nbformat.validate(nbformat.reads(sys.argv[1], 4)); print(1)';
    expect(runPython(python ?? '', { code, args: [writeNotebook(notebook)] })).toBe(1);
  });

  it('is read back as it was, whatever its texts, with what its cells showed', () => {
    const id = fc.stringMatching(/^[a-z][\w-]{0,20}$/);
    const part = fc.record({
      id,
      kind: fc.constantFrom('text' as const, 'code' as const),
      source: fc.string({ unit: 'grapheme' }),
    });
    const parts = fc.uniqueArray(part, { selector: ({ id }) => id });
    fc.assert(
      fc.property(parts, (parts) => {
        const given = { ...notebook, parts };
        expect(readNotebook('a.ipynb', writeNotebook(given))).toEqual(readBack(given));
      }),
    );
  });

  it('takes sources as one text too', () => {
    const written = JSON.parse(writeNotebook(notebook)) as { cells: { source: unknown }[] };
    for (const cell of written.cells) cell.source = (cell.source as string[]).join('');
    expect(readNotebook('a.ipynb', JSON.stringify(written))).toEqual(readBack(notebook));
  });

  it.each([
    ['no JSON', '{"cells": [', 'JSONではないか'],
    [
      'another notebook',
      change({ metadata: {} }),
      'このサイトで保存したノートブックではありません',
    ],
    ['an older format', change({ nbformat_minor: 2 }), 'nbformatの4.5ではありません'],
    ['two cells of one id', twice(), '同じidのセルが2つあります'],
    ['a cell without an id', change({ cells: [{ cell_type: 'code', source: '' }] }), 'cells.0.id'],
  ])('refuses %s', (_, text, message) => {
    expect(() => readNotebook('a.ipynb', text)).toThrow(message);
    expect(() => readNotebook('a.ipynb', text)).toThrow('「a.ipynb」');
  });

  it('reads or refuses 200 spoilt files, and nothing in between', async () => {
    const text = writeNotebook(notebook);
    const bytes = new TextEncoder().encode(text);
    const read = (seed: number) =>
      readNotebook(
        'a.ipynb',
        seed % 2 === 0
          ? new TextDecoder().decode(spoilt(bytes, seed))
          : JSON.stringify(spoiltJson(JSON.parse(text), seed)),
      );
    const results = await readAll(read, ({ parts, notebook: name }) => {
      expect(name).toMatch(/^[\w-]+$/);
      for (const { id, source } of parts)
        expect([typeof id, typeof source]).toEqual(['string', 'string']);
    });
    expect(results).toBeLessThan(rounds);
  });
});

function change(changes: object): string {
  return JSON.stringify({ ...(JSON.parse(writeNotebook(notebook)) as object), ...changes });
}

function twice(): string {
  const { cells } = JSON.parse(writeNotebook(notebook)) as Written;
  return change({ cells: [...cells, ...cells] });
}
