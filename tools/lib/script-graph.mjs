import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { init, parse } from 'es-module-lexer';

await init;

/**
 * The imports of a module of the built site.
 *
 * @param file its path on disk
 * @returns `fixed`, what loads with it, and `later`, what it may load on demand; specifiers as
 *   written, those that are not string literals left out
 */
export function importsOf(file) {
  const [imports] = parse(readFileSync(file, 'utf8'));
  const named = imports.filter(({ n }) => n !== undefined);
  return {
    fixed: named.filter(({ d }) => d === -1).map(({ n }) => n),
    later: named.filter(({ d }) => d >= 0).map(({ n }) => n),
  };
}

/**
 * Every module that loads with `entries`, these included.
 *
 * @param entries paths below `folder`
 * @param folder where the site lies on disk
 */
export function loadedWith(entries, folder) {
  const seen = new Set();
  const visit = (module) => {
    if (seen.has(module)) return;
    seen.add(module);
    for (const specifier of importsOf(posix.join(folder, module)).fixed) {
      visit(posix.join(posix.dirname(module), specifier));
    }
  };
  entries.forEach(visit);
  return [...seen];
}
