import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readIfThere, root } from './steps.mjs';

const record = join(root, '.cache', 'gates.json');

/**
 * Run gates one after the other; the first that fails ends this process. What they are and how long
 * they will take is said before: as long as they took here last time, else as long as we know.
 *
 * @param {{ name: string, does: string, seconds: number, run: () => void | Promise<void> }[]} gates
 *   `seconds` is what it takes on two cores in a fresh clone
 */
export async function runGates(gates) {
  const known = JSON.parse(readIfThere(record) ?? '{}');
  const expected = (gate) => known[gate.name] ?? gate.seconds;
  const sum = (some) => some.reduce((total, gate) => total + expected(gate), 0);
  const width = Math.max(...gates.map(({ name }) => name.length));

  console.log(`${gates.length} gates, about ${duration(sum(gates))} in all:`);
  gates.forEach((gate, i) => {
    const time = duration(expected(gate)).padStart(8);
    console.log(`  ${i + 1}  ${gate.name.padEnd(width)} ${time}   ${gate.does}`);
  });

  for (const [i, gate] of gates.entries()) {
    const title = `${i + 1}/${gates.length} ${gate.name}`;
    console.log(`\n── ${title}: ${gate.does}, about ${duration(expected(gate))}`);
    const began = Date.now();
    await tellingFailure(title, gate.run);
    known[gate.name] = (Date.now() - began) / 1000;
    mkdirSync(dirname(record), { recursive: true });
    writeFileSync(record, JSON.stringify(known));
    const left = gates.slice(i + 1);
    const rest = left.length > 0 ? `; about ${duration(sum(left))} left` : '';
    console.log(`── ${title}: ok, ${duration(known[gate.name])}${rest}`);
  }
}

/** A program that fails ends this process, an error does not. */
async function tellingFailure(title, run) {
  const tell = () => console.error(`\n── ${title}: failed`);
  process.once('exit', tell);
  try {
    await run();
  } catch (error) {
    tell();
    throw error;
  } finally {
    process.off('exit', tell);
  }
}

/** `8 s`, `3 min`. */
export function duration(seconds) {
  return seconds < 99.5 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
