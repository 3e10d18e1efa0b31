/** Parts of the README that programs write, each between two marks. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { root } from './steps.mjs';

const file = join(root, 'README.md');

/**
 * @param {string} name of the marks: `<!-- name -->` and `<!-- /name -->`
 * @param {string} section Markdown that takes the place of what is between them
 */
export async function writeSection(name, section) {
  const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const text = readFileSync(file, 'utf8');
  const [before, after] = [text.indexOf(begin) + begin.length, text.indexOf(end)];
  if (before < begin.length || after < before) {
    throw new Error(`README.md: expected ${begin} and, after it, ${end}`);
  }
  const changed = `${text.slice(0, before)}\n\n${section}\n\n${text.slice(after)}`;
  const options = await resolveConfig(file);
  writeFileSync(file, await format(changed, { ...options, filepath: file }));
}

/**
 * A table in Markdown.
 *
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function table(head, rows) {
  return [head, head.map(() => '---'), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
