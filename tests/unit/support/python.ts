/** Python beside the tests, where the machine has one with what is needed. */
import { spawnSync } from 'node:child_process';

/** The first on the path, and the system's own, which Debian's packages are for. */
const candidates = ['python3', '/usr/bin/python3'];

/** A Python that can import this module; `null` if there is none. */
export function pythonWith(module: string): string | null {
  const found = candidates.find((python) => {
    const { status } = spawnSync(python, ['-c', `import ${module}`], { stdio: 'ignore' });
    return status === 0;
  });
  return found ?? null;
}

/**
 * Run a program and read what it prints last as JSON.
 *
 * @throws with all that it wrote if it fails
 */
export function runPython<Result>(
  python: string,
  { code, args = [], folder }: { code: string; args?: readonly string[]; folder?: string },
): Result {
  const { status, stdout, stderr } = spawnSync(python, ['-c', code, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1', PYTHONIOENCODING: 'utf-8' },
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(`Python failed (${status})\n${stdout}\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null') as Result;
}
