import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Where npm puts the programs of installed packages. */
export const bin = join(root, 'node_modules', '.bin');

/** Run a program in the project's folder with our own streams; end this process if it fails. */
export function run(program, args, { env = {} } = {}) {
  const result = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Run `action` under a heading that says how long it took. */
export function step(name, action) {
  console.log(`\n── ${name}`);
  const began = Date.now();
  action();
  console.log(`── ${name}: ok, ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/**
 * Run `make` unless it last succeeded on exactly these inputs.
 *
 * @param name of the stamp kept under .cache
 * @param inputs files and folders, relative to the project, whose contents decide
 * @param make what to run
 * @param isMade whether the product still exists; false runs `make` whatever the stamp says
 */
export function cached(name, inputs, make, isMade = true) {
  const stamp = join(root, '.cache', `${name.replaceAll('/', '_')}.stamp`);
  const before = digest(inputs);
  if (isMade && readIfThere(stamp) === before) return;
  make();
  mkdirSync(dirname(stamp), { recursive: true });
  // Again, since making may have generated files among the inputs.
  writeFileSync(stamp, digest(inputs));
}

function digest(inputs) {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesBelow).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false });
  if (!stats) return [];
  if (!stats.isDirectory()) return [path];
  return readdirSync(join(root, path)).flatMap((entry) => filesBelow(`${path}/${entry}`));
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
