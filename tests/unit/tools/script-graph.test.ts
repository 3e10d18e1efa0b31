import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { importsOf, loadedWith } from '../../../tools/lib/script-graph.mjs';
import { copyTools } from './copied-tools';

describe('the imports of a module', () => {
  it('are those that load with it, and those that may come later', () => {
    const { root, write } = copyTools();
    write(
      'a.js',
      'import"./b.js";import{c}from"./c.js";export*from"./d.js";const e=()=>import("./e.js");',
    );
    expect(importsOf(join(root, 'a.js'))).toEqual({
      fixed: ['./b.js', './c.js', './d.js'],
      later: ['./e.js'],
    });
  });

  it('leave out what only a running program can name', () => {
    const { root, write } = copyTools();
    write('a.js', 'import(globalThis.name); import.meta.url;');
    expect(importsOf(join(root, 'a.js'))).toEqual({ fixed: [], later: [] });
  });
});

describe('the modules that load with others', () => {
  it('are all that these import, by whatever way, once each, and none that comes later', () => {
    const { root, write } = copyTools();
    write('entry.js', 'import"./deep/a.js";import"./shared.js";import("./later.js");');
    write('deep/a.js', 'import"../shared.js";import"./b.js";');
    write('deep/b.js', 'import"./a.js";');
    write('shared.js', '');
    write('later.js', '');
    expect(loadedWith(['entry.js'], root).sort()).toEqual([
      'deep/a.js',
      'deep/b.js',
      'entry.js',
      'shared.js',
    ]);
  });
});
