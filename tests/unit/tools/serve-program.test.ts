import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { copyTools } from './copied-tools';

const program = join(import.meta.dirname, '../../../tools/serve.mjs');

it('the server says where it is, and ends when what started it is killed', async () => {
  const { root, write } = copyTools();
  write('site/index.html', 'cover');
  const args = JSON.stringify([
    program,
    '--host',
    '127.0.0.1',
    '--port',
    '0',
    '--folder',
    `${root}/site`,
  ]);
  const starter = spawn(process.execPath, [
    '-e',
    `require('node:child_process').spawn(process.execPath, ${args}, { stdio: 'inherit' })`,
  ]);
  const [line] = (await once(starter.stdout, 'data')) as [Buffer];
  const url = /http:\S+/.exec(String(line))?.[0] ?? '';
  expect(await (await fetch(url)).text()).toBe('cover');
  starter.kill('SIGKILL');
  const isThere = () => fetch(url).then(Boolean, () => false);
  await expect.poll(isThere, { timeout: 30_000 }).toBe(false);
});
