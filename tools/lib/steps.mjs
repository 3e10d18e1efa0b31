import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
/** Where npm puts the programs of installed packages. */
export const bin = join(root, 'node_modules', '.bin');

/** Something that the machine lacks: its message says all there is to say. */
export class SetUpError extends Error {}

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

/**
 * Run `make` unless it last succeeded on exactly these inputs.
 *
 * @param options.name of the stamp kept under .cache: one for each product
 * @param options.inputs files and folders, relative to the project, whose contents decide
 * @param options.setting what else decides, such as a variable of the environment
 * @param options.isMade whether the product still exists; false runs `make` whatever the stamp says
 * @param options.make what to run
 */
export function cached({ name, inputs, setting = '', isMade = true, make }) {
  const stamp = join(root, '.cache', `${name}.stamp`);
  if (isMade && readIfThere(stamp) === digest(inputs, setting)) return;
  // Making that fails may leave half a product.
  rmSync(stamp, { force: true });
  make();
  mkdirSync(dirname(stamp), { recursive: true });
  // Again, since making may have generated files among the inputs.
  writeFileSync(stamp, digest(inputs, setting));
}

function digest(inputs, setting) {
  const hash = createHash('sha256').update(`${setting}\0`);
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

/** The text of a file, undefined where there is none. */
export function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
