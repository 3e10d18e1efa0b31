import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What a file imports as values, for sure or on demand; types are gone when it runs. */
function importsOf(text: string): string[] {
  const statements = text.matchAll(/^(?:import|export)\s(?!type\s)([^;]*?)\sfrom '([^']+)'/gms);
  const found = [...statements].filter(([, names = '']) => {
    const listed = /^\{(.*)\}$/s.exec(names.trim())?.[1]?.split(',') ?? ['all'];
    return !listed.every((name) => /^\s*(type\s.*)?$/.test(name));
  });
  const plain = [...text.matchAll(/^import '([^']+)'/gm), ...text.matchAll(/import\('([^']+)'\)/g)];
  return [...found.map(([, , from = '']) => from), ...plain.map(([, from = '']) => from)];
}

function fileOf(from: string, importer: string): string | null {
  const path = from.startsWith('.')
    ? join(dirname(importer), from)
    : from.replace(/^@lib\//, 'src/lib/').replace(/^@components\//, 'src/components/');
  return [`${path}.ts`, path, `${path}/index.ts`].find((file) => existsSync(file)) ?? null;
}

/** The way of imports from a file to tfjs; `null` if there is none. */
function wayToTfjs(file: string, seen = new Set<string>()): string[] | null {
  if (seen.has(file) || !file.endsWith('.ts')) return null;
  seen.add(file);
  for (const from of importsOf(readFileSync(file, 'utf8'))) {
    if (from.startsWith('@tensorflow/') && !from.endsWith('?url')) return [file, from];
    const next = fileOf(from, file);
    const way = next && wayToTfjs(next, seen);
    if (way) return [file, ...way];
  }
  return null;
}

const cells = globSync('src/components/cells/*/cell.ts');

describe('the programs of pages', () => {
  it('leave tfjs to workers: no cell reaches it by what it imports', () => {
    expect(cells.length).toBeGreaterThan(20);
    expect(cells.map((cell) => wayToTfjs(cell)).filter(Boolean)).toEqual([]);
    expect(wayToTfjs('src/components/cells/notebook/code-cell.ts')).toBeNull();
  });

  it('would be found to hold tfjs where they do', () => {
    const way = wayToTfjs('src/lib/models/dcgan-mnist.ts');
    expect(way?.at(-1)).toBe('@tensorflow/tfjs');
    expect(relative('.', way?.[0] ?? '')).toBe('src/lib/models/dcgan-mnist.ts');
  });
});
