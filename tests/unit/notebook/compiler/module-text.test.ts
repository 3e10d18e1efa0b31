import { parse } from 'acorn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eraseTypes } from '@lib/notebook/compiler/erase';
import { readImports } from '@lib/notebook/compiler/imports';
import { moduleText } from '@lib/notebook/compiler/module-text';
import { findNames } from '@lib/notebook/compiler/names';
import { Rewrite } from '@lib/notebook/compiler/rewrite';
import { parseModule } from '@lib/notebook/compiler/syntax';
import { cases } from './cases';
import { programs } from './programs';

/** A text and its module, whatever the text may not do in a cell; null if it is no program. */
function compile(source: string): { code: string; rewrite: Rewrite } | null {
  const rewrite = new Rewrite(source);
  const tree = parseModule(source);
  if (eraseTypes(tree, source, rewrite).length > 0) return null;
  const names = findNames(tree);
  const { statements } = readImports(tree, names, { exports: ['b'] });
  const free = names.references.filter(({ binding }) => !binding).map(({ name }) => name);
  const header = { defines: [], uses: [...new Set(free)], imports: statements };
  return { code: moduleText({ source, tree, rewrite, header }), rewrite };
}

const compilable = programs.map((text) => text.replace(/from '[xy]'/g, "from 'gan'"));

describe('moduleText', () => {
  it('is a module with a guard in each loop', () => {
    let loops = 0;
    fc.assert(
      fc.property(compilable, (source) => {
        const { code } = read(source) ?? { code: '' };
        expect(
          () => parse(code, { ecmaVersion: 'latest', sourceType: 'module' }),
          code,
        ).not.toThrow();
        const heads = code.match(/^ *.*?\b(?:for|while)\b.*$/gm)?.length ?? 0;
        loops += heads;
        // No loop, no guard but the parameter; one at least else.
        expect(code === '' || code.split('$$guard').length > (heads > 0 ? 2 : 1)).toBe(true);
      }),
      { numRuns: cases(100), seed: 2017 },
    );
    expect(loops).toBeGreaterThan(50);
  });

  it('leads each name back to where it stands in the text', () => {
    fc.assert(
      fc.property(compilable, (source) => {
        const compiled = read(source);
        if (!compiled) return;
        const lines = source.split('\n');
        const text = compiled.rewrite.text();
        const wrong = text.split('\n').flatMap((line, row) =>
          Array.from(line.matchAll(/\b[a-z]\w*\b/g), ({ 0: word, index }) => {
            const place = compiled.rewrite.original({ line: row + 1, column: index + 1 });
            const there = lines[row]?.startsWith(word, place.column - 1);
            const inserted = line.slice(index - 2, index) === '$$';
            return inserted || (place.line === row + 1 && there) ? [] : [{ word, place }];
          }).flat(),
        );
        expect(wrong, text).toEqual([]);
      }),
      { numRuns: cases(100), seed: 2017 },
    );
  });
});

function read(source: string): ReturnType<typeof compile> {
  try {
    return compile(source);
  } catch {
    return null;
  }
}
