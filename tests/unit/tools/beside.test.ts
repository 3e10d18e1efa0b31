import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

function runBeside(...programs: readonly string[]) {
  const list = programs.map((program) => [process.execPath, ['-e', program]]);
  const script = `import { runBeside } from './tools/lib/beside.mjs'; runBeside(${JSON.stringify(list)});`;
  return spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 20_000,
  });
}

it('programs beside each other all end with the first that ends', () => {
  const { status, stdout } = runBeside('setTimeout(() => {}, 60_000)', 'console.log("done")');
  expect(stdout).toBe('done\n');
  expect(status).toBe(0);
});

it('a program that fails makes all fail', () => {
  expect(runBeside('setTimeout(() => {}, 60_000)', 'process.exit(3)').status).toBe(3);
});
