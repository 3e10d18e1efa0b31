import { spawn } from 'node:child_process';
import { root } from './steps.mjs';

/**
 * Run programs at the same time, all with our own streams, until the first of them ends.
 *
 * @param {readonly (readonly [program: string, args: readonly string[]])[]} programs
 */
export function runBeside(programs) {
  const children = programs.map(([program, args]) =>
    spawn(program, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }),
  );
  for (const child of children) {
    child.once('error', (error) => {
      console.error(error.message);
      process.exitCode = 1;
    });
    child.once('close', (status) => {
      process.exitCode ||= status ?? 0;
      for (const other of children) other.kill();
    });
  }
}
