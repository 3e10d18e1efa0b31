import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { parse, type Token } from 'acorn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eraseTypes } from '@lib/notebook/compiler/erase';
import { Rewrite } from '@lib/notebook/compiler/rewrite';
import { parseModule } from '@lib/notebook/compiler/syntax';
import { cases, sourceFiles } from './cases';
import { programs } from './programs';

/** The text without its types, or null if it is refused. */
function ours(source: string): string | null {
  try {
    const rewrite = new Rewrite(source);
    return eraseTypes(parseModule(source), source, rewrite).length > 0 ? null : rewrite.text();
  } catch {
    return null;
  }
}

function nodes(source: string): string | null {
  try {
    return stripTypeScriptTypes(source);
  } catch {
    return null;
  }
}

/**
 * Every sign with its place, but semicolons, which each side puts in where types kept things apart;
 * and the number of statements, which shows that they do.
 */
function read(text: string): { tokens: string; statements: string } {
  const tokens: Token[] = [];
  const { body } = parse(text, { ecmaVersion: 'latest', sourceType: 'module', onToken: tokens });
  return {
    tokens: tokens
      .filter(({ type }) => type.label !== ';')
      .map(({ start, end }) => `${String(start)} ${text.slice(start, end)}`)
      .join('\n'),
    statements: body
      .filter(({ type }) => type !== 'EmptyStatement')
      .map(({ type, start }) => `${type} ${String(start)}`)
      .join('\n'),
  };
}

function expectSame(source: string): 'erased' | 'refused' {
  const theirs = nodes(source);
  const own = ours(source);
  if (theirs === null || own === null) {
    expect(own, source).toBe(theirs);
    return 'refused';
  }
  expect(own.length, source).toBe(source.length);
  if (own === theirs) return 'erased';
  const [left, right] = [read(own), read(theirs)];
  expect(left.tokens, source).toBe(right.tokens);
  expect(left.statements, source).toBe(right.statements);
  return 'erased';
}

describe('eraseTypes', () => {
  it('gives what Node gives for every file of this project', () => {
    const counts = { erased: 0, refused: 0 };
    for (const file of sourceFiles()) counts[expectSame(readFileSync(file, 'utf8'))]++;
    expect(counts.erased).toBeGreaterThan(300);
    expect(counts.refused).toBeGreaterThan(30);
  });

  it('gives what Node gives for made-up programs', () => {
    const counts = { erased: 0, refused: 0 };
    fc.assert(
      fc.property(programs, (source) => {
        counts[expectSame(source)]++;
      }),
      { numRuns: cases(200), seed: 2017 },
    );
    // Most of them must be programs.
    expect(counts.erased).toBeGreaterThan(counts.refused);
  });

  it.each([
    ['a = 1 as T\n(b)', 'a = 1 ;   \n(b)'],
    ['let a = b!\n[c]', 'let a = b \n[c]'],
    ['if (a) b = c as T\n[d]', 'if (a) b = c ;   \n[d]'],
    ['class A { get: T\n m() {} }', 'class A { get;  \n m() {} }'],
    ['class A { a = 1\n public ["b"] = 2 }', 'class A { a = 1\n ;      ["b"] = 2 }'],
    ['const f = (x):\n T => x', 'const f = (x  \n ) => x'],
    ['const f = async <\nT>(x) => x', 'const f = async (\n   x) => x'],
    ['() => { return <\nT>(x) => x }', '() => { return (\n   x) => x }'],
  ])('keeps apart what types kept apart: %j', (source, expected) => {
    expect(ours(source)).toBe(expected);
    expect(() => read(expected)).not.toThrow();
  });
});
