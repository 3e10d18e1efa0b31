/**
 * Runs what the golden tests run and keeps the results in place of those recorded before. Only for
 * changes that are meant to change what a seed gives; the commit has to say why they do.
 *
 * usage: npm run golden -- --write [cell …]
 */
import { parseArgs } from 'node:util';
import { type Case, cases } from '../tests/golden/cases';
import { rewrite } from '../tests/golden/recording';

const { values, positionals } = parseArgs({
  options: { write: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const all = Object.keys(cases) as Case['cell'][];
const unknown = positionals.filter((name) => !Object.hasOwn(cases, name));
if (!values.write || unknown.length > 0) {
  console.error(`usage: npm run golden -- --write [${all.join(' | ')}]`);
  process.exit(2);
}
for (const cell of all) {
  if (positionals.length > 0 && !positionals.includes(cell)) continue;
  const began = performance.now();
  await rewrite(cell);
  console.log(`${cell}: ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
