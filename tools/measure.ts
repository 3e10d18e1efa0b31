/**
 * Measures what the text says of this site's own GANs, one record in docs/measurements for each
 * measurement. Without a name it lists them; `all` takes them all, the quickest first.
 *
 * usage: npm run measure -- [name …|all]
 */
import { spawnSync } from 'node:child_process';
import { measurements } from './measure/measurements';
import { measure } from './measure/measurement';

const names = process.argv.slice(2);
const wanted = names.includes('all') ? measurements : measurements.filter(isNamed);
const unknown = names.filter(
  (name) => name !== 'all' && !measurements.some((other) => other.name === name),
);
const [only, ...others] = wanted;
if (!only || unknown.length > 0) {
  if (unknown.length > 0) console.error(`there is no measurement ${unknown.join(', ')}\n`);
  for (const { name, minutes, what } of measurements) {
    console.log(`${name.padEnd(24)} ${String(minutes).padStart(4)} min  ${what}`);
  }
  process.exit(unknown.length > 0 ? 2 : 0);
}
if (others.length === 0) await measure(only);
// Each in a process of its own: they use different backends, and one that fails stops no other.
else process.exitCode = wanted.map(measureApart).some((isDone) => !isDone) ? 1 : 0;

function isNamed({ name }: { name: string }): boolean {
  return names.includes(name);
}

function measureApart({ name }: { name: string }): boolean {
  const tool = ['tools/typescript.mjs', 'tools/measure.ts', name];
  return spawnSync(process.execPath, tool, { stdio: 'inherit' }).status === 0;
}
