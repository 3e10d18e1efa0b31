/**
 * Writes what the notebook's editor offers while the reader types: the names of `'gan'` and of the
 * notebook's own functions, and those of tfjs that cells use, with their parameters from the
 * declarations and a line of Japanese each. A name without a line is an error.
 *
 * usage: node tools/typescript.mjs tools/make-completions.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { makeCompletions } from './completions/make';
import { root } from './lib/steps.mjs';

const file = join(root, 'src/lib/notebook/completions.json');
const text = await format(JSON.stringify(makeCompletions()), { parser: 'json', printWidth: 100 });
writeFileSync(file, text);
console.log(`${file}: ${(JSON.stringify(JSON.parse(text)).length / 1000).toFixed(1)} kB`);
